"""Everything that is stored of one person: read as a whole, and taken out of every table."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from workshop_crm.core.surveys.invitation import ANSWERABLE, EXPIRED
from workshop_crm.preview import records
from workshop_crm.preview.records import Record

# What a person left behind, by the name of the list in the export.
LISTS = {
	"channels": """SELECT channel, consent_date, source FROM "tabCustomer Communication Channel"
		WHERE parent = ? ORDER BY idx""",
	"vehicles": """SELECT vehicle.name AS vehicle, plate_latin, plate_ar, make, model, model_year, chassis_no AS vin,
			last_odometer AS odometer, owned.from_date, owned.to_date, owned.is_current
		FROM "tabCustomer Vehicle" AS owned JOIN tabVehicle AS vehicle ON vehicle.name = owned.vehicle
		WHERE owned.parent = ? ORDER BY owned.idx""",
	"visits": """SELECT name AS invoice, posting_date AS date, posting_time AS time, grand_total AS total,
			docstatus = 2 AS cancelled, is_return, vehicle, odometer, odometer_reason, service_type
		FROM "tabSales Invoice" WHERE customer = ? ORDER BY posting_date, rowid""",
	"items": """SELECT line.parent AS invoice, item_code AS item, qty, rate, amount
		FROM "tabSales Invoice Item" AS line JOIN "tabSales Invoice" AS invoice ON invoice.name = line.parent
		WHERE invoice.customer = ? ORDER BY line.parent, line.idx""",
	"points": """SELECT name, posting_date, entry_kind AS kind, loyalty_points AS points, purchase_amount AS spend,
			expiry_date, invoice, entry_reason AS reason
		FROM "tabLoyalty Point Entry" WHERE customer = ? ORDER BY rowid""",
	"messages": """SELECT name, creation AS created_at, channel, recipient, language, status, subject, text
		FROM "tabCustomer Message" WHERE customer = ? ORDER BY creation, name""",
	"interactions": """SELECT name, kind, direction, happened_on, text, owner AS author
		FROM "tabCustomer Interaction" WHERE customer = ? ORDER BY happened_on, name""",
	"survey_invitations": """SELECT name, reference_name AS invoice, status AS state, reason, creation AS created_at,
			send_after AS send_at, expires_on AS expires_at
		FROM "tabSurvey Invitation" WHERE customer = ? ORDER BY creation, name""",
	"survey_answers": """SELECT name, reference_name AS invoice, answered_on AS answered_at, language, score, rating,
			comment
		FROM "tabSurvey Response" WHERE customer = ? ORDER BY answered_on, name""",
	"answers": """SELECT answer.parent AS response, question_id AS question, value
		FROM "tabSurvey Answer" AS answer JOIN "tabSurvey Response" AS response ON response.name = answer.parent
		WHERE response.customer = ? ORDER BY answer.parent, answer.idx""",
	"follow_ups": """SELECT name, subject AS title, description, status, opening_date AS opened_on,
			resolution_date AS closed_on, resolution_details AS note
		FROM tabIssue WHERE customer = ? ORDER BY opening_date, name""",
	"analytics": """SELECT segment, clv, p_alive, expected_visits, visits, recency_days, monetary_value
		FROM "tabCustomer Analytics" WHERE customer = ?""",
}


def read_lists(connection: sqlite3.Connection, customer: str) -> dict[str, list[Record]]:
	"""Everything that belongs to a customer as JSON has it, besides the customer's own record."""
	return {
		name: [_plain(row) for row in records.query(connection, statement, (customer,))]
		for name, statement in LISTS.items()
	}


def _plain(row: Record) -> Record:
	return {field: _json(value) for field, value in row.items()}


def _json(value: Any) -> Any:
	if isinstance(value, Decimal):
		return float(value)
	if isinstance(value, datetime):
		return value.isoformat(sep=" ", timespec="seconds")
	return value.isoformat() if isinstance(value, date | time) else value


def erase_records(
	connection: sqlite3.Connection, customer: str, title: str, now: datetime
) -> Mapping[str, int]:
	"""Take a person's words, addresses and cars away and count them. `title` is for the follow-ups, which stay."""
	own, rows = {"customer": customer}, {"parent": customer}
	answers = [row["name"] for row in records.find(connection, "Survey Response", own)]
	case = {"subject": title, "description": "", "resolution_details": "", "status": "Closed"}
	is_open = {**own, "resolution_date": None}
	records.update_where(connection, "Issue", is_open, {"resolution_date": now.date()}, now)
	return {
		"channels": records.delete_where(connection, "Customer Communication Channel", rows),
		"messages": records.delete_where(connection, "Customer Message", own),
		"interactions": records.delete_where(connection, "Customer Interaction", own),
		"survey_answers": records.delete_where(connection, "Survey Answer", {"parent": ("in", answers)}),
		"survey_comments": records.update_where(
			connection, "Survey Response", {**own, "comment": ("!=", "")}, {"comment": ""}, now
		),
		"survey_links": records.update_where(
			connection, "Survey Invitation", {**own, "status": ("in", ANSWERABLE)}, EXPIRED, now
		),
		"follow_ups": records.update_where(connection, "Issue", own, case, now),
		"vehicles": _end_ownership(connection, customer, now),
	}


def _end_ownership(connection: sqlite3.Connection, customer: str, now: datetime) -> int:
	cars = records.find(connection, "Customer Vehicle", {"parent": customer, "is_current": 1})
	for row in cars:
		day = max(now.date(), row["from_date"] or now.date())
		values = {"is_current": 0, "to_date": day}
		records.update(connection, "Customer Vehicle", row["name"], values, now)
		records.update(connection, "Vehicle", row["vehicle"], {"customer": None}, now)
	return len(cars)


def empty_customer(
	connection: sqlite3.Connection, customer: str, name: str, name_ar: str, now: datetime
) -> None:
	"""Nothing that was typed stays, and the record is disabled."""
	typed = (
		"preferred_language",
		"mobile_no",
		"email_id",
		"emergency_contact",
		"emergency_contact_phone",
		"service_preferences",
		"customer_notes",
	)
	kept = {"customer_name": name, "customer_name_ar": name_ar, "disabled": 1, "erased_on": now.date()}
	records.update(connection, "Customer", customer, {**dict.fromkeys(typed, ""), **kept}, now)
