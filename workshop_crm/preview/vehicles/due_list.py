"""The cars that need a service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

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
from workshop_crm.core.vehicles.kept_due import DUE
from workshop_crm.core.vehicles.reminders import PURPOSE
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.messaging import consents
from workshop_crm.preview.messaging.messages import MESSAGE
from workshop_crm.preview.records import Record


def first_due(call: Call, filters: DueFilters, limit: int) -> tuple[list[dict[str, Any]], int]:
	"""The first rows of the list, the latest first, and how many cars are on it."""
	return _page(call, filters, limit, 0, _names_ar(call)), count(call, filters)


def listed(call: Call, filters: DueFilters, limit: int, offset: int) -> dict[str, Any]:
	"""The reply of the screen: a page, the count of each part of the list, and what it can be filtered by."""
	names_ar = _names_ar(call)
	rows = _page(call, filters, limit, offset, names_ar)
	overdue, soon = count(call, part_of(filters, "overdue")), count(call, part_of(filters, "soon"))
	return list_view(rows, filters.when, overdue, soon, _options(call, names_ar))


def file(call: Call, filters: DueFilters, kind: str) -> bytes:
	"""The whole list as a CSV or Excel file."""
	rows = _views(call, _kept(call, filters, MAX_EXPORTED, 0), _names_ar(call))
	title = call.translate("Due services")
	return file_of(file_kind(kind), table_rows(rows, call.translate), title, call.language == "ar")


def targets(call: Call, filters: DueFilters) -> list[tuple[str, str]]:
	"""The cars of the list with their owners, in its order; one more than a run may have says that there are too many."""
	return [(row["vehicle"], row["customer"]) for row in _kept(call, filters, MAX_CHOSEN + 1, 0)]


def count(call: Call, filters: DueFilters) -> int:
	"""How many cars are on the list."""
	where, values = _where(call, filters)
	statement = f'SELECT count(*) FROM "tab{DUE}" WHERE {where}'
	return int(call.connection.execute(statement, values).fetchone()[0])


def _page(
	call: Call, filters: DueFilters, limit: int, offset: int, names_ar: Mapping[str, str]
) -> list[dict[str, Any]]:
	return _views(call, _kept(call, filters, at_most(limit), rows_before(offset)), names_ar)


def _kept(call: Call, filters: DueFilters, limit: int, offset: int) -> list[Record]:
	where, values = _where(call, filters)
	statement = (
		f'SELECT * FROM "tab{DUE}" WHERE {where} ORDER BY overdue_from, customer, name LIMIT ? OFFSET ?'
	)
	return records.query(call.connection, statement, [*values, limit, offset])


def _where(call: Call, filters: DueFilters) -> tuple[str, list[Any]]:
	"""SQL of the conditions: a field may stand in more than one of them."""
	parts, values = [], []
	for field, operator, value in conditions(filters, call.today):
		if operator == "in":
			parts.append(f"{field} IN ({', '.join('?' * len(value))})")
			values += value
		else:
			parts.append(f"{field} {operator} ?")
			values.append(value.isoformat() if hasattr(value, "isoformat") else value)
	return " AND ".join(parts), values


def _names_ar(call: Call) -> Mapping[str, str]:
	kinds = records.find(call.connection, "Service Type", fields=("name", "name_ar"))
	return {kind["name"]: kind["name_ar"] for kind in kinds}


def _views(call: Call, kept: Sequence[Record], names_ar: Mapping[str, str]) -> list[dict[str, Any]]:
	def named(doctype: str, field: str) -> dict[str, Record]:
		wanted = {"name": ("in", list({row[field] for row in kept}))}
		return {row["name"]: row for row in records.find(call.connection, doctype, wanted)}

	around = Around(
		today=call.today,
		language="ar" if call.language == "ar" else "en",
		translate=call.translate,
		region=call.settings.region,
		customers=named("Customer", "customer"),
		cars=named("Vehicle", "vehicle"),
		names_ar=names_ar,
		reminders=_reminders(call, kept),
		also=records.find(call.connection, DUE, {"vehicle": ("in", [row["vehicle"] for row in kept])}),
	)
	return rows_view(kept, around)


def _reminders(call: Call, kept: Sequence[Record]) -> Mapping[str, LastReminder]:
	"""The latest reminder about each car to the one who has it now."""
	owners = {row["vehicle"]: row["customer"] for row in kept}
	about = {
		"purpose": PURPOSE,
		"reference_doctype": "Vehicle",
		"reference_name": ("in", list(owners)),
		"direction": "Outgoing",
	}
	rows = records.find(call.connection, MESSAGE, about, "creation")
	latest = {row["reference_name"]: row for row in rows if owners[row["reference_name"]] == row["customer"]}
	addresses = {row["recipient"] for row in latest.values() if row["recipient"]}
	events = consents.events_of(call.connection, call.settings, addresses)
	return {
		vehicle: LastReminder(
			row["creation"].date(),
			row["status"],
			row["channel"],
			row["status"] in LEFT,
			is_opted_out(events, row["recipient"] or "", row["channel"]),
		)
		for vehicle, row in latest.items()
	}


def _options(call: Call, names_ar: Mapping[str, str]) -> dict[str, list[Any]]:
	"""Services by name in both languages, and makes; a preview has one branch."""
	return {
		"services": [
			{"name": name, "name_ar": names_ar.get(name, "")} for name in _values(call, "service_type")
		],
		"branches": [],
		"makes": _values(call, "make"),
	}


def _values(call: Call, field: str) -> list[str]:
	statement = f"SELECT DISTINCT {field} FROM \"tab{DUE}\" WHERE {field} <> '' ORDER BY {field}"
	return [row[0] for row in call.connection.execute(statement)]
