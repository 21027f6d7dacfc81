"""What was done to cars, whoever owned them then, and what they need next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import frappe
from frappe.utils import cint, getdate

from workshop_crm.core.profile.model import VehicleFact
from workshop_crm.core.profile.vehicle_history import (
	MAX_VISITS,
	CarVisitFact,
	OwnerFact,
	VehicleHistoryFacts,
	vehicle_history_view,
)
from workshop_crm.core.vehicles.plate import shown_plate
from workshop_crm.core.vehicles.service_due import CarVisit, Interval, ServiceDue, next_services
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES
from workshop_crm.services.platform.permissions import (
	customers_named,
	readable,
	require_record,
	require_staff,
)
from workshop_crm.services.vehicles import ownership

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
VISIT_FIELDS = ["name", "customer", "vehicle", "posting_date", "creation", "service_type", "odometer"]


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


def cars(vehicles: Collection[str]) -> dict[str, frappe._dict]:
	"""Their columns CAR_FIELDS by name."""
	if not vehicles:
		return {}
	car = frappe.qb.DocType("Vehicle")
	rows = frappe.qb.from_(car).select(*CAR_FIELDS).where(car.name.isin(list(vehicles))).run(as_dict=True)
	return {row.name: row for row in rows}


def car_fact(car: frappe._dict, services: Sequence[ServiceDue] = ()) -> VehicleFact:
	"""A car from its columns CAR_FIELDS, without what depends on its owner."""
	return VehicleFact(
		vehicle=car.name,
		plate_latin=shown_plate(car.plate_latin, car.name, car.chassis_no),
		plate_ar=car.plate_ar or "",
		make=car.make or "",
		model=car.model or "",
		year=cint(car.model_year) or None,
		odometer=cint(car.last_odometer) or None,
		plate_origin=car.plate_origin or "",
		vin=car.chassis_no or "",
		vin_reason=car.vin_reason or "",
		service_due=tuple(services),
	)


def of_vehicle(vehicle: str) -> dict[str, Any]:
	"""A car with its owners, visits and due services. Other customers' names and invoices only as far as the user may."""
	require_staff()
	require_record("Vehicle", vehicle)
	car = frappe.db.get_value("Vehicle", vehicle, [*CAR_FIELDS, "customer"], as_dict=True)
	visits, types = visits_of([vehicle])[vehicle], service_types()
	facts = VehicleHistoryFacts(
		car=car_fact(car, due(car, car_visits(visits), types)),
		owners=_owners(vehicle),
		visits=_visits(visits[:MAX_VISITS], car.customer, types),
		service_types_ar=types.names_ar,
	)
	return vehicle_history_view(facts)


def _owners(vehicle: str) -> tuple[OwnerFact, ...]:
	owners = ownership.owners_of(vehicle)
	named = customers_named({owner.customer for owner in owners})
	return tuple(
		OwnerFact(
			customer=owner.customer if owner.customer in named else None,
			name=named[owner.customer].customer_name if owner.customer in named else None,
			name_ar=(named[owner.customer].customer_name_ar or "") if owner.customer in named else "",
			from_date=owner.from_date,
			to_date=owner.to_date,
			is_current=owner.holds,
		)
		for owner in owners
	)


def _visits(rows: Sequence[frappe._dict], owner: str | None, types: ServiceTypes) -> tuple[CarVisitFact, ...]:
	shown = {
		name
		for doctype in INVOICE_DOCTYPES
		for name in readable(doctype, [row.name for row in rows if row.doctype == doctype])
	}
	return tuple(
		CarVisitFact(
			invoice=row.name if row.name in shown else None,
			date=row.posting_date,
			service_type=row.service_type,
			service_type_ar=types.names_ar.get(row.service_type) or "",
			odometer=cint(row.odometer) or None,
			of_this_owner=bool(owner) and row.customer == owner,
		)
		for row in rows
	)
