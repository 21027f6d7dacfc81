"""Follow-ups of low scores: an Issue for each, with a ToDo for the employee it is given to."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workshop_crm.core.surveys.call_request import NOTE, new_call_request
from workshop_crm.core.surveys.follow_up import DONE, closing
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.records import Record, query

ISSUE = "Issue"


def add(connection: sqlite3.Connection, case: Mapping[str, Any], assigned_to: str, now: datetime) -> str:
	name = records.insert(
		connection, ISSUE, {field: value for field, value in case.items() if field != "company"}, now
	)
	if assigned_to:
		todo = {
			"reference_type": ISSUE,
			"reference_name": name,
			"allocated_to": assigned_to,
			"status": "Open",
		}
		records.insert(connection, "ToDo", todo, now)
	return name


def open_call_request(call: Call, response: Record) -> str:
	"""The follow-up of a customer who asks for a call: the one that is open, with a note, or a new one."""
	known = response["follow_up"] and records.first(call.connection, ISSUE, {"name": response["follow_up"]})
	if known and known["status"] not in DONE:
		told = f"{known['description'] or ''}<p>{call.translate(NOTE)}</p>"
		records.update(call.connection, ISSUE, known["name"], {"description": told}, call.now)
		return str(known["name"])
	customer = records.get(call.connection, "Customer", response["customer"])
	case = new_call_request(response, customer["customer_name"], call.translate)
	return add(call.connection, case, call.settings.follow_up_assignee, call.now)


def still_open(connection: sqlite3.Connection, customer: str | None = None) -> list[Record]:
	"""Open cases, oldest first, with the customer's names and the answer they come from."""
	return query(
		connection,
		"""SELECT issue.*, customer.customer_name, customer.customer_name_ar,
			response.score, response.comment, todo.allocated_to AS assigned_to
		FROM tabIssue AS issue
		JOIN tabCustomer AS customer ON customer.name = issue.customer
		LEFT JOIN "tabSurvey Response" AS response ON response.follow_up = issue.name
		LEFT JOIN tabToDo AS todo ON todo.reference_name = issue.name
		WHERE issue.status = 'Open' AND (:customer IS NULL OR issue.customer = :customer)
		ORDER BY issue.opening_date, issue.name""",
		{"customer": customer},
	)


def close(connection: sqlite3.Connection, name: str, note: str, now: datetime) -> None:
	"""Raises NotFound for an unknown case, Conflict for one that is closed already."""
	changes = closing(name, records.get(connection, ISSUE, name)["status"])
	closed = {**changes, "resolution_details": note, "resolution_date": now.date()}
	records.update(connection, ISSUE, name, closed, now)
	records.update_where(connection, "ToDo", {"reference_name": name}, changes, now)
