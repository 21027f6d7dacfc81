"""Invoices and cars by which customers are found, read from their own tables with the user's permissions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import frappe

from workshop_crm.core.search.car_models import CarModel
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.invoice_numbers import Series
from workshop_crm.core.search.tables import FoundCar, FoundInvoice, Wanted
from workshop_crm.core.search.visible import Restricted, Visible
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES
from workshop_crm.services.search import cars
from workshop_crm.services.search.documents import documents

MAX_SERIES = 40
DIGITS = 5


class Tables:
	"""The site's invoices and cars, as far as the user may see them; `visible` says which customers that are."""

	def __init__(self, visible: Visible | None) -> None:
		self._visible = visible

	def series(self) -> list[Series]:
		"""Of both kinds of invoices; the series of this year, which has the latest name, before those of earlier ones."""
		starts = {start: digits for doctype in INVOICE_DOCTYPES for start, digits in _starts(doctype)}
		if not starts:
			return []
		row = frappe.qb.DocType("Series")
		found = frappe.qb.from_(row).select(row.name, row.current)
		known = found.where(_any_of(row.name[start : _end(start)] for start in starts)).run()
		series = [
			Series(name, current or 0, digits)
			for name, current in known
			if (digits := _digits_of(name, starts))
		]
		return sorted(series, key=lambda one: one.prefix, reverse=True)[:MAX_SERIES]

	def invoices(self, names: Collection[str], beginning: str, most: int) -> list[FoundInvoice]:
		"""By the primary key, and so is what begins so."""
		found = []
		for doctype in INVOICE_DOCTYPES:
			if not frappe.has_permission(doctype, "read"):
				continue
			if names:
				found += _invoices(doctype, {"name": ("in", list(names))}, most)
			if beginning:
				begins_so = [["name", ">=", beginning], ["name", "<=", _end(beginning)]]
				found += _invoices(doctype, begins_so, most)
		found.sort(key=lambda one: (one.day, one.name), reverse=True)
		seen = self._seen([one.customer for one in found])
		return [one for one in dict.fromkeys(found) if one.customer in seen][:most]

	def models(self) -> list[CarModel]:
		"""By the index of make and model."""
		car = frappe.qb.DocType("Vehicle")
		rows = frappe.qb.from_(car).select(car.make, car.model).distinct().run()
		return [CarModel(make or "", model or "") for make, model in rows]

	def cars(self, wanted: Wanted, most: int) -> list[FoundCar]:
		found = cars.latest_owners(wanted, 2 * most) if self._may_read_cars() else []
		return self._of_seen(found)[:most]

	def cars_of(self, customers: Sequence[str], wanted: Wanted) -> list[FoundCar]:
		return self._of_seen(cars.cars_of(customers, wanted)) if customers and self._may_read_cars() else []

	def owners(self, wanted: Wanted, most: int) -> Collection[str]:
		"""Not filtered by what the user may see where there are `most`: the caller then takes only their number."""
		found = cars.owners(wanted, most) if self._may_read_cars() else []
		return found if len(found) >= most else self._seen(found)

	def documents(self, customers: Sequence[str]) -> list[CustomerDocument]:
		return documents(customers)

	def _may_read_cars(self) -> bool:
		return bool(frappe.has_permission("Vehicle", "read"))

	def _of_seen(self, found: Sequence[FoundCar]) -> list[FoundCar]:
		seen = self._seen([one.customer for one in found])
		return [one for one in found if one.customer in seen]

	def _seen(self, customers: Sequence[str]) -> Collection[str]:
		visible = self._visible
		if visible is None:
			return set(customers)
		if isinstance(visible, Restricted):
			return set(visible.among(customers))
		return set(visible(customers)) if callable(visible) else set(customers) & set(visible)


def _invoices(doctype: str, filters: dict[str, Any] | list[list[str]], most: int) -> list[FoundInvoice]:
	fields = ["name", "customer", "posting_date"]
	rows = frappe.get_list(doctype, filters, fields, order_by="name desc", limit=most)
	return [FoundInvoice(row.name, row.customer, row.posting_date) for row in rows if row.customer]


def _starts(doctype: str) -> list[tuple[str, int]]:
	"""What the names of each naming series begin with before its first place for a year or a number, and its digits."""
	field = frappe.get_meta(doctype).get_field("naming_series")
	options = (field.options or "").split("\n") if field else []
	return [(option.split(".")[0], option.count("#") or DIGITS) for option in options if option.split(".")[0]]


def _digits_of(name: str, starts: dict[str, int]) -> int:
	"""The digits of the series whose names begin most like this one; 0 for no series of invoices."""
	fitting = (start for start in starts if name.lower().startswith(start.lower()))
	return starts.get(max(fitting, key=len, default=""), 0)


def _any_of(criteria: Any) -> Any:
	first, *others = criteria
	for other in others:
		first = first | other
	return first


def _end(beginning: str) -> str:
	"""Comes after all names that begin so. A range takes no letter for a pattern."""
	return f"{beginning}\U0010ffff"
