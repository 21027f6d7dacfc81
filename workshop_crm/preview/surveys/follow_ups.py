"""Follow-ups of low scores: an Issue for each, with a ToDo for the employee it is given to."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workshop_crm.core.common.issues import DONE
from workshop_crm.core.surveys.call_request import NOTE, new_call_request
from workshop_crm.core.surveys.follow_up import (
	People,
	assignee,
	escalated,
	is_late,
	new_follow_up,
)
from workshop_crm.core.surveys.follow_up_rules import Match
from workshop_crm.core.surveys.follow_up_steps import CALL_REQUESTED, GIVEN, PASSED_ON, step
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.jobs import kinds, queue
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.surveys import second_survey
from workshop_crm.preview.translate import Translate

ISSUE = "Issue"
STEPS = "follow_up_steps"


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
		asked = step(CALL_REQUESTED, call.now, None, note=call.translate(NOTE))
		add_step(call.connection, known["name"], asked, call.now)
		return str(known["name"])
	customer = records.get(call.connection, "Customer", response["customer"])
	people = _people(call.settings)
	case = new_call_request(response, customer["customer_name"], people, call.translate, call.now)
	return _add(call.connection, case, response["name"], people.assignee)


def open_of(connection: sqlite3.Connection, customer: str) -> list[Record]:
	"""The open follow-ups of one customer, oldest first."""
	of_customer = {"customer": customer, "status": ("not in", DONE)}
	return records.find(connection, ISSUE, of_customer, "opening_date, name")


def add_step(connection: sqlite3.Connection, issue: str, values: Mapping[str, Any], now: datetime) -> None:
	records.add_rows(connection, ISSUE, issue, STEPS, [values], now)


def save(
	connection: sqlite3.Connection,
	issue: str,
	changes: Mapping[str, Any],
	taken: Mapping[str, Any],
	now: datetime,
) -> None:
	"""Store what a step changes, and the step."""
	records.update(connection, ISSUE, issue, changes, now)
	add_step(connection, issue, taken, now)


def close(
	connection: sqlite3.Connection,
	settings: Settings,
	issue: str,
	changes: Mapping[str, Any],
	taken: Mapping[str, Any],
	now: datetime,
) -> None:
	"""As `save`; closes the ToDos, and asks the customer again where the rule says so."""
	save(connection, issue, {**changes, "resolution_date": now.date()}, taken, now)
	set_todos(connection, issue, changes["status"], now)
	second_survey.send(connection, settings, records.get(connection, ISSUE, issue), now)


def assign(connection: sqlite3.Connection, issue: str, user: str, now: datetime) -> None:
	"""A ToDo for `user`; nothing where nobody is named."""
	if user:
		todo = {
			"reference_type": ISSUE,
			"reference_name": issue,
			"allocated_to": user,
			"status": "Open",
		}
		records.insert(connection, "ToDo", todo, now)


def set_todos(connection: sqlite3.Connection, issue: str, status: str, now: datetime) -> None:
	"""Close or cancel the ToDos of a follow-up that are open."""
	are_open = {"reference_name": issue, "status": "Open"}
	records.update_where(connection, "ToDo", are_open, {"status": status}, now)


def wait_for_escalation(
	connection: sqlite3.Connection, name: str, late_on: datetime | None, now: datetime
) -> None:
	"""The job that gives it to somebody else too, where it is late one day."""
	if late_on:
		queue.enqueue(connection, kinds.ESCALATE, name, now=now, delay=late_on - now)


def wait_on(connection: sqlite3.Connection, name: str, now: datetime) -> None:
	"""The job once more for a follow-up that was put off while it waited."""
	issue = records.first(connection, ISSUE, {"name": name})
	if issue and issue["status"] not in DONE and not issue["follow_up_escalated_on"]:
		wait_for_escalation(connection, name, issue["follow_up_escalate_on"], now)


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
			add_step(connection, issue["name"], step(PASSED_ON, now, None, given_to=user or None), now)
			assign(connection, issue["name"], user, now)


def _people(settings: Settings) -> People:
	return People(settings.follow_up_assignee, settings.follow_up_manager)


def _add(connection: sqlite3.Connection, case: Mapping[str, Any], response: str, user: str) -> str:
	now = case["follow_up_opened_on"]
	values = {field: value for field, value in case.items() if field != "company"}
	name = records.insert(connection, ISSUE, {**values, "survey_response": response}, now)
	if user:
		add_step(connection, name, step(GIVEN, now, None, given_to=user), now)
	assign(connection, name, user, now)
	wait_for_escalation(connection, name, case["follow_up_escalate_on"], now)
	return name
