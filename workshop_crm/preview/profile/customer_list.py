"""Customers by what speaks for a call or a message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from workshop_crm.core.common.choice import MAX_CHOSEN
from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.common.spreadsheets import file_kind, file_of
from workshop_crm.core.profile.customer_list import (
	ACCOUNT,
	ANALYTICS,
	MAX_EXPORTED,
	OPEN,
	Around,
	CustomerFilters,
	havings,
	rows_view,
	table_rows,
)
from workshop_crm.core.vehicles.due_list import most_urgent
from workshop_crm.core.vehicles.kept_due import DUE
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.records import Record
from workshop_crm.preview.vehicles import car_names


def listed(call: Call, filters: CustomerFilters, limit: int, offset: int) -> dict[str, Any]:
	"""A page of the list by name, how many there are, and what it can be filtered by."""
	rows = _rows(call, filters, at_most(limit), rows_before(offset))
	tiers_ar = _tiers_ar(call)
	return {
		"rows": _views(call, rows, tiers_ar),
		"total": _count(call, filters),
		"options": _options(call, tiers_ar),
	}


def file(call: Call, filters: CustomerFilters, kind: str) -> bytes:
	"""The whole list as a CSV or Excel file."""
	rows = _views(call, _rows(call, filters, MAX_EXPORTED, 0), _tiers_ar(call))
	title = call.translate("Customers")
	return file_of(file_kind(kind), table_rows(rows, call.translate), title, call.language == "ar")


def targets(call: Call, filters: CustomerFilters) -> list[str]:
	"""The customers of the list; one more than a run may have says that there are too many."""
	return [row["name"] for row in _rows(call, filters, MAX_CHOSEN + 1, 0)]


def _rows(call: Call, filters: CustomerFilters, limit: int, offset: int) -> list[Record]:
	where, values = _where(call, filters)
	statement = f"""SELECT * FROM `tabCustomer` WHERE {where}
		ORDER BY `tabCustomer`.customer_name, `tabCustomer`.name LIMIT :limit OFFSET :offset"""
	return records.query(call.connection, statement, {**values, "limit": limit, "offset": offset})


def _count(call: Call, filters: CustomerFilters) -> int:
	where, values = _where(call, filters)
	statement = f"SELECT count(*) FROM `tabCustomer` WHERE {where}"
	return int(call.connection.execute(statement, values).fetchone()[0])


def _where(call: Call, filters: CustomerFilters) -> tuple[str, dict[str, Any]]:
	asked, values = havings(filters, call.today, car_names.spellings(call.connection, filters.make))
	places = {name: f":{name}" for name in values}
	values = {
		name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()
	}
	parts = ["`tabCustomer`.disabled = 0"]
	if filters.customers:
		chosen = {f"customer_{place}": name for place, name in enumerate(filters.customers)}
		parts.append(f"`tabCustomer`.name IN ({', '.join(f':{name}' for name in chosen)})")
		values |= chosen
	parts += [
		f"""EXISTS (SELECT 1 FROM `tab{one.doctype}` WHERE `tab{one.doctype}`.customer = `tabCustomer`.name
			AND {one.sql.format(**places)})"""
		for one in asked
	]
	return " AND ".join(parts), values


def _views(call: Call, rows: Sequence[Record], tiers_ar: Mapping[str, str]) -> list[dict[str, Any]]:
	names = [row["name"] for row in rows]

	def of(doctype: str) -> list[Record]:
		return records.find(call.connection, doctype, {"customer": ("in", names)})

	kinds = records.find(call.connection, "Service Type", fields=("name", "name_ar"))
	around = Around(
		language="ar" if call.language == "ar" else "en",
		translate=call.translate,
		region=call.settings.region,
		figures={row["customer"]: row for row in of(ANALYTICS)},
		tiers={row["customer"]: row["tier"] for row in of(ACCOUNT)},
		due=most_urgent(of(DUE), call.today),
		complaints=_complaints(call, names),
		names_ar={kind["name"]: kind["name_ar"] for kind in kinds},
		tiers_ar=tiers_ar,
	)
	return rows_view(rows, around)


def _complaints(call: Call, customers: Sequence[str]) -> dict[str, int]:
	places = ", ".join("?" * len(customers))
	statement = f"SELECT customer FROM `tabIssue` WHERE customer IN ({places}) AND {OPEN}"
	return Counter(name for (name,) in call.connection.execute(statement, list(customers)))


def _tiers_ar(call: Call) -> dict[str, str]:
	rows = records.find(call.connection, "Loyalty Program Collection", order_by="idx")
	return {row["tier_name"]: row["tier_name_ar"] for row in rows}


def _options(call: Call, tiers_ar: Mapping[str, str]) -> dict[str, list[Any]]:
	"""Tiers with both names, and makes of cars."""
	return {
		"tiers": [{"name": name, "name_ar": name_ar} for name, name_ar in tiers_ar.items()],
		"makes": car_names.makes(call.connection),
	}
