"""Messages to customers: the only writer of Customer Message.

Stored texts keep the place of their link: the right to read the table is no right to answer for the customer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import frappe
from frappe.model.document import Document

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.channels import Choice, address_for
from workshop_crm.core.messaging.delivery import OUTBOX, QUEUED, WAITING, State
from workshop_crm.core.messaging.going import UNWANTED
from workshop_crm.core.messaging.messages import (
	NOT_WANTED,
	WITHDRAWAL,
	Order,
	Written,
	arrived,
	new_key,
	ordered_message,
	sent_again,
	sent_by_hand,
	written,
)
from workshop_crm.core.messaging.stopping import addresses_of
from workshop_crm.core.messaging.templates import NO_TEMPLATE
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.messaging import clock, consents, decisions, rules
from workshop_crm.services.messaging.sending_job import send_soon
from workshop_crm.services.messaging.templates import read_template
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.customer_links import link_about
from workshop_crm.services.platform.permissions import require_record, require_staff

MESSAGE = "Customer Message"


def channel_order() -> tuple[Channel, ...]:
	"""The order in which channels are tried under the present settings."""
	return rules.channel_order()


def write(
	customer: str,
	template: str,
	parameters: Mapping[str, str],
	reference: tuple[str, str],
	key: str,
	channel: Channel | None = None,
	send_after: datetime | None = None,
	wanted_until: datetime | None = None,
	*,
	step: int = 0,
	company: str | None = None,
	run: str | None = None,
) -> Written:
	"""Write a message from a template, see `Order`; it leaves by a provider after the commit, or waits in the outbox.

	The customer's name and the company's are among the parameters already. The same key again returns the message that there is.
	"""
	order = Order(
		customer=customer,
		template=template,
		parameters=parameters,
		reference=reference,
		key=key,
		channel=channel,
		send_after=send_after,
		wanted_until=wanted_until,
		step=step,
		company=company,
		run=run,
	)
	return _known(key) or _write(order)


def known(key: str) -> frappe._dict | None:
	"""The message of a key: name, state, channel and recipient."""
	fields = ["name", "status", "channel", "recipient"]
	return frappe.db.get_value(MESSAGE, {"message_key": key}, fields, as_dict=True)


def free_key(key: str) -> str:
	"""As `new_key`, by the messages that there are."""
	return new_key(key, lambda one: frappe.db.get_value(MESSAGE, {"message_key": one}, "status"))


def withdraw(reference: tuple[str, str], reason: str = UNWANTED) -> None:
	"""Nothing more is sent about a record: not what waits, and of what is on its way no retry and no fallback.

	The reason, a translatable text, stands at what waited.
	"""
	_withdraw({**_about(reference), "direction": "Outgoing"}, reason)


def withdraw_message(name: str) -> None:
	"""One message is not wanted any more; what is about the same record may be."""
	_withdraw({"name": name}, UNWANTED)


def withdraw_run(run: str, reason: str) -> None:
	"""Nothing more is sent of a Message Run; the reason, a translatable text, stands at what waited."""
	_withdraw({"run": run, "direction": "Outgoing"}, reason)


def send_again(name: str, is_sure: bool = False) -> dict[str, str]:
	"""Send a message once more, to the customer's present address; without a provider it goes back to the outbox.

	Raises InvalidInput when the customer may not be written to that way now, and for a doubtful message unless somebody
	has made sure.
	"""
	require_staff()
	require_record(MESSAGE, name)
	message = resend(name, is_sure)
	return {"message": message.name, "status": message.status}


def resend(name: str, is_sure: bool = False) -> Document:
	"""What `send_again` does, for who may send what the message is about."""
	message = frappe.get_doc(MESSAGE, name, for_update=True)
	state = first_state(message.channel)
	recipient = decisions.recipient_for(message)
	events = consents.events_of(addresses_of(recipient))
	message.db_set(sent_again(message.as_dict(), recipient, events, state, is_sure))
	if state == QUEUED:
		send_soon()
	return message


def mark_sent(name: str) -> dict[str, str]:
	"""Somebody has sent a message by hand."""
	require_staff()
	require_record(MESSAGE, name)
	message = frappe.get_doc(MESSAGE, name, for_update=True)
	message.db_set(sent_by_hand(message.as_dict(), clock.now()))
	return {"message": message.name, "status": message.status}


def mark_arrived(reference: tuple[str, str], now: datetime) -> None:
	"""Messages about a record that was answered do not wait in the outbox any more: somebody has sent them by hand."""
	frappe.db.set_value(MESSAGE, {**_about(reference), "status": OUTBOX}, arrived(now))


def insert(values: Mapping[str, Any]) -> Written:
	"""Store a message. A second worker that writes the same contact at once finds the first one's message."""
	message = add(values)
	if message is None:
		return _known(values["message_key"], for_update=True) or Written(None)
	if message.status == QUEUED:
		send_soon()
	return written(message.as_dict())


def add(values: Mapping[str, Any]) -> Document | None:
	"""Store a message; None when there is one of its key already."""
	if frappe.db.exists(MESSAGE, {"message_key": values["message_key"]}):
		return None
	message = frappe.get_doc({"doctype": MESSAGE, **values})
	frappe.db.savepoint("message")
	try:
		return message.insert(ignore_permissions=True)
	except frappe.UniqueValidationError:
		frappe.db.rollback(save_point="message")
		frappe.clear_last_message()
		return None


def _write(order: Order) -> Written:
	template = read_template(order.template)
	if not template or not template.enabled:
		return Written(None, reason=NO_TEMPLATE)
	customer = frappe.get_doc("Customer", order.customer)
	recipient = recipient_of(customer)
	channels = (order.channel,) if order.channel else rules.channel_order()
	channel, decision = decisions.best_channel(
		customer, recipient, template, channels, order.send_after, order.wanted_until
	)
	if channel is None:
		return Written(None, reason=getattr(decision, "reason", ""))
	given = {"customer": recipient.name, "company": settings.company_name(recipient.language, order.company)}
	order = replace(order, parameters={**given, **order.parameters})
	choice = Choice(channel, address_for(recipient, channel))
	link = link_about(*order.reference)
	try:
		values = ordered_message(order, template, recipient.language, choice, first_state(channel), link)
	except InvalidInput as error:
		return Written(None, reason=error.template)
	return insert(values)


def _known(key: str, for_update: bool = False) -> Written | None:
	fields = ["name", "status", "channel", "language"]
	row = frappe.db.get_value(MESSAGE, {"message_key": key}, fields, as_dict=True, for_update=for_update)
	return written(row) if row else None


def _withdraw(which: Mapping[str, Any], reason: str) -> None:
	frappe.db.set_value(MESSAGE, dict(which), dict(NOT_WANTED))
	frappe.db.set_value(MESSAGE, {**which, "status": ("in", WAITING)}, {**WITHDRAWAL, "error": reason})


def _about(reference: tuple[str, str]) -> dict[str, str]:
	return {"reference_doctype": reference[0], "reference_name": reference[1]}


def first_state(channel: str | None) -> State:
	"""Queued where a provider sends a channel; else the outbox."""
	return QUEUED if rules.sends_by_itself(channel or "") else OUTBOX
