"""Customers by what speaks for a call or a message: those whom the user may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import frappe
from frappe.utils import getdate

from workshop_crm.core.common.choice import MAX_CHOSEN
from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.common.spreadsheets import file_kind, file_of
from workshop_crm.core.profile.customer_list import (
	ACCOUNT,
	ANALYTICS,
	ISSUE,
	MAX_EXPORTED,
	OPEN,
	VEHICLE,
	Around,
	CustomerFilters,
	Having,
	havings,
	rows_view,
	table_rows,
)
from workshop_crm.core.vehicles.due_list import most_urgent
from workshop_crm.core.vehicles.kept_due import DUE
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.large_counts import FEW, counted
from workshop_crm.services.platform.permissions import (
	CUSTOMER,
	conditions,
	require_manager,
	require_staff,
	unrestricted,
)
from workshop_crm.services.platform.session import app_language, language
from workshop_crm.services.platform.words import _
from workshop_crm.services.vehicles import car_names, service_due

FIELDS = ("name", "customer_name", "customer_name_ar", "mobile_no", "phone_extension")
NOBODY = "false"
FEWEST_FIRST = (ISSUE, ANALYTICS, ACCOUNT, DUE, VEHICLE)
"""The kinds of records around a customer, by how many there usually are that fulfil a filter."""


def listed(filters: CustomerFilters, limit: int, offset: int) -> dict[str, Any]:
	"""A page of the list by name, how many there are, and what it can be filtered by."""
	require_staff()
	asked = _asked(filters)
	found = _found(asked)
	rows = _rows(asked, found, at_most(limit), rows_before(offset))
	total = _count(asked) if found is None else found.total
	tiers_ar = _tiers_ar()
	return {"rows": _views(rows, tiers_ar), "total": total, "options": _options(tiers_ar)}


def file(filters: CustomerFilters, kind: str) -> bytes:
	"""The whole list as a CSV or Excel file, for managers."""
	require_manager()
	asked = _asked(filters)
	rows = _views(_rows(asked, _found(asked), MAX_EXPORTED, 0), _tiers_ar())
	return file_of(file_kind(kind), table_rows(rows, _), _("Customers"), language() == "ar")


def targets(filters: CustomerFilters) -> list[str]:
	"""The customers of the list; one more than a run may have says that there are too many."""
	asked = _asked(filters)
	return [row.name for row in _rows(asked, _found(asked), MAX_CHOSEN + 1, 0)]


class _Found(NamedTuple):
	"""How many customers, and who where they are few."""

	total: int
	few: set[str] | None


def _found(asked: _Asked) -> _Found | None:
	"""Whom the records around customers name, from indexes that hold all that is asked.

	None where nothing is asked of them, and for who may not see all customers.
	"""
	if not asked.around or asked.names_customers or not unrestricted(CUSTOMER):
		return None
	disabled = frappe.get_all(CUSTOMER, {"disabled": 1}, pluck="name", order_by=None, limit=0)
	values = {**asked.values, "disabled": tuple(disabled) or ("",)}
	names = _some_customers(asked.around, values)
	if len(names) <= FEW:
		return _Found(len(names), set(names))
	return _Found(_count_of(asked.around, values), None)


def _rows(asked: _Asked, found: _Found | None, limit: int, offset: int) -> list[frappe._dict]:
	"""By name. Few customers are listed in the question; for many, the index of names is followed until the page is full."""
	values = {**asked.values, "limit": limit, "offset": offset}
	fields = ", ".join(f"`tabCustomer`.{field}" for field in FIELDS)
	if found is not None and found.few is not None:
		where = ["`tabCustomer`.name IN %(found)s"]
		values["found"] = tuple(found.few) or ("",)
	else:
		where = asked.where(is_common=found is not None)
	statement = f"""SELECT {fields} FROM `tabCustomer` WHERE {" AND ".join(where)}
		ORDER BY `tabCustomer`.customer_name, `tabCustomer`.name LIMIT %(limit)s OFFSET %(offset)s"""
	return frappe.db.sql(statement, values, as_dict=True)


def _count(asked: _Asked) -> int:
	where = " AND ".join(asked.where(is_common=False))
	return counted(f"SELECT COUNT(*) FROM `tabCustomer` WHERE {where}", asked.values)


class _Asked(NamedTuple):
	"""Conditions on the customer itself, and on records around it, whose places are Frappe's, with the values of both."""

	own: list[str]
	around: list[Having]
	values: dict[str, Any]
	names_customers: bool

	def where(self, *, is_common: bool) -> list[str]:
		return [*self.own, *(_exists(one, "`tabCustomer`.name", is_common=is_common) for one in self.around)]


