"""A message that could not be delivered goes once more by the next channel to which the customer agreed, unless it arrives after all."""

from __future__ import annotations

import json
from collections.abc import Iterator

import frappe
from frappe.model.document import Document

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.channels import Choice, address_for
from workshop_crm.core.messaging.delivery import OUTBOX, QUEUED
from workshop_crm.core.messaging.messages import Order, ordered_message
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.messaging import decisions, messages, rules
from workshop_crm.services.messaging.templates import read_template
from workshop_crm.services.platform.customer_links import link_about


def fall_back(message: Document) -> None:
	"""Write the same template on the next channel. Once for each message, however often a failure is reported; an answer
	goes the way that its question came, or not at all.
	"""
	template = read_template(message.template) if message.template else None
	if template is None or not message.customer or message.answer_to:
		return
	customer = frappe.get_doc("Customer", message.customer)
	recipient = recipient_of(customer)
	used = set(_channels_before(message))
	channels = tuple(channel for channel in rules.channel_order() if channel not in used)
	channel, _decision = decisions.best_channel(
		customer, recipient, template, channels, wanted_until=message.wanted_until
	)
	if channel is None:
		return
	state = QUEUED if rules.sends_by_itself(channel) else OUTBOX
	choice = Choice(channel, address_for(recipient, channel))
	link = link_about(message.reference_doctype, message.reference_name)
	try:
		values = ordered_message(_order(message), template, recipient.language, choice, state, link)
	except InvalidInput:
		return
	messages.insert({**values, "fallback_of": message.name})


def drop(name: str) -> None:
	"""The message has arrived after all: what was written in its place, and in the place of that, is not sent any more."""
	# As they are now: another worker may have written one since this transaction began.
	instead = {"fallback_of": name}
	for (fallback,) in frappe.db.get_values(messages.MESSAGE, instead, "name", for_update=True):
		messages.withdraw_message(fallback)
		drop(fallback)


def _order(message: Document) -> Order:
	return Order(
		customer=message.customer,
		template=message.template,
		parameters=json.loads(message.parameters or "{}"),
		reference=(message.reference_doctype, message.reference_name),
		key=f"{message.name}:fallback",
		wanted_until=message.wanted_until,
		step=message.step,
		company=message.company,
		run=message.run,
	)


def _channels_before(message: Document) -> Iterator[str]:
	yield message.channel
	earlier = message.fallback_of
	while earlier:
		channel, earlier = frappe.db.get_value(messages.MESSAGE, earlier, ["channel", "fallback_of"])
		yield channel
