"""The call list, and what staff do with its rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from workshop_crm.core.analytics.actions import steps
from workshop_crm.core.analytics.actions.call_list import (
	SHOWN_WHEN_CLOSED,
	Action,
	Around,
	ListFilters,
	Selection,
	list_view,
	row_view,
	select,
	statuses,
	table_rows,
)
from workshop_crm.core.analytics.actions.rules import AT_RISK
from workshop_crm.core.common.languages import Language
from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.common.spreadsheets import csv_file
from workshop_crm.core.vehicles.reminders import car_label
from workshop_crm.preview import records
from workshop_crm.preview.analytics.actions import reaching
from workshop_crm.preview.analytics.actions.crossers import visits_of
from workshop_crm.preview.analytics.actions.rules import RULE
from workshop_crm.preview.call import Call
from workshop_crm.preview.messaging import interactions
from workshop_crm.preview.records import Record
from workshop_crm.preview.staff import USER, names

ACTION = "Customer Action"


def listed(call: Call, filters: ListFilters, limit: int, offset: int) -> dict[str, Any]:
	"""A page of the list."""
	selection = _selected(call, filters)
	page = selection.actions[rows_before(offset) :][: at_most(limit)]
	return list_view(_rows(call, page), selection, names(call.translate), shows_value=True)


def at_risk(call: Call, limit: int, most: int) -> tuple[list[dict[str, Any]], int, dict[str, Any]]:
	"""The most valuable customers who stay away and wait for a call, how many there are of at most `most` and one more, and what
	rows of the list are drawn with."""
	wanted = {"status": ("in", statuses("open")), "trigger": ("in", AT_RISK)}
	actions = records.find(call.connection, ACTION, wanted, "clv desc", most + 1)
	selection = select(actions, ListFilters(), _last_visits(call, actions), call.today)
	rows = _rows(call, selection.actions[:limit])
	beside = list_view(rows, selection, names(call.translate), shows_value=True)
	return rows, len(selection.actions), {name: beside[name] for name in ("people", "shows_value")}


def file_of(call: Call, filters: ListFilters) -> bytes:
	"""The whole list as a CSV file."""
	return csv_file(table_rows(_rows(call, _selected(call, filters).actions), call.translate))


def finish(call: Call, name: str, result: str, note: str) -> dict[str, Any]:
	"""Somebody has called: close the action, and write the call into the customer's history."""
	action = records.get(call.connection, ACTION, name)
	changes = steps.finish(action, result, USER, call.now)
	entry = steps.call_text(result, note, call.translate)
	interactions.add(call.connection, action["customer"], entry, call.now)
	reaching.withdraw(call.connection, action, call.now)
	return _changed(call, name, changes)


def snooze(call: Call, name: str, until: str) -> dict[str, Any]:
	"""Take an action off the list until a later day."""
	action = records.get(call.connection, ACTION, name)
	return _changed(call, name, steps.snooze(action, until, call.today))


def assign(call: Call, name: str, user: str) -> dict[str, Any]:
	"""Give an action to the one who works here, or with an empty user to nobody."""
	action = records.get(call.connection, ACTION, name)
	return _changed(call, name, steps.assign(action, user, names(call.translate)))


def dismiss(call: Call, name: str) -> dict[str, Any]:
	"""Nobody calls."""
	action = records.get(call.connection, ACTION, name)
	changes = steps.dismiss(action, USER, call.now)
	reaching.withdraw(call.connection, action, call.now)
	return _changed(call, name, changes)


def reopen(call: Call, name: str) -> dict[str, Any]:
	"""Put an action back on the list."""
	return _changed(call, name, steps.reopen(records.get(call.connection, ACTION, name)))


def _selected(call: Call, filters: ListFilters) -> Selection:
	wanted: dict[str, Any] = {"status": ("in", statuses(filters.state))}
	if filters.state in ("done", "dismissed"):
		wanted["done_on"] = (">", datetime.combine(call.today - SHOWN_WHEN_CLOSED, time.min))
	actions = records.find(call.connection, ACTION, wanted)
	return select(actions, filters, _last_visits(call, actions), call.today)


def _last_visits(call: Call, actions: Sequence[Record]) -> dict[str, date]:
	"""Of those who came since the first of these actions was made."""
	if not actions:
		return {}
	first = min(action["made_on"] for action in actions) - timedelta(days=1)
	visits = visits_of(call.connection, {action["customer"] for action in actions}, after=first)
	return {customer: max(visit.day for visit in own) for customer, own in visits.items()}


def _rows(call: Call, actions: Sequence[Action]) -> list[dict[str, Any]]:
	def named(doctype: str, field: str) -> dict[str, Record]:
		wanted = {"name": ("in", list({action[field] for action in actions if action[field]}))}
		return {row["name"]: row for row in records.find(call.connection, doctype, wanted)}

	language: Language = "ar" if call.language == "ar" else "en"
	kinds = records.find(call.connection, "Service Type", fields=("name", "name_ar"))
	around = Around(
		customers=named("Customer", "customer"),
		titles={name: (rule["title"], rule["title_ar"]) for name, rule in named(RULE, "rule").items()},
		today=call.today,
		language=language,
		translate=call.translate,
		region=call.settings.region,
		cars={name: car_label(car, language) for name, car in named("Vehicle", "vehicle").items()},
		people=names(call.translate),
		names_ar={kind["name"]: kind["name_ar"] for kind in kinds},
		reached={name: one["status"] for name, one in named("Customer Message", "message").items()},
	)
	return [row_view(action, around) for action in actions]


def _changed(call: Call, name: str, changes: dict[str, Any]) -> dict[str, Any]:
	records.update(call.connection, ACTION, name, changes, call.now)
	return {"action": name, "status": records.get(call.connection, ACTION, name)["status"]}
