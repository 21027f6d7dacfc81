"""Whether a message may go now, and on which channel: loads what `core.messaging.going` asks about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import frappe
from frappe.model.document import Document

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.messaging import going
from workshop_crm.core.messaging.channels import Recipient
from workshop_crm.core.messaging.countries import Hours
from workshop_crm.core.messaging.going import Answers, Decision, Pending
from workshop_crm.core.messaging.incoming import answers, is_answer
from workshop_crm.core.messaging.opt_outs import OPT_OUT
from workshop_crm.core.messaging.place_values import has_link
from workshop_crm.core.messaging.policy import CONTACT_TIMES
from workshop_crm.core.messaging.reply import SESSION
from workshop_crm.core.messaging.stopping import addresses_of
from workshop_crm.core.messaging.templates import Template, approved_template, text_for
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.messaging import clock, consents, rules
from workshop_crm.services.messaging.templates import read_template


def decide(message: Document) -> Decision:
	"""What becomes of a message that waits."""
	recipient = recipient_for(message)
	template = read_template(message.template) if message.template else None
	pending = Pending(
		channel=message.channel,
		category=template.category if template else "Utility",
		has_link=has_link(message.text or ""),
		send_after=message.send_after and clock.aware(message.send_after),
		wanted_until=message.wanted_until and clock.aware(message.wanted_until),
		answers=_answers(message),
		needs_template=needs_template(message, template),
		unwanted=bool(message.unwanted),
	)
	return going.may_go(
		clock.aware(clock.now()),
		pending,
		recipient,
		consents.events_of(addresses_of(recipient)),
		rules.policy(),
		own_hours(message.customer),
	)


def best_channel(
	customer: Document,
	recipient: Recipient,
	template: Template,
	channels: tuple[Channel, ...],
	send_after: datetime | None = None,
	wanted_until: datetime | None = None,
) -> tuple[Channel | None, Decision]:
	"""On which of the channels a template may be sent to a customer, now or later; none and the reason otherwise."""
	brings_link = any(has_link(text_for(template, recipient.language, channel).text) for channel in channels)
	pending = Pending(
		channel="WhatsApp",
		category=template.category,
		has_link=brings_link,
		send_after=send_after and clock.aware(send_after),
		wanted_until=wanted_until and clock.aware(wanted_until),
	)
	return going.best_channel(
		clock.aware(clock.now()),
		pending,
		recipient,
		consents.events_of(addresses_of(recipient)),
		rules.policy(),
		own_hours(customer.name),
		channels,
	)


def recipient_for(message: Document) -> Recipient:
	"""Whom a message goes to: its customer as they are today, or the number that wrote to the workshop."""
	if message.customer:
		return recipient_of(frappe.get_doc("Customer", message.customer))
	return Recipient(name="", language=message.language or "ar", phone=message.recipient, email=None)


def needs_template(message: Document, template: Template | None) -> bool:
	"""Whether WhatsApp would take this message only as an approved template, and there is none."""
	sender = rules.provider(message.channel)
	if message.channel != "WhatsApp" or sender == rules.OUTBOX_ONLY or is_in_session(message.recipient):
		return False
	return template is None or approved_template(template, message.language, sender, {}) is None


def is_in_session(address: str | None) -> bool:
	"""Whether somebody has written by WhatsApp within the last day, so that it takes any text."""
	since = clock.now() - SESSION
	wrote = {"recipient": address, "channel": "WhatsApp", "direction": "Incoming", "creation": (">", since)}
	return bool(address and frappe.db.exists("Customer Message", wrote))


def own_hours(customer: str | None) -> Hours | None:
	"""When the customer likes to be reached."""
	stored = customer and frappe.db.get_value("Customer", customer, "service_preferences")
	preferences: Any = frappe.parse_json(stored) if stored else {}
	return CONTACT_TIMES.get(preferences.get("contact_time", "")) if isinstance(preferences, dict) else None


def _answers(message: Document) -> Answers:
	"""Whether it answers what the customer has just written. The confirmation of an opt-out goes in spite of it."""
	asked_by = message.answer_to
	fields = ["direction", "recipient", "channel", "creation"]
	asked = asked_by and frappe.db.get_value("Customer Message", asked_by, fields, as_dict=True)
	if not is_answer(message.as_dict(), asked or None, clock.now()):
		return ""
	is_opt_out = frappe.db.exists("Consent Event", {"message": asked_by, "kind": OPT_OUT})
	return answers(message.as_dict(), bool(is_opt_out))
