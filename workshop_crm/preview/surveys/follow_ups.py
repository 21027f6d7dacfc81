"""Follow-ups of low scores: an Issue for each, with a ToDo for the employee it is given to."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workshop_crm.core.surveys.call_request import NOTE, new_call_request
from workshop_crm.core.surveys.follow_up import (
	DONE,
	People,
	assignee,
	closing,
	contacted,
	escalated,
	is_late,
	new_follow_up,
)
from workshop_crm.core.surveys.follow_up_rules import Match
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.jobs import kinds, queue
from workshop_crm.preview.records import Record, query
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.surveys import second_survey
from workshop_crm.preview.translate import Translate

ISSUE = "Issue"


def open_for(
	connection: sqlite3.Connection,
	settings: Settings,
	response: Mapping[str, Any],
	match: Match,
	translate: Translate,
) -> str:
	"""Open the follow-up of an answer that met a rule; returns the Issue."""
	customer = records.get(connection, "Customer", response["customer"])
	people = _people(settings)
	case = new_follow_up(response, customer["customer_name"], match, people, translate)
	return _add(connection, case, response["name"], assignee(match, people))


def open_call_request(call: Call, response: Record) -> str:
	"""The follow-up of a customer who asks for a call: the one that is open, with a note, or a new one."""
	known = response["follow_up"] and records.first(call.connection, ISSUE, {"name": response["follow_up"]})
	if known and known["status"] not in DONE:
		told = f"{known['description'] or ''}<p>{call.translate(NOTE)}</p>"
		records.update(call.connection, ISSUE, known["name"], {"description": told}, call.now)
		return str(known["name"])
	customer = records.get(call.connection, "Customer", response["customer"])
	people = _people(call.settings)
	case = new_call_request(response, customer["customer_name"], people, call.translate, call.now)
	return _add(call.connection, case, response["name"], people.assignee)


def still_open(connection: sqlite3.Connection, customer: str | None = None) -> list[Record]:
	"""Open cases, oldest first, with the customer's names and the answer they come from."""
	return query(
		connection,
		"""SELECT issue.*, customer.customer_name, customer.customer_name_ar,
			response.has_score, response.score, response.comment,
			(SELECT allocated_to FROM tabToDo AS todo WHERE todo.reference_name = issue.name
				ORDER BY todo.rowid LIMIT 1) AS assigned_to
		FROM tabIssue AS issue
		JOIN tabCustomer AS customer ON customer.name = issue.customer
		LEFT JOIN "tabSurvey Response" AS response ON response.follow_up = issue.name
		WHERE issue.status = 'Open' AND (:customer IS NULL OR issue.customer = :customer)
		ORDER BY issue.opening_date, issue.name""",
		{"customer": customer},
	)


def note_contact(connection: sqlite3.Connection, name: str, now: datetime) -> str:
	"""Somebody has spoken with the customer; returns the state. Raises NotFound and Conflict as `close` does."""
	issue = records.get(connection, ISSUE, name)
	records.update(connection, ISSUE, name, contacted(issue, now), now)
	return str(issue["status"])


def close(
	connection: sqlite3.Connection, settings: Settings, name: str, note: str, reason: str, now: datetime
) -> None:
	"""Raises NotFound for an unknown case, Conflict for one that is closed already, InvalidInput without a reason."""
	changes = closing(records.get(connection, ISSUE, name), reason, now)
	closed = {**changes, "resolution_details": note, "resolution_date": now.date()}
	records.update(connection, ISSUE, name, closed, now)
	records.update_where(connection, "ToDo", {"reference_name": name}, {"status": changes["status"]}, now)
	second_survey.send(connection, settings, records.get(connection, ISSUE, name), now)


def escalate_late(connection: sqlite3.Connection, settings: Settings, now: datetime) -> None:
	"""Give follow-ups that are late to somebody else too, once each."""
	waiting = {
		"status": ("not in", DONE),
		"follow_up_escalate_on": ("<=", now),
		"follow_up_escalated_on": None,
	}
	for issue in records.find(connection, ISSUE, waiting):
		if is_late(issue, now):
			records.update(connection, ISSUE, issue["name"], escalated(now), now)
			user = issue["follow_up_escalate_to"] or settings.follow_up_manager
			_assign(connection, issue["name"], user, now)


def _people(settings: Settings) -> People:
	return People(settings.follow_up_assignee, settings.follow_up_manager)


def _add(connection: sqlite3.Connection, case: Mapping[str, Any], response: str, user: str) -> str:
	now = case["follow_up_opened_on"]
	values = {field: value for field, value in case.items() if field != "company"}
	name = records.insert(connection, ISSUE, {**values, "survey_response": response}, now)
	_assign(connection, name, user, now)
	if late_on := case["follow_up_escalate_on"]:
		queue.enqueue(connection, kinds.ESCALATE, name, now=now, delay=late_on - now)
	return name


def _assign(connection: sqlite3.Connection, issue: str, user: str, now: datetime) -> None:
	if user:
		todo = {
			"reference_type": ISSUE,
			"reference_name": issue,
			"allocated_to": user,
			"status": "Open",
		}
		records.insert(connection, "ToDo", todo, now)
