"""Everything that is stored of one person: read as a whole, and taken out of every table."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

# What a person left behind, by the name it has in the export. The token of a survey's link is no data of a person.
_RECORDS = {
	"channels": "SELECT channel, consent_date, source FROM customer_channel WHERE customer = ? ORDER BY channel",
	"vehicles": """SELECT vehicle.*, owned.from_date, owned.to_date, owned.is_current
		FROM customer_vehicle AS owned JOIN vehicle ON vehicle.name = owned.vehicle
		WHERE owned.customer = ? ORDER BY owned.id""",
	"invoices": "SELECT * FROM invoice WHERE customer = ? ORDER BY posting_date, rowid",
	"invoice_lines": """SELECT invoice_line.* FROM invoice_line JOIN invoice ON invoice.name = invoice_line.invoice
		WHERE invoice.customer = ? ORDER BY invoice, position""",
	"points": "SELECT * FROM loyalty_entry WHERE customer = ? ORDER BY rowid",
	"messages": "SELECT * FROM customer_message WHERE customer = ? ORDER BY created_at, name",
	"interactions": "SELECT * FROM customer_interaction WHERE customer = ? ORDER BY happened_on, name",
	"survey_invitations": """SELECT name, survey, invoice, state, reason, created_at, send_at, expires_at
		FROM survey_invitation WHERE customer = ? ORDER BY created_at, name""",
	"survey_responses": "SELECT * FROM survey_response WHERE customer = ? ORDER BY answered_at, name",
	"survey_answers": """SELECT survey_answer.* FROM survey_answer
		JOIN survey_response ON survey_response.name = survey_answer.response
		WHERE survey_response.customer = ? ORDER BY response, question""",
	"follow_ups": "SELECT * FROM follow_up WHERE customer = ? ORDER BY opened_on, name",
	"analytics": "SELECT * FROM customer_analytics WHERE customer = ?",
}
# Hundredths of the currency, which nobody outside of the program expects.
_MONEY = frozenset({"subtotal", "tax", "total", "redeem_amount", "rate", "amount", "spend"})

_ERASURES = {
	"channels": "DELETE FROM customer_channel WHERE customer = :customer",
	"messages": "DELETE FROM customer_message WHERE customer = :customer",
	"interactions": "DELETE FROM customer_interaction WHERE customer = :customer",
	"survey_answers": """DELETE FROM survey_answer
		WHERE response IN (SELECT name FROM survey_response WHERE customer = :customer)""",
	"survey_comments": """UPDATE survey_response SET comment = ''
		WHERE customer = :customer AND comment <> ''""",
	"survey_links": """UPDATE survey_invitation SET state = 'Expired'
		WHERE customer = :customer AND state NOT IN ('Answered', 'Not Sent', 'Expired')""",
	"follow_ups": """UPDATE follow_up SET title = :title, description = '', note = '', status = 'Closed',
		closed_on = coalesce(closed_on, :today) WHERE customer = :customer""",
	"vehicles": """UPDATE customer_vehicle SET is_current = 0, to_date = max(:today, coalesce(from_date, :today))
		WHERE customer = :customer AND is_current = 1""",
}

_TABLES_OF_CUSTOMERS = (
	"customer_channel",
	"customer_vehicle",
	"customer_message",
	"customer_interaction",
	"customer_analytics",
	"invoice",
	"loyalty_entry",
	"survey_invitation",
	"survey_response",
	"follow_up",
)


def read_all(connection: sqlite3.Connection, customer: str) -> dict[str, Any]:
	"""The customer's own row, and the lists of everything that belongs to it."""
	own = connection.execute("SELECT * FROM customer WHERE name = ?", (customer,)).fetchone()
	records = {
		name: [_plain(row) for row in connection.execute(statement, (customer,))]
		for name, statement in _RECORDS.items()
	}
	return {"customer": _plain(own), **records}


def erase_records(
	connection: sqlite3.Connection, customer: str, title: str, now: datetime
) -> Mapping[str, int]:
	"""Take a person's words, addresses and cars away and count them. `title` is for the follow-ups, which stay."""
	values = {"customer": customer, "title": title, "today": now.date().isoformat()}
	return {name: connection.execute(statement, values).rowcount for name, statement in _ERASURES.items()}


def rename(connection: sqlite3.Connection, customer: str, new: str) -> None:
	"""Give a customer's records another name. Call it inside a write transaction."""
	connection.execute("PRAGMA defer_foreign_keys = ON")
	connection.execute("UPDATE customer SET name = ? WHERE name = ?", (new, customer))
	for table in _TABLES_OF_CUSTOMERS:
		connection.execute(f"UPDATE {table} SET customer = ? WHERE customer = ?", (new, customer))


def empty_customer(
	connection: sqlite3.Connection, customer: str, name: str, name_ar: str, now: datetime
) -> None:
	"""Nothing that was typed stays, and the record is disabled."""
	connection.execute(
		"""UPDATE customer SET customer_name = ?, customer_name_ar = ?, preferred_language = '', phone = '', email = '',
		emergency_contact = '', emergency_contact_phone = '', service_preferences = '', customer_notes = '',
		disabled = 1, erased_on = ? WHERE name = ?""",
		(name, name_ar, now.date().isoformat(), customer),
	)


def _plain(row: sqlite3.Row) -> dict[str, Any]:
	return {
		key: row[key] / 100 if key in _MONEY else row[key]
		for key in row.keys()  # noqa: SIM118 - a Row iterates over its values
	}
