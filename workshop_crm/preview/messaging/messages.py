"""Messages to customers. The preview has no provider, so each waits in the outbox until somebody sends it by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from workshop_crm.core.common.channels import MESSAGE_CHANNELS, Channel
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.channels import Choice, address_for
from workshop_crm.core.messaging.delivery import OUTBOX, WAITING, State
from workshop_crm.core.messaging.going import TOO_LATE, UNWANTED
from workshop_crm.core.messaging.messages import (
	NOT_WANTED,
	WITHDRAWAL,
	Order,
	Written,
	arrived,
	new_key,
	ordered_message,
	sent_again,
	written,
)
from workshop_crm.core.messaging.stopping import addresses_of
from workshop_crm.core.messaging.templates import NO_TEMPLATE
from workshop_crm.preview import records
from workshop_crm.preview.company import company_name
from workshop_crm.preview.customer_links import link_about
from workshop_crm.preview.messaging import consents, decisions
from workshop_crm.preview.messaging.recipients import recipient_of
from workshop_crm.preview.messaging.templates import read_template
from workshop_crm.preview.settings import Settings

MESSAGE = "Customer Message"


def write(
	connection: sqlite3.Connection,
	settings: Settings,
	customer: str,
	template: str,
	parameters: Mapping[str, str],
	reference: tuple[str, str],
	key: str,
	channel: Channel | None = None,
	send_after: datetime | None = None,
	wanted_until: datetime | None = None,
	*,
	now: datetime,
	step: int = 0,
	company: str | None = None,
	run: str | None = None,
) -> Written:
	"""Write a message from a template, see `Order`.

	The customer's name and the company's are among the parameters already. The same key again returns the message that there is.
	"""
	if message := known(connection, key):
		return written(message)
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
		company=company or settings.company,
		run=run,
	)
	return _write(connection, settings, order, now)


def known(connection: sqlite3.Connection, key: str) -> records.Record | None:
	"""The message of a key."""
	return records.first(connection, MESSAGE, {"message_key": key})


def resend(
	connection: sqlite3.Connection,
	settings: Settings,
	message: records.Record,
	now: datetime,
	is_sure: bool = False,
) -> State:
	"""Put a message back into the outbox, to the customer's present address. Returns its state."""
	recipient = recipient_of(connection, records.get(connection, "Customer", message["customer"]))
	events = consents.events_of(connection, settings, addresses_of(recipient))
	changes = sent_again(message, recipient, events, OUTBOX, is_sure)
	records.update(connection, MESSAGE, message["name"], changes, now)
	return OUTBOX


def free_key(connection: sqlite3.Connection, key: str) -> str:
	"""As `new_key`, by the messages that there are."""

	def state_of(one: str) -> str | None:
		known = records.first(connection, MESSAGE, {"message_key": one})
		return known["status"] if known else None

	return new_key(key, state_of)


def withdraw(
	connection: sqlite3.Connection, reference: tuple[str, str], now: datetime, reason: str = UNWANTED
) -> None:
	"""Nothing more is sent about a record. The reason, a translatable text, stands at what waited."""
	written = {**_about(reference), "direction": "Outgoing"}
	records.update_where(connection, MESSAGE, written, NOT_WANTED, now)
	waiting = {**_about(reference), "status": ("in", WAITING)}
	records.update_where(connection, MESSAGE, waiting, {**WITHDRAWAL, "error": reason}, now)


def withdraw_run(connection: sqlite3.Connection, run: str, now: datetime, reason: str) -> None:
	"""Nothing more is sent of a Message Run; the reason, a translatable text, stands at what waited."""
	records.update_where(connection, MESSAGE, {"run": run}, NOT_WANTED, now)
	waiting = {"run": run, "status": ("in", WAITING)}
	records.update_where(connection, MESSAGE, waiting, {**WITHDRAWAL, "error": reason}, now)


def withdraw_message(connection: sqlite3.Connection, name: str, now: datetime) -> None:
	"""One message is not wanted any more; what is about the same record may be."""
	records.update_where(connection, MESSAGE, {"name": name}, NOT_WANTED, now)
	waiting = {"name": name, "status": ("in", WAITING)}
	records.update_where(connection, MESSAGE, waiting, {**WITHDRAWAL, "error": UNWANTED}, now)


def mark_arrived(connection: sqlite3.Connection, reference: tuple[str, str], now: datetime) -> None:
	"""Messages about a record that was answered do not wait in the outbox any more: somebody has sent them by hand."""
	records.update_where(connection, MESSAGE, {**_about(reference), "status": OUTBOX}, arrived(now), now)


def withdraw_expired(connection: sqlite3.Connection, now: datetime) -> None:
	"""Obsolete messages are not to be sent by hand."""
	expired = {"status": ("in", WAITING), "wanted_until": ("<", now)}
	records.update_where(connection, MESSAGE, expired, {**WITHDRAWAL, "error": TOO_LATE}, now)


def _write(connection: sqlite3.Connection, settings: Settings, order: Order, now: datetime) -> Written:
	template = read_template(connection, order.template)
	if template is None or not template.enabled:
		return Written(None, reason=NO_TEMPLATE)
	recipient = recipient_of(connection, records.get(connection, "Customer", order.customer))
	channels = (order.channel,) if order.channel else MESSAGE_CHANNELS
	channel, decision = decisions.best_channel(connection, settings, order, template, channels, now)
	if channel is None:
		return Written(None, reason=getattr(decision, "reason", ""))
	given = {"customer": recipient.name, "company": company_name(settings, recipient.language)}
	order = replace(order, parameters={**given, **order.parameters})
	choice = Choice(channel, address_for(recipient, channel))
	link = link_about(connection, settings, "", *order.reference)
	try:
		values = ordered_message(order, template, recipient.language, choice, OUTBOX, link)
	except InvalidInput as error:
		return Written(None, reason=error.template)
	name = records.insert(connection, MESSAGE, values, now)
	return Written(name, OUTBOX, channel, recipient.language)


def _about(reference: tuple[str, str]) -> dict[str, str]:
	return {"reference_doctype": reference[0], "reference_name": reference[1]}
