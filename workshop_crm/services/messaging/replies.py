"""Staff write to a customer themselves: what they may send now, and the message."""

from __future__ import annotations

from typing import Any

import frappe

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging import going
from workshop_crm.core.messaging.channels import Choice, Recipient, address_for
from workshop_crm.core.messaging.going import Decision
from workshop_crm.core.messaging.messages import INCOMING
from workshop_crm.core.messaging.reply import (
	CHANNELS,
	SESSION,
	Way,
	is_for_hand,
	is_open,
	pending,
	read_channel,
	read_text,
	reply_key,
	reply_message,
	require_offered,
	require_way,
	ways_view,
)
from workshop_crm.core.messaging.stopping import addresses_of
from workshop_crm.core.messaging.templates import Template, approved_template
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.messaging import clock, consents, decisions, messages, rules
from workshop_crm.services.messaging.templates import TEMPLATE, read_template
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import require_customer
from workshop_crm.services.platform.words import _


def ways(customer: str) -> dict[str, Any]:
	"""By which channels the customer can be written to now, and with what."""
	require_customer(customer, "write")
	recipient = recipient_of(frappe.get_doc("Customer", customer))
	names = {"customer": recipient.name, "company": settings.company_name(recipient.language)}
	found = [_way(customer, recipient, channel) for channel in CHANNELS]
	return {"ways": ways_view(found, names, recipient.language, _)}


def send(customer: str, channel: str, key: str, text: str = "", template: str = "") -> dict[str, Any]:
	"""Write a text or a template to the customer; the same key again is the same message. Raises InvalidInput with the reason."""
	require_customer(customer, "write")
	by = read_channel(channel)
	if template:
		named = reply_key(customer, key, by, template=template)
		return _send_template(customer, by, named, template)
	words = read_text(text, by)
	named = reply_key(customer, key, by, words)
	if known := messages.known(named):
		return {"message": known.name, "status": known.status}
	recipient = recipient_of(frappe.get_doc("Customer", customer))
	asked = _last_received(recipient, by)
	require_way(_decision(customer, recipient, by, asked, words))
	choice = Choice(by, address_for(recipient, by))
	state = messages.first_state(by)
	values = reply_message(
		customer, choice, recipient.language, words, named, settings.company(), asked and asked.name, state
	)
	written = messages.insert(values)
	return {"message": written.message, "status": written.state}


def _send_template(customer: str, channel: Channel, key: str, template: str) -> dict[str, Any]:
	if not messages.known(key):
		recipient = recipient_of(frappe.get_doc("Customer", customer))
		require_offered(template, _templates(recipient, channel))
	written = messages.write(customer, template, {}, ("Customer", customer), key, channel)
	if written.message is None:
		raise InvalidInput(written.reason).at("template")
	return {"message": written.message, "status": written.state}


def _way(customer: str, recipient: Recipient, channel: Channel) -> Way:
	asked = _last_received(recipient, channel)
	return Way(
		channel,
		_decision(customer, recipient, channel, asked),
		rules.sends_by_itself(channel),
		asked.creation + SESSION if asked and channel == "WhatsApp" else None,
		tuple(_templates(recipient, channel)),
	)


def _decision(
	customer: str, recipient: Recipient, channel: Channel, asked: frappe._dict | None, text: str = ""
) -> Decision:
	needs_template = channel == "WhatsApp" and rules.sends_by_itself(channel) and asked is None
	return going.may_go(
		clock.aware(clock.now()),
		pending(channel, text, asked is not None, needs_template),
		recipient,
		consents.events_of(addresses_of(recipient)),
		rules.policy(),
		decisions.own_hours(customer),
	)


def _last_received(recipient: Recipient, channel: Channel) -> frappe._dict | None:
	"""What the customer wrote last by a channel, from the address to which an answer goes, in time for one."""
	address = address_for(recipient, channel)
	wrote = {"recipient": address, "channel": channel, "direction": INCOMING}
	fields = ["name", "creation"]
	last = address and frappe.db.get_value(
		messages.MESSAGE, wrote, fields, as_dict=True, order_by="creation desc"
	)
	return last if last and is_open(last.creation, clock.now(), channel) else None


def _templates(recipient: Recipient, channel: Channel) -> list[Template]:
	"""Those that can be sent without an occasion; by WhatsApp with a provider those that it knows."""
	names = frappe.get_all(TEMPLATE, {"enabled": 1, "purpose": "Other"}, pluck="name", order_by="creation")
	known = [template for template in map(read_template, names) if template]
	by = rules.provider(channel)
	return [
		template
		for template in known
		if is_for_hand(template, recipient.language, channel)
		and (
			channel != "WhatsApp"
			or by == rules.OUTBOX_ONLY
			or approved_template(template, recipient.language, by, {}) is not None
		)
	]
