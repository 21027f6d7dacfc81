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
from frappe.utils import cint, escape_html, now_datetime

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.languages import Language
from workshop_crm.core.common.limits import at_most
from workshop_crm.core.common.placeholders import with_link
from workshop_crm.core.messaging import channels
from workshop_crm.core.messaging.channels import Choice
from workshop_crm.core.messaging.delivery import FAILED, OUTBOX, SENT, WAITING
from workshop_crm.core.messaging.messages import (
	WITHDRAWAL,
	Order,
	Written,
	arrived,
	choice_for,
	message_view,
	new_message,
	ordered_message,
	sent_again,
	written,
)
from workshop_crm.core.messaging.templates import NO_TEMPLATE
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.messaging.templates import read_template
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import require_record, require_staff
from workshop_crm.services.platform.session import language
from workshop_crm.services.platform.survey_links import link_about

MESSAGE = "Customer Message"
FIELDS = [
	"name",
	"customer",
	"customer.customer_name as customer_name",
	"customer.customer_name_ar as customer_name_ar",
	"channel",
	"recipient",
	"language",
	"status",
	"creation",
	"text",
	"reference_doctype",
	"reference_name",
]


def channel_order() -> tuple[Channel, ...]:
	"""The order in which channels are tried under the present settings."""
	return channels.channel_order("Email" if _sends_email() else None)


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
	)
	return _known(key) or _write(order)


def withdraw(reference: tuple[str, str]) -> None:
	"""What waits about a record is not sent any more."""
	frappe.db.set_value(MESSAGE, {**_about(reference), "status": ("in", WAITING)}, WITHDRAWAL)


def post(
	customer: str,
	choice: Choice,
	language: Language,
	subject: str,
	text: str,
	reference: tuple[str, str],
	company: str | None = None,
) -> bool:
	"""Write a message for `company` and try to send it. Returns whether it has left; else it waits in the outbox."""
	values = new_message(customer, choice, language, subject, text, reference, link_about(*reference))
	message = frappe.get_doc({"doctype": MESSAGE, "company": company, **values})
	message.insert(ignore_permissions=True)
	_deliver(message)
	return message.status == SENT


def send_again(name: str) -> dict[str, str]:
	"""Hand a message to the provider once more; without one it goes back to the outbox.

	It goes to the customer's present address. Raises InvalidInput when the customer may not be written to that way now.
	"""
	require_staff()
	require_record(MESSAGE, name)
	message = frappe.get_doc(MESSAGE, name, for_update=True)
	recipient = recipient_of(frappe.get_doc("Customer", message.customer))
	message.update(sent_again(message.as_dict(), recipient))
	_deliver(message)
	return {"message": message.name, "status": message.status}


def mark_arrived(reference: tuple[str, str], now: datetime) -> None:
	"""Messages about a record that was answered do not wait in the outbox any more: somebody has sent them by hand."""
	frappe.db.set_value(MESSAGE, {**_about(reference), "status": OUTBOX}, arrived(now))


def outbox(limit: int) -> list[dict[str, Any]]:
	"""The latest messages of customers whom the user may see, with their real links."""
	require_staff()
	rows = frappe.get_list(MESSAGE, fields=FIELDS, order_by="creation desc, name desc", limit=at_most(limit))
	return [
		message_view(row, link_about(row.reference_doctype, row.reference_name), language()) for row in rows
	]


def _write(order: Order) -> Written:
	template = read_template(order.template)
	if not template or not template.enabled:
		return Written(None, reason=NO_TEMPLATE)
	recipient = recipient_of(frappe.get_doc("Customer", order.customer))
	choice = choice_for(order, recipient, channel_order())
	if not choice.channel:
		return Written(None, reason=choice.reason)
	given = {"customer": recipient.name, "company": order.company or settings.company()}
	order = replace(order, parameters={**given, **order.parameters})
	link = link_about(*order.reference)
	try:
		values = ordered_message(order, template, recipient.language, choice, OUTBOX, link)
	except InvalidInput as error:
		return Written(None, reason=error.template)
	return _insert(values)


def _insert(values: Mapping[str, Any]) -> Written:
	"""A second worker that writes the same contact at once finds the first one's message."""
	message = frappe.get_doc({"doctype": MESSAGE, **values})
	frappe.db.savepoint("message")
	try:
		message.insert(ignore_permissions=True)
	except frappe.UniqueValidationError:
		frappe.db.rollback(save_point="message")
		frappe.clear_last_message()
		return _known(values["message_key"], for_update=True) or Written(None)
	_deliver(message)
	return written(message.as_dict())


def _known(key: str, for_update: bool = False) -> Written | None:
	fields = ["name", "status", "channel", "language"]
	row = frappe.db.get_value(MESSAGE, {"message_key": key}, fields, as_dict=True, for_update=for_update)
	return written(row) if row else None


def _about(reference: tuple[str, str]) -> dict[str, str]:
	return {"reference_doctype": reference[0], "reference_name": reference[1]}


def _sends_email() -> bool:
	return settings.message_provider() == settings.EMAIL


def _deliver(message: Document) -> None:
	"""Hand the message over by e-mail when that is set up and is its channel; else it waits in the outbox."""
	message.attempts, message.error = cint(message.attempts) + 1, None
	if _sends_email() and message.channel == "Email":
		_email(message)
	message.save(ignore_permissions=True)


def _email(message: Document) -> None:
	text = with_link(message.text, link_about(message.reference_doctype, message.reference_name))
	direction = "rtl" if message.language == "ar" else "ltr"
	try:
		frappe.sendmail(
			recipients=[message.recipient],
			subject=message.subject,
			message=f'<div dir="{direction}">{escape_html(text).replace(chr(10), "<br>")}</div>',
			reference_doctype=MESSAGE,
			reference_name=message.name,
		)
	except Exception as error:
		message.status, message.error = FAILED, str(error)[:500]
	else:
		message.status, message.sent_on = SENT, now_datetime()
