"""The cars that need a service, of the customers whom the user may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import frappe
from frappe.utils import getdate

from workshop_crm.core.common.choice import MAX_CHOSEN
from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.common.spreadsheets import file_kind, file_of
from workshop_crm.core.messaging.delivery import LEFT
from workshop_crm.core.messaging.opt_outs import is_opted_out
from workshop_crm.core.vehicles.due_list import (
	MAX_EXPORTED,
	Around,
	DueFilters,
	LastReminder,
	conditions,
	list_view,
	part_of,
	rows_view,
	table_rows,
)
from workshop_crm.core.vehicles.kept_due import DUE, KEPT_FIELDS
from workshop_crm.core.vehicles.reminders import PURPOSE
from workshop_crm.services.messaging import consents
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.large_counts import counted
from workshop_crm.services.platform.permissions import customers_named, require_manager, require_staff
from workshop_crm.services.platform.session import app_language, language
from workshop_crm.services.platform.words import _
from workshop_crm.services.vehicles import service_due

REMINDER_FIELDS = ["reference_name", "customer", "status", "channel", "recipient", "creation"]


def first_due(filters: DueFilters, limit: int, most: int) -> tuple[list[dict[str, Any]], int]:
	"""The first rows of the list, the latest first, and how many cars are on it, counted to `most` and one more."""
	require_staff()
	found = _kept(filters, most + 1, 0, ["name"]) if frappe.has_permission(DUE, "read") else []
	return _page(filters, limit, 0, _names_ar()), len(found)


def listed(filters: DueFilters, limit: int, offset: int) -> dict[str, Any]:
	"""The reply of the screen: a page, the count of each part of the list, and what it can be filtered by."""
	require_staff()
	names_ar = _names_ar()
	rows = _page(filters, limit, offset, names_ar)
	overdue, soon = count(part_of(filters, "overdue")), count(part_of(filters, "soon"))
	return list_view(rows, filters.when, overdue, soon, _options(names_ar))


def file(filters: DueFilters, kind: str) -> bytes:
	"""The whole list as a CSV or Excel file, for managers."""
	require_manager()
	rows = _views(_kept(filters, MAX_EXPORTED, 0), _names_ar())
	return file_of(file_kind(kind), table_rows(rows, _), _("Due services"), language() == "ar")


def targets(filters: DueFilters) -> list[tuple[str, str]]:
	"""The cars of the list with their owners, in its order; one more than a run may have says that there are too many."""
	if not frappe.has_permission(DUE, "read"):
		return []
	kept = _kept(filters, MAX_CHOSEN + 1, 0, ["vehicle", "customer"])
	return [(row.vehicle, row.customer) for row in kept]


def count(filters: DueFilters) -> int:
	"""How many cars are on the list."""
	if not frappe.has_permission(DUE, "read"):
		return 0
	asked = [list(one) for one in conditions(filters, getdate())]
	return counted(frappe.get_list(DUE, filters=asked, fields=["count(*) as cars"], order_by=None, run=False))


def _page(filters: DueFilters, limit: int, offset: int, names_ar: Mapping[str, str]) -> list[dict[str, Any]]:
	if not frappe.has_permission(DUE, "read"):
		return []
	return _views(_kept(filters, at_most(limit), rows_before(offset)), names_ar)


def _kept(
	filters: DueFilters, limit: int, offset: int, fields: Sequence[str] = KEPT_FIELDS
) -> list[frappe._dict]:
	return frappe.get_list(
		DUE,
		filters=[list(one) for one in conditions(filters, getdate())],
		fields=list(fields),
		order_by="overdue_from, customer, name",
		limit_start=offset,
		limit=limit,
	)


def _names_ar() -> Mapping[str, str]:
	return service_due.service_types().names_ar


def _views(kept: Sequence[frappe._dict], names_ar: Mapping[str, str]) -> list[dict[str, Any]]:
	vehicles = {row.vehicle for row in kept}
	others = {"vehicle": ("in", list(vehicles))}
	around = Around(
		today=getdate(),
		language=app_language(),
		translate=_,
		region=settings.region(),
		customers=customers_named({row.customer for row in kept}, "mobile_no", "phone_extension"),
		cars=service_due.cars(vehicles),
		names_ar=names_ar,
		reminders=_reminders(kept),
		also=frappe.get_all(DUE, others, list(KEPT_FIELDS), order_by=None, limit=0) if vehicles else (),
	)
	return rows_view(kept, around)


def _reminders(kept: Sequence[frappe._dict]) -> Mapping[str, LastReminder]:
	"""The latest reminder about each car to the one who has it now."""
	if not kept or not frappe.has_permission(MESSAGE, "read"):
		return {}
	owners = {row.vehicle: row.customer for row in kept}
	about = {
		"purpose": PURPOSE,
		"reference_doctype": "Vehicle",
		"reference_name": ("in", list(owners)),
		"direction": "Outgoing",
	}
	rows = frappe.get_list(MESSAGE, filters=about, fields=REMINDER_FIELDS, order_by="creation", limit=0)
	latest = {row.reference_name: row for row in rows if owners[row.reference_name] == row.customer}
	events = consents.events_of({row.recipient for row in latest.values() if row.recipient})
	return {
		vehicle: LastReminder(
			getdate(row.creation),
			row.status,
			row.channel,
			row.status in LEFT,
			is_opted_out(events, row.recipient or "", row.channel),
		)
		for vehicle, row in latest.items()
	}


def _options(names_ar: Mapping[str, str]) -> dict[str, list[Any]]:
	"""Services by name in both languages, branches and makes: those that a car on some list has."""
	return {
		"services": [{"name": name, "name_ar": names_ar[name]} for name in _values("service_type")],
		"branches": _values("branch"),
		"makes": _values("make"),
	}


def _values(field: str) -> list[str]:
	# Without a condition MariaDB jumps through the index from value to value.
	rows = frappe.get_all(DUE, fields=[field], distinct=True, order_by=field, limit=0)
	return [row[field] for row in rows if row[field]]
