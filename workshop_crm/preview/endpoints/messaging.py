"""What is said to and by customers; the outbox holds it ready to be copied and sent while no provider is set up."""

from __future__ import annotations

import sqlite3
from datetime import datetime
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
from workshop_crm.preview.call import Call, reads, writes
from workshop_crm.preview.endpoints.limits import at_most
from workshop_crm.preview.flows.history import read_page
from workshop_crm.preview.flows.invitations import link
from workshop_crm.preview.flows.recipients import recipient_of
from workshop_crm.preview.staff import USER_NAME
from workshop_crm.preview.store import customers, interactions, messages
from workshop_crm.preview.store.interactions import NewInteraction
from workshop_crm.preview.store.messages import NewMessage


@reads
def outbox(call: Call, limit: int = 50) -> list[dict[str, Any]]:
	return [_view(call, row) for row in messages.latest(call.connection, at_most(limit))]


@writes
def send_again(call: Call, message: str) -> dict[str, Any]:
	"""Put the same words into the outbox once more, to the customer's present address."""
	row = messages.read(call.connection, message)
	recipient = recipient_of(call.connection, customers.read(call.connection, row["customer"]))
	again = NewMessage(
		row["customer"],
		row["channel"],
		channels.require_address(recipient, row["channel"]),
		row["language"],
		row["subject"],
		row["text"],
		row["invitation"],
	)
	return {"message": messages.add(call.connection, again, call.now)}


@reads
def history(
	call: Call,
	customer: str,
	before: str | None = None,
	limit: int = USUAL_LIMIT,
	kinds: list[Any] | str | None = None,
) -> dict[str, Any]:
	customers.read(call.connection, customer)
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
	customers.read(call.connection, customer)
	checked = check_interaction(values, call.now)
	new = NewInteraction(
		customer, checked.kind, checked.direction, checked.happened_on, checked.text, USER_NAME
	)
	return {"entry": interactions.add(call.connection, new, call.now)}


@writes
def delete_interaction(call: Call, entry: str) -> dict[str, Any]:
	interactions.delete(call.connection, entry)
	return {}


def _view(call: Call, row: sqlite3.Row) -> dict[str, Any]:
	address = link(call.settings, call.base_url, row["invitation"]) if row["invitation"] else None
	text = render_for_staff(row["text"], address) if address else row["text"]
	return {
		"message": row["name"],
		"customer": row["customer"],
		"name": (call.language == "ar" and row["customer_name_ar"]) or row["customer_name"],
		"channel": row["channel"],
		"recipient": row["recipient"],
		"language": row["language"],
		"status": row["status"],
		"created": datetime.fromisoformat(row["created_at"]).isoformat(sep=" ", timespec="seconds"),
		"text": text,
		"link": address,
		"segments": sms_segments(text),
	}
