"""Staff write to a customer themselves; the message waits in the outbox until somebody sends it by hand."""

from __future__ import annotations

import json
from typing import Any

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging import going
from workshop_crm.core.messaging.channels import Choice, Recipient, address_for
from workshop_crm.core.messaging.delivery import OUTBOX
from workshop_crm.core.messaging.going import Decision
from workshop_crm.core.messaging.policy import CONTACT_TIMES, Policy
from workshop_crm.core.messaging.reply import (
	CHANNELS,
	Way,
	is_for_hand,
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
from workshop_crm.core.messaging.templates import Template, template_of
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.company import company_name
from workshop_crm.preview.messaging import consents, messages
from workshop_crm.preview.messaging.recipients import recipient_of
from workshop_crm.preview.messaging.templates import TEMPLATE
from workshop_crm.preview.records import Record


def ways(call: Call, customer: str) -> dict[str, Any]:
	"""By which channels the customer can be written to now, and with what."""
	record = records.get(call.connection, "Customer", customer)
	recipient = recipient_of(call.connection, record)
	names = {"customer": recipient.name, "company": company_name(call.settings, recipient.language)}
	found = [
		Way(
			channel,
			_decision(call, record, recipient, channel),
			is_automatic=False,
			templates=tuple(_templates(call, recipient, channel)),
		)
		for channel in CHANNELS
	]
	return {"ways": ways_view(found, names, recipient.language, call.translate)}


def send(call: Call, customer: str, channel: str, key: str, text: str, template: str) -> dict[str, Any]:
	"""Write a text or a template to the customer; the same key again is the same message."""
	record = records.get(call.connection, "Customer", customer)
	by = read_channel(channel)
	if template:
		named = reply_key(customer, key, by, template=template)
		return _send_template(call, customer, by, named, template)
	words = read_text(text, by)
	named = reply_key(customer, key, by, words)
	if known := messages.known(call.connection, named):
		return {"message": known["name"], "status": known["status"]}
	recipient = recipient_of(call.connection, record)
	require_way(_decision(call, record, recipient, by, words))
	choice = Choice(by, address_for(recipient, by))
	company = call.settings.company or None
	values = reply_message(customer, choice, recipient.language, words, named, company, None, OUTBOX)
	return {"message": records.insert(call.connection, messages.MESSAGE, values, call.now), "status": OUTBOX}


def _send_template(call: Call, customer: str, channel: Channel, key: str, template: str) -> dict[str, Any]:
	if not messages.known(call.connection, key):
		recipient = recipient_of(call.connection, records.get(call.connection, "Customer", customer))
		require_offered(template, _templates(call, recipient, channel))
	written = messages.write(
		call.connection,
		call.settings,
		customer,
		template,
		{},
		("Customer", customer),
		key,
		channel,
		now=call.now,
	)
	if written.message is None:
		raise InvalidInput(written.reason).at("template")
	return {"message": written.message, "status": written.state}


def _decision(call: Call, record: Record, recipient: Recipient, channel: Channel, text: str = "") -> Decision:
	"""No customer can write to the preview, and a person's own WhatsApp asks for no template."""
	preferences = json.loads(record["service_preferences"] or "{}")
	return going.may_go(
		call.now.astimezone(),
		pending(channel, text, is_answer=False, needs_template=False),
		recipient,
		consents.events_of(call.connection, call.settings, addresses_of(recipient)),
		Policy(call.settings.region),
		CONTACT_TIMES.get(preferences.get("contact_time", "")),
	)


def _templates(call: Call, recipient: Recipient, channel: Channel) -> list[Template]:
	rows = records.find(call.connection, TEMPLATE, {"enabled": 1, "purpose": "Other"}, "creation")
	return [one for one in map(template_of, rows) if is_for_hand(one, recipient.language, channel)]
