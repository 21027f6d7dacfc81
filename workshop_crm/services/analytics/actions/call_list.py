"""The call list of the user, and what staff do with its rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

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
from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.common.spreadsheets import csv_file
from workshop_crm.core.vehicles.reminders import car_label
from workshop_crm.services.analytics.actions import reaching, rules
from workshop_crm.services.analytics.actions.crossers import in_parts, visits_of
from workshop_crm.services.analytics.actions.records import ACTION, tell_screens
from workshop_crm.services.analytics.records import ANALYTICS
from workshop_crm.services.messaging import interactions
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import (
	customers_named,
	require_customer,
	require_manager,
	require_record,
	require_staff,
)
from workshop_crm.services.platform.session import app_language
from workshop_crm.services.platform.staff import staff
from workshop_crm.services.platform.words import _
from workshop_crm.services.vehicles import service_due

FIELDS = [
	"name", "customer", "vehicle", "rule", "trigger", "status", "crossed_on", "made_on", "clv", "facts", "follow_up",
	"assigned_to", "snoozed_until", "result", "done_on", "done_by", "message", "points", "problem",
]  # fmt: skip
REACH = ["name", "mobile_no", "phone_extension"]


def listed(filters: ListFilters, limit: int, offset: int) -> dict[str, Any]:
	"""A page of the list, of the customers whom the user may see."""
	require_staff()
	selection, people = _selected(filters), staff()
	page = selection.actions[rows_before(offset) :][: at_most(limit)]
	shows_value = bool(frappe.has_permission(ANALYTICS, "read"))
	return list_view(_rows(page, people, shows_value), selection, people, shows_value)


def at_risk(limit: int, most: int) -> tuple[list[dict[str, Any]], int, dict[str, Any]]:
	"""The most valuable customers who stay away and wait for a call, how many there are of at most `most` and one more, and what
	rows of the list are drawn with."""
	wanted = {"status": ("in", statuses("open")), "trigger": ("in", AT_RISK)}
	actions = frappe.get_list(ACTION, filters=wanted, fields=FIELDS, order_by="clv desc", limit=most + 1)
	selection, people = select(actions, ListFilters(), _last_visits(actions), getdate()), staff()
	shows_value = bool(frappe.has_permission(ANALYTICS, "read"))
	rows = _rows(selection.actions[:limit], people, shows_value)
	beside = list_view(rows, selection, people, shows_value)
	return rows, len(selection.actions), {name: beside[name] for name in ("people", "shows_value")}


def file_of(filters: ListFilters) -> bytes:
	"""The whole list as a CSV file, for managers."""
	require_manager()
	rows = _rows(_selected(filters).actions, staff(), shows_value=True)
	return csv_file(table_rows(rows, _))


def finish(name: str, result: str, note: str) -> dict[str, str]:
	"""Somebody has called: close the action, and write the call into the customer's history."""
	action = _locked(name)
	changes = steps.finish(action.as_dict(), result, frappe.session.user, now_datetime())
	interactions.add(action.customer, steps.call_text(result, note, _))
	reaching.withdraw(action)
	return _changed(action, changes)


def snooze(name: str, until: str) -> dict[str, str]:
	"""Take an action off the list until a later day."""
	action = _locked(name)
	return _changed(action, steps.snooze(action.as_dict(), until, getdate()))


def assign(name: str, user: str) -> dict[str, str]:
	"""Give an action to one of the staff, or with an empty user to nobody."""
	action = _locked(name)
	return _changed(action, steps.assign(action.as_dict(), user, staff()))


def dismiss(name: str) -> dict[str, str]:
	"""Nobody calls."""
	action = _locked(name)
	changes = steps.dismiss(action.as_dict(), frappe.session.user, now_datetime())
	reaching.withdraw(action)
	return _changed(action, changes)


def reopen(name: str) -> dict[str, str]:
	"""Put an action back on the list."""
	action = _locked(name)
	return _changed(action, steps.reopen(action.as_dict()))


def _selected(filters: ListFilters) -> Selection:
	if not frappe.has_permission(ACTION, "read"):
		return Selection((), {})
	wanted: dict[str, Any] = {"status": ("in", statuses(filters.state))}
	if filters.state in ("done", "dismissed"):
		wanted["done_on"] = (">", getdate() - SHOWN_WHEN_CLOSED)
	actions = frappe.get_list(ACTION, filters=wanted, fields=FIELDS, limit=0)
	return select(actions, filters, _last_visits(actions), getdate())


def _last_visits(actions: Sequence[frappe._dict]) -> dict[str, date]:
	"""Of those who came since the first of these actions was made."""
	found: dict[str, date] = {}
	for part in in_parts({action.customer for action in actions}):
		first = min(action.made_on for action in actions)
		for customer, visits in visits_of(part, after=frappe.utils.add_days(first, -1)).items():
			found[customer] = max(visit.day for visit in visits)
	return found


def _rows(actions: Sequence[Action], people: dict[str, str], shows_value: bool) -> list[dict[str, Any]]:
	types, language = service_due.service_types(), app_language()
	cars = service_due.cars({action["vehicle"] for action in actions if action["vehicle"]})
	around = Around(
		customers=_customers({action["customer"] for action in actions}),
		titles={rule.name: (rule.title, rule.title_ar) for rule in rules.every()},
		today=getdate(),
		language=language,
		translate=_,
		region=settings.region(),
		cars={name: car_label(car, language) for name, car in cars.items()},
		people=people,
		names_ar=types.names_ar,
		reached=_reached({action["message"] for action in actions if action["message"]}),
		shows_value=shows_value,
	)
	return [row_view(action, around) for action in actions]


def _customers(names: Collection[str]) -> dict[str, dict[str, Any]]:
	known = customers_named(names)
	reach = frappe.get_all("Customer", {"name": ("in", list(known))}, REACH, limit=0) if known else []
	return {row.name: {**known[row.name], **row} for row in reach}


def _reached(messages: Collection[str]) -> dict[str, str]:
	if not messages or not frappe.has_permission(MESSAGE, "read"):
		return {}
	filters = {"name": ("in", list(messages))}
	return dict(frappe.get_list(MESSAGE, filters, ["name", "status"], as_list=True, limit=0))


def _locked(name: str) -> Document:
	"""An action of a customer whom the user may see, held until the transaction ends."""
	require_staff()
	require_record(ACTION, name)
	action = frappe.get_doc(ACTION, name, for_update=True)
	require_customer(action.customer)
	return action


def _changed(action: Document, changes: dict[str, Any]) -> dict[str, str]:
	action.update(changes)
	action.save(ignore_permissions=True)
	tell_screens()
	return {"action": action.name, "status": action.status}