def _asked(filters: CustomerFilters) -> _Asked:
	"""Customers that may be read; records around them decide only as far as those may be read, too."""
	asked, values = havings(filters, getdate(), car_names.spellings(filters.make))
	places = {name: f"%({name})s" for name in values}
	own = ["`tabCustomer`.disabled = 0", _may_read(CUSTOMER)]
	if filters.customers:
		own.append("`tabCustomer`.name IN %(customers)s")
		values["customers"] = filters.customers
	around = [
		Having(one.doctype, f"{one.sql.format(**places)} AND {_may_read(one.doctype)}") for one in asked
	]
	return _Asked(own, around, values, bool(filters.customers))


def _some_customers(around: Sequence[Having], values: dict[str, Any]) -> list[str]:
	"""Whom all the records name; one more than a few says that there are more."""
	column, records = _named_by(around)
	return frappe.db.sql(f"SELECT DISTINCT {column} {records} LIMIT {FEW + 1}", values, pluck=True)


def _count_of(around: Sequence[Having], values: dict[str, Any]) -> int:
	column, records = _named_by(around)
	return counted(f"SELECT COUNT(DISTINCT {column}) {records}", values)


def _named_by(around: Sequence[Having]) -> tuple[str, str]:
	"""The column of the customer and the records of which there are fewest, if there is one of each other kind as well."""
	first, *others = sorted(around, key=lambda one: FEWEST_FIRST.index(one.doctype))
	table = f"`tab{first.doctype}`"
	also = [_exists(one, f"{table}.customer", is_common=True) for one in others]
	where = [first.sql, f"{table}.customer <> ''", f"{table}.customer NOT IN %(disabled)s", *also]
	return f"{table}.customer", f"FROM {table} WHERE {' AND '.join(where)}"


def _exists(one: Having, customer: str, *, is_common: bool) -> str:
	"""`is_common`: asked for each customer in turn; as a join, MariaDB would gather and sort all of them for one page."""
	table = f"`tab{one.doctype}`"
	asked = f"SELECT 1 FROM {table} WHERE {table}.customer = {customer} AND {one.sql}"
	return f"({asked} LIMIT 1) = 1" if is_common else f"EXISTS ({asked})"


def _may_read(doctype: str) -> str:
	if not frappe.has_permission(doctype, "read"):
		return NOBODY
	return f"({asked})" if (asked := conditions(doctype).replace("%", "%%")) else "true"


def _views(rows: Sequence[frappe._dict], tiers_ar: Mapping[str, str]) -> list[dict[str, Any]]:
	names = [row.name for row in rows]
	around = Around(
		language=app_language(),
		translate=_,
		region=settings.region(),
		figures={row.customer: row for row in _of(ANALYTICS, names, ["customer", "segment", "last_visit"])},
		tiers={row.customer: row.tier or "" for row in _of(ACCOUNT, names, ["customer", "tier"])},
		due=most_urgent(_of(DUE, names, ["customer", "service_type", "due_on", "overdue_from"]), getdate()),
		complaints=_complaints(names),
		names_ar=service_due.service_types().names_ar,
		tiers_ar=tiers_ar,
	)
	return rows_view(rows, around)


def _of(doctype: str, customers: Sequence[str], fields: list[str]) -> list[frappe._dict]:
	"""Records of these customers that the user may read."""
	if not customers or not frappe.has_permission(doctype, "read"):
		return []
	wanted = {"customer": ("in", list(customers))}
	return frappe.get_list(doctype, filters=wanted, fields=fields, order_by=None, limit=0)


def _complaints(customers: Sequence[str]) -> dict[str, int]:
	issues = {row.name: row.customer for row in _of(ISSUE, customers, ["name", "customer"])}
	if not issues:
		return {}
	statement = f"SELECT name FROM `tabIssue` WHERE name IN %(issues)s AND {OPEN}"
	still_open = frappe.db.sql(statement, {"issues": tuple(issues)})
	return Counter(issues[name] for (name,) in still_open)


def _tiers_ar() -> dict[str, str]:
	rows = frappe.get_all(
		"Loyalty Program Collection", fields=["tier_name", "tier_name_ar"], as_list=True, limit=0
	)
	return {name: name_ar or "" for name, name_ar in rows}


def _options(tiers_ar: Mapping[str, str]) -> dict[str, list[Any]]:
	"""Tiers with both names, and makes of cars."""
	return {
		"tiers": [{"name": name, "name_ar": name_ar} for name, name_ar in tiers_ar.items()],
		"makes": car_names.makes(),
	}
