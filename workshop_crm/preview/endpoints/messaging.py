"""What is said to and by customers; the outbox holds it ready to be copied and sent while no provider is set up."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from workshop_crm.core.messaging import channels
from workshop_crm.core.messaging.history import (
	HIGHEST_LIMIT,
	USUAL_LIMIT,
	history_view,
	read_cursor,
	read_kinds,
)
from workshop_crm.core.messaging.interactions import check_interaction
from workshop_crm.core.messaging.segments import sms_segments
from workshop_crm.core.messaging.templates import render_for_staff
from workshop_crm.preview import records
from workshop_crm.preview.call import Call, reads, writes
from workshop_crm.preview.endpoints.limits import at_most
from workshop_crm.preview.flows.history import read_page
from workshop_crm.preview.flows.invitations import link
from workshop_crm.preview.flows.recipients import recipient_of
from workshop_crm.preview.staff import USER_NAME


@reads
def outbox(call: Call, limit: int = 50) -> list[dict[str, Any]]:
	latest = records.query(
		call.connection,
		"""SELECT message.*, customer_name, customer_name_ar
		FROM "tabCustomer Message" AS message JOIN tabCustomer AS customer ON customer.name = message.customer
		ORDER BY message.creation DESC, message.name DESC LIMIT ?""",
		[at_most(limit)],
	)
	return [_view(call, message) for message in latest]


@writes
def send_again(call: Call, message: str) -> dict[str, Any]:
	"""Put the same words into the outbox once more, to the customer's present address."""
	sent = records.get(call.connection, "Customer Message", message)
	recipient = recipient_of(call.connection, records.get(call.connection, "Customer", sent["customer"]))
	words = ("customer", "channel", "language", "subject", "text", "reference_doctype", "reference_name")
	again = {field: sent[field] for field in words}
	again["recipient"] = channels.require_address(recipient, sent["channel"])
	return {"message": records.insert(call.connection, "Customer Message", again, call.now)}


@reads
def history(
	call: Call,
	customer: str,
	before: str | None = None,
	limit: int = USUAL_LIMIT,
	kinds: list[Any] | str | None = None,
) -> dict[str, Any]:
	records.get(call.connection, "Customer", customer)
	entries, following = read_page(
		call.connection,
		customer,
		read_cursor(before),
		at_most(limit, HIGHEST_LIMIT),
		read_kinds(kinds),
		call.translate,
	)
	return history_view(entries, following)


@writes
def add_interaction(call: Call, customer: str, values: dict[str, Any]) -> dict[str, Any]:
	records.get(call.connection, "Customer", customer)
	checked = check_interaction(values, call.now)
	entry = {"customer": customer, "owner": USER_NAME, **asdict(checked)}
	return {"entry": records.insert(call.connection, "Customer Interaction", entry, call.now)}


@writes
def delete_interaction(call: Call, entry: str) -> dict[str, Any]:
	records.get(call.connection, "Customer Interaction", entry)
	records.delete_where(call.connection, "Customer Interaction", {"name": entry})
	return {}


def _view(call: Call, row: records.Record) -> dict[str, Any]:
	invitation = row["reference_name"]
	address = link(call.settings, call.base_url, invitation) if invitation else None
	text = render_for_staff(row["text"], address) if address else row["text"]
	return {
		"message": row["name"],
		"customer": row["customer"],
		"name": (call.language == "ar" and row["customer_name_ar"]) or row["customer_name"],
		"channel": row["channel"],
		"recipient": row["recipient"],
		"language": row["language"],
		"status": row["status"],
		"created": row["creation"].isoformat(sep=" ", timespec="seconds"),
		"text": text,
		"link": address,
		"segments": sms_segments(text),
	}
