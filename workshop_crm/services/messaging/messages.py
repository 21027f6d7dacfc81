"""Messages to customers: the only writer of Customer Message.

Stored texts keep the placeholder of their link: who may read the table cannot answer for the customer.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import frappe
from frappe.utils import cint, escape_html, now_datetime

from workshop_crm.core.messaging.channels import CHANNELS, Channel, Choice, Language, require_address
from workshop_crm.core.messaging.segments import sms_segments
from workshop_crm.core.messaging.templates import LINK, MessageTemplate, render_for_staff
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import require_record, require_staff
from workshop_crm.services.platform.survey_links import link_of

MESSAGE = "Customer Message"
INVITATION = "Survey Invitation"
OUTBOX, QUEUED, SENT, FAILED = "Outbox", "Queued", "Sent", "Failed"
MOST_ROWS = 500


def channel_order() -> tuple[Channel, ...]:
	"""The channel that leaves by itself first; the others wait in the outbox for a person."""
	if settings.message_provider() == settings.EMAIL:
		return ("Email", *(channel for channel in CHANNELS if channel != "Email"))
	return CHANNELS


def post(
	customer: str,
	choice: Choice,
	language: Language,
	words: MessageTemplate,
	reference: tuple[str, str],
	company: str | None = None,
) -> str:
	"""Write a message for `company` and try to send it. Returns the invitation's new state: "Sent" or "Outbox"."""
	message = frappe.get_doc(
		{
			"doctype": MESSAGE,
			"customer": customer,
			"company": company,
			"channel": choice.channel,
			"recipient": choice.address,
			"language": language,
			"status": OUTBOX,
			"subject": words.subject,
			"text": words.text,
			"segments": sms_segments(words.text) if choice.channel == "SMS" else 0,
			"reference_doctype": reference[0],
			"reference_name": reference[1],
		}
	).insert(ignore_permissions=True)
	_deliver(message)
	return "Sent" if message.status == QUEUED else "Outbox"


def send_again(name: str) -> None:
	"""Hand a message to the provider once more; without one it goes back to the outbox.

	It goes to the customer's present address. Raises InvalidInput when the customer may not be written to that way now.
	"""
	require_staff()
	require_record(MESSAGE, name)
	message = frappe.get_doc(MESSAGE, name, for_update=True)
	recipient = recipient_of(frappe.get_doc("Customer", message.customer))
	message.recipient = require_address(recipient, message.channel)
	_deliver(message)


def note_sent(reference: tuple[str, str], moment: datetime) -> None:
	"""For messages that left another way: those about `reference` that wait in the outbox went out at `moment`."""
	waiting = {"reference_doctype": reference[0], "reference_name": reference[1], "status": OUTBOX}
	values = {"status": SENT, "sent_on": moment, "creation": moment}
	for message in frappe.get_all(MESSAGE, waiting, pluck="name"):
		frappe.db.set_value(MESSAGE, message, values, update_modified=False)


def outbox(limit: int) -> list[dict[str, Any]]:
	"""The latest messages of customers whom the user may see, with their real links."""
	require_staff()
	rows = frappe.get_list(
		MESSAGE,
		fields=[
			"name",
			"customer",
			"customer.customer_name as customer_name",
			"channel",
			"recipient",
			"language",
			"status",
			"creation",
			"text",
			"segments",
			"reference_doctype",
			"reference_name",
		],
		order_by="creation desc",
		limit=max(1, min(limit, MOST_ROWS)),
	)
	return [_view(row) for row in rows]


def _deliver(message: frappe.model.document.Document) -> None:
	"""Hand the message over by e-mail when that is set up and is its channel; else it waits in the outbox."""
	message.attempts = cint(message.attempts) + 1
	message.status, message.error = OUTBOX, None
	if settings.message_provider() == settings.EMAIL and message.channel == "Email":
		_email(message)
	message.save(ignore_permissions=True)


def _email(message: frappe.model.document.Document) -> None:
	text = render_for_staff(message.text, _link(message) or "")
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
		message.status, message.sent_on = QUEUED, now_datetime()


def _view(row: frappe._dict) -> dict[str, Any]:
	link = _link(row)
	text = render_for_staff(row.text or "", link) if link else row.text or ""
	return {
		"message": row.name,
		"customer": row.customer,
		"name": row.customer_name,
		"channel": row.channel,
		"recipient": row.recipient,
		"language": row.language,
		"status": row.status,
		"created": row.creation.isoformat(sep=" ", timespec="seconds"),
		"text": text,
		"link": link,
		"segments": sms_segments(text) if row.channel == "SMS" else 0,
	}


def _link(message: Any) -> str | None:
	if message.reference_doctype != INVITATION or f"{{{LINK}}}" not in (message.text or ""):
		return None
	return link_of(message.reference_name)
