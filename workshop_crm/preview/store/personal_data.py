"""Everything that is stored of one person: read as a whole, and taken out of every table."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

# What a person left behind, by the name of the list in the export. Money is stored in hundredths.
LISTS = {
	"channels": "SELECT channel, consent_date, source FROM customer_channel WHERE customer = ? ORDER BY channel",
	"vehicles": """SELECT vehicle.name AS vehicle, plate_latin, plate_ar, make, model, model_year, vin, odometer,
			owned.from_date, owned.to_date, owned.is_current
		FROM customer_vehicle AS owned JOIN vehicle ON vehicle.name = owned.vehicle
		WHERE owned.customer = ? ORDER BY owned.id""",
	"visits": """SELECT name AS invoice, posting_date AS date, posting_time AS time, total / 100.0 AS total,
			cancelled, is_return, vehicle, odometer, odometer_reason, service_type
		FROM invoice WHERE customer = ? ORDER BY posting_date, rowid""",
	"items": """SELECT invoice, item, qty, invoice_line.rate / 100.0 AS rate, amount / 100.0 AS amount
		FROM invoice_line JOIN invoice ON invoice.name = invoice_line.invoice
		WHERE invoice.customer = ? ORDER BY invoice, position""",
	"points": """SELECT name, posting_date, kind, points, spend / 100.0 AS spend, expiry_date, invoice, reason
		FROM loyalty_entry WHERE customer = ? ORDER BY rowid""",
	"messages": """SELECT name, created_at, channel, recipient, language, status, subject, text
		FROM customer_message WHERE customer = ? ORDER BY created_at, name""",
	"interactions": """SELECT name, kind, direction, happened_on, text, author
		FROM customer_interaction WHERE customer = ? ORDER BY happened_on, name""",
	"survey_invitations": """SELECT name, invoice, state, reason, created_at, send_at, expires_at
		FROM survey_invitation WHERE customer = ? ORDER BY created_at, name""",
	"survey_answers": """SELECT name, invoice, answered_at, language, score, rating, comment
		FROM survey_response WHERE customer = ? ORDER BY answered_at, name""",
	"answers": """SELECT response, question, value FROM survey_answer
		JOIN survey_response ON survey_response.name = survey_answer.response
		WHERE survey_response.customer = ? ORDER BY response, question""",
	"follow_ups": """SELECT name, title, description, status, opened_on, closed_on, note
		FROM follow_up WHERE customer = ? ORDER BY opened_on, name""",
	"analytics": """SELECT segment, clv, p_alive, expected_visits, visits, recency_days, monetary_value
		FROM customer_analytics WHERE customer = ?""",
}

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

TABLES_OF_CUSTOMERS = (
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


def read_lists(connection: sqlite3.Connection, customer: str) -> dict[str, list[dict[str, Any]]]:
	"""Everything that belongs to a customer, besides the customer's own row."""
	return {
		name: [dict(row) for row in connection.execute(statement, (customer,))]
		for name, statement in LISTS.items()
	}


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
	for table in TABLES_OF_CUSTOMERS:
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
