"""Copies the tables of earlier versions into those of the DocTypes, and removes them.

Each copy names the new columns, the old table with what it is joined to, and an order where the order of rows counts.
Money was in hundredths, moments had a T and as many digits as were needed, and nothing was NULL where 0 is now.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from workshop_crm.preview.schema.columns import to_moment
from workshop_crm.preview.schema.tables import columns, table_name
from workshop_crm.preview.store.settings import FIELDS, change_settings

MONEY = "{} * 10000"


class Copy(NamedTuple):
	doctype: str
	source: str
	values: Mapping[str, str]
	order: str = ""


def _same(*names: str) -> dict[str, str]:
	return {name: name for name in names}


def _money(**names: str) -> dict[str, str]:
	return {new: MONEY.format(old) for new, old in names.items()}


def _whole(**names: str) -> dict[str, str]:
	return {new: f"coalesce({old}, 0)" for new, old in names.items()}


def _child(doctype: str, field: str, parent: str, order: str) -> dict[str, str]:
	return {
		"name": "lower(hex(randomblob(5)))",
		"parent": parent,
		"parenttype": f"'{doctype}'",
		"parentfield": f"'{field}'",
		"idx": f"row_number() OVER (PARTITION BY {parent} ORDER BY {order})",
	}


def _created(moment: str = "created_at") -> dict[str, str]:
	return {"creation": f"moment({moment})", "modified": f"moment({moment})"}


COPIES = (
	Copy("Series", "series", {"name": "prefix", "current": "last"}),
	Copy(
		"Customer",
		"customer",
		{
			**_same("name", "customer_name", "customer_name_ar", "disabled", "imported", "emergency_contact"),
			**_same("emergency_contact_phone", "service_preferences", "customer_notes", "erased_on"),
			**_created(),
			"preferred_language": "CASE preferred_language WHEN 'ar' THEN 'Arabic' WHEN 'en' THEN 'English' ELSE '' END",
			"mobile_no": "phone",
			"email_id": "email",
		},
		"rowid",
	),
	Copy(
		"Customer Communication Channel",
		"customer_channel",
		{
			**_child("Customer", "communication_channels", "customer", "channel"),
			**_same("channel", "consent_date", "source"),
		},
	),
	Copy(
		"Vehicle",
		"vehicle LEFT JOIN customer_vehicle AS owned ON owned.vehicle = vehicle.name AND owned.is_current = 1",
		{
			**_same("plate_latin", "plate_ar", "plate_key", "make", "model", "vin_reason", "customer"),
			"name": "vehicle.name",
			"license_plate": "plate_latin",
			"chassis_no": "vin",
			**_whole(model_year="model_year", last_odometer="odometer"),
			"last_odometer_on": "odometer_on",
		},
		"vehicle.rowid",
	),
	Copy(
		"Customer Vehicle",
		"customer_vehicle",
		{
			**_child("Customer", "vehicle_ownership", "customer", "id"),
			**_same("vehicle", "from_date", "to_date", "is_current"),
		},
		"id",
	),
	Copy(
		"Odometer Correction",
		"odometer_correction",
		{
			"name": "lower(hex(randomblob(5)))",
			**_same("vehicle", "known", "reading", "reason"),
			"corrected_on": "moment(corrected_at)",
		},
		"id",
	),
	Copy(
		"Service Type",
		"service_type",
		{
			**_same("name", "name_ar", "disabled"),
			"service_type_name": "name",
			**_whole(interval_km="interval_km", interval_months="interval_months"),
		},
	),
	Copy(
		"Item",
		"item",
		{
			**_same("name", "item_name", "item_name_ar", "service_type"),
			"item_code": "name",
			**_money(standard_rate="rate"),
		},
		"rowid",
	),
	Copy(
		"Sales Invoice",
		"invoice",
		{
			**_same(
				"name", "customer", "posting_date", "vehicle", "odometer_reason", "service_type", "is_return"
			),
			**_same("return_against", "imported"),
			**_created(),
			"docstatus": "cancelled + 1",
			"posting_time": "posting_time || ':00'",
			"workshop_request_id": "request_id",
			"loyalty_points": "redeem_points",
			**_whole(odometer="odometer"),
			**_money(net_total="subtotal", total_taxes_and_charges="tax", grand_total="total"),
			**_money(loyalty_amount="redeem_amount"),
		},
		"rowid",
	),
	Copy(
		"Sales Invoice Item",
		"invoice_line",
		{
			**_child("Sales Invoice", "items", "invoice", "position"),
			"item_code": "item",
			"qty": "CAST(qty AS REAL)",
			**_money(rate="rate", amount="amount"),
		},
		"invoice, position",
	),
	Copy(
		"Loyalty Program",
		"loyalty_program",
		{
			"name": "name",
			"loyalty_program_name": "name",
			"conversion_factor": "CAST(point_value AS REAL)",
			"expiry_duration": "expiry_days",
		},
	),
	Copy(
		"Loyalty Program Collection",
		"loyalty_tier",
		{
			**_child("Loyalty Program", "collection_rules", "program", "CAST(min_spent AS REAL)"),
			"tier_name": "name",
			"min_spent": "CAST(round(min_spent * 1e6) AS INTEGER)",
			"collection_factor": "CAST(round(spend_per_point * 1e6) AS INTEGER)",
		},
	),
	Copy(
		"Loyalty Point Entry",
		"loyalty_entry",
		{
			**_same(
				"name",
				"customer",
				"posting_date",
				"expiry_date",
				"invoice",
				"redeem_against",
				"idempotency_key",
			),
			**_created(),
			"loyalty_program": "program",
			"entry_kind": "kind",
			"loyalty_points": "points",
			"invoice_type": "CASE WHEN invoice IS NOT NULL THEN 'Sales Invoice' END",
			"entry_reason": "reason",
			"loyalty_program_tier": "tier",
			"earning_rate": "coalesce(CAST(earning_rate AS REAL), 0)",
			**_money(purchase_amount="spend"),
		},
		"rowid",
	),
	Copy(
		"Survey",
		"survey",
		{
			**_same("name", "title_en", "title_ar", "intro_en", "intro_ar", "thanks_en", "thanks_ar"),
			"survey_name": "name",
		},
	),
	Copy(
		"Survey Question",
		"survey_question",
		{
			**_child("Survey", "questions", "survey", "position"),
			**_same("kind", "text_en", "text_ar", "required"),
			"question_id": "id",
			"options": "coalesce((SELECT group_concat(value, char(10)) FROM json_each(options)), '')",
		},
		"survey, position",
	),
	Copy(
		"Survey Invitation",
		"survey_invitation AS invited JOIN invoice ON invoice.name = invited.invoice",
		{
			**_same("survey", "token_hash", "reason", "service_type", "vehicle"),
			**_created("invited.created_at"),
			"name": "invited.name",
			"customer": "invited.customer",
			"reference_doctype": "'Sales Invoice'",
			"reference_name": "invited.invoice",
			"status": "state",
			"send_after": "moment(send_at)",
			"expires_on": "moment(expires_at)",
		},
		"invited.rowid",
	),
	Copy(
		"Issue",
		"follow_up",
		{
			**_same("name", "customer", "status", "description"),
			**_created("opened_on"),
			"subject": "title",
			"opening_date": "opened_on",
			"resolution_date": "closed_on",
			"resolution_details": "note",
		},
		"rowid",
	),
	Copy(
		"ToDo",
		"follow_up WHERE assigned_to <> ''",
		{
			"name": "lower(hex(randomblob(5)))",
			**_created("opened_on"),
			"reference_type": "'Issue'",
			"reference_name": "name",
			"allocated_to": "assigned_to",
			"status": "status",
		},
	),
	Copy(
		"Survey Response",
		"""survey_response AS response JOIN survey_invitation AS invited ON invited.name = response.invitation
			JOIN invoice ON invoice.name = response.invoice
			LEFT JOIN follow_up ON follow_up.response = response.name""",
		{
			**_same("invitation", "survey", "language", "comment", "service_type", "vehicle"),
			**_created("answered_at"),
			"name": "response.name",
			"customer": "response.customer",
			"reference_doctype": "'Sales Invoice'",
			"reference_name": "response.invoice",
			"answered_on": "moment(answered_at)",
			"score": "CAST(score AS REAL)",
			"is_low": "low",
			"follow_up": "follow_up.name",
			**_whole(rating="rating"),
		},
		"response.rowid",
	),
	Copy(
		"Survey Answer",
		"""survey_answer AS answer JOIN survey_response AS response ON response.name = answer.response
			JOIN survey_invitation AS invited ON invited.name = response.invitation
			LEFT JOIN survey_question AS asked ON asked.survey = invited.survey AND asked.id = answer.question""",
		{
			**_child("Survey Response", "answers", "answer.response", "asked.position"),
			"question_id": "answer.question",
			"question": "coalesce(asked.text_en, '')",
			"kind": "coalesce(asked.kind, '')",
			"value": "CASE json_type(value) WHEN 'text' THEN json_extract(value, '$') ELSE value END",
		},
	),
	Copy(
		"Customer Message",
		"customer_message",
		{
			**_same("name", "customer", "channel", "recipient", "language", "status", "subject", "text"),
			**_created(),
			"reference_doctype": "CASE WHEN invitation IS NOT NULL THEN 'Survey Invitation' END",
			"reference_name": "invitation",
		},
		"rowid",
	),
	Copy(
		"Customer Interaction",
		"customer_interaction",
		{
			**_same("name", "customer", "kind", "direction", "text"),
			**_created(),
			"happened_on": "moment(happened_on)",
			"owner": "author",
		},
		"rowid",
	),
	Copy(
		"Customer Analytics",
		"customer_analytics JOIN analytics_run AS run",
		{
			**_same("customer", "visits", "expected_visits", "p_alive", "method"),
			"name": "customer",
			"segment": "coalesce(segment, '')",
			"monetary_value": "CAST(round(monetary_value * 1e6) AS INTEGER)",
			"clv": "CAST(round(clv * 1e6) AS INTEGER)",
			"last_visit": "date(computed_on, -recency_days || ' days')",
			"computed_on": "moment(computed_on)",
			**_whole(recency_days="recency_days"),
		},
	),
	Copy("Value Trend", "value_snapshot", {"name": "month", **_same("month", "total", "average")}),
	Copy(
		"Background Job",
		"job",
		{
			"name": "id",
			**_same("kind", "subject", "state", "attempts", "error"),
			**_created(),
			"run_at": "moment(run_at)",
		},
	),
	Copy(
		"Customer Search Update",
		"search_update",
		{"name": "id", "customer": "customer", "engine": "'embedded'"},
	),
)

RENAMED_SETTINGS = {"monthly_discount_percent": "monthly_discount_rate"}


def convert(connection: sqlite3.Connection) -> None:
	"""Call it inside a write transaction, without foreign keys, when today's tables are there and empty."""
	connection.create_function("moment", 1, _moment, deterministic=True)
	old = _tables(connection)
	for copy in COPIES:
		connection.execute(_statement(copy))
	change_settings(connection, **_settings(connection))
	for table in old:
		connection.execute(f'DROP TABLE "{table}"')


def _tables(connection: sqlite3.Connection) -> list[str]:
	rows = connection.execute(
		"""SELECT name FROM sqlite_schema WHERE type = 'table'
		AND name NOT LIKE 'sqlite%' AND name NOT GLOB 'tab[A-Z]*'"""
	)
	return [row["name"] for row in rows]


def _statement(copy: Copy) -> str:
	"""Raises KeyError for a column that there is not."""
	known = columns(copy.doctype)
	for name in copy.values:
		known[name]
	order = f" ORDER BY {copy.order}" if copy.order else ""
	return f"""INSERT INTO {table_name(copy.doctype)} ({", ".join(copy.values)})
		SELECT {", ".join(copy.values.values())} FROM {copy.source}{order}"""


def _settings(connection: sqlite3.Connection) -> dict[str, Any]:
	stored = {
		row["key"]: json.loads(row["value"]) for row in connection.execute("SELECT key, value FROM setting")
	}
	named = {RENAMED_SETTINGS.get(key, key): value for key, value in stored.items()}
	return {key: value for key, value in named.items() if key in FIELDS}


def _moment(text: str | None) -> str | None:
	return to_moment(datetime.fromisoformat(text)) if text else None
