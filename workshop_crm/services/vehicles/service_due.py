"""The visits of cars, and what each needs next; what of it is shown to whom, the caller decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import frappe
from frappe.utils import cint, getdate

from workshop_crm.core.vehicles.service_due import CarVisit, Interval, ServiceDue, next_services
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES

CAR_FIELDS = [
	"name",
	"plate_latin",
	"plate_ar",
	"plate_origin",
	"make",
	"model",
	"model_year",
	"last_odometer",
	"chassis_no",
	"vin_reason",
	"modified",
]
VISIT_FIELDS = [
	"name",
	"customer",
	"vehicle",
	"posting_date",
	"creation",
	"service_type",
	"odometer",
	"company",
]


CARS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ServiceTypes:
	"""The workshop's services: how long each lasts, and its Arabic name."""

	intervals: dict[str, Interval]
	names_ar: dict[str, str]


def service_types() -> ServiceTypes:
	"""All of them; a workshop has a dozen."""
	kind = frappe.qb.DocType("Service Type")
	rows = (
		frappe.qb.from_(kind)
		.select(kind.name, kind.name_ar, kind.interval_km, kind.interval_months)
		.run(as_dict=True)
	)
	return ServiceTypes(
		{row.name: Interval(cint(row.interval_km), cint(row.interval_months)) for row in rows},
		{row.name: row.name_ar or "" for row in rows},
	)


def visits_of(
	vehicles: Collection[str], doctypes: Collection[str] = INVOICE_DOCTYPES
) -> dict[str, list[frappe._dict]]:
	"""All visits by car, newest first, in one question a kind of invoice. The caller decides what of them is shown."""
	found: dict[str, list[frappe._dict]] = defaultdict(list)
	for doctype in doctypes if vehicles else ():
		invoice = frappe.qb.DocType(doctype)
		query = (
			frappe.qb.from_(invoice)
			.select(*VISIT_FIELDS)
			.where(invoice.vehicle.isin(list(vehicles)))
			.where(invoice.docstatus == 1)
			.where(invoice.is_return == 0)
		)
		for row in query.run(as_dict=True):
			row.doctype = doctype
			found[row.vehicle].append(row)
	for rows in found.values():
		rows.sort(key=lambda row: (row.posting_date, row.creation), reverse=True)
	return found


def car_visits(rows: Sequence[frappe._dict]) -> list[CarVisit]:
	return [CarVisit(row.customer, row.posting_date, row.service_type, cint(row.odometer)) for row in rows]


def due(car: frappe._dict, visits: Sequence[CarVisit], types: ServiceTypes) -> tuple[ServiceDue, ...]:
	"""What the car needs next. `car` has last_odometer and modified, the day by which it showed that."""
	typed = cint(car.last_odometer)
	shown = (getdate(car.modified), typed) if typed else None
	return next_services(visits, types.intervals, shown, getdate())


def cars(vehicles: Collection[str], fields: Sequence[str] = CAR_FIELDS) -> dict[str, frappe._dict]:
	"""Some columns of cars by name."""
	if not vehicles:
		return {}
	car = frappe.qb.DocType("Vehicle")
	rows = frappe.qb.from_(car).select(*fields).where(car.name.isin(list(vehicles))).run(as_dict=True)
	return {row.name: row for row in rows}


def owned_in_parts() -> Iterator[list[frappe._dict]]:
	"""All cars that somebody has, some at a time, with their `customer`."""
	last = ""
	while True:
		owned = {"customer": ("is", "set"), "name": (">", last)}
		found = frappe.get_all(
			"Vehicle", owned, [*CAR_FIELDS, "customer"], order_by="name", limit=CARS_AT_ONCE
		)
		if not found:
			return
		yield found
		last = found[-1].name
