"""What was done to cars, whoever owned them then, and what they need next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import frappe
from frappe.utils import cint

from workshop_crm.core.profile.model import VehicleFact
from workshop_crm.core.profile.vehicle_history import (
	CarVisitFact,
	OwnerFact,
	VehicleHistoryFacts,
	vehicle_history_view,
)
from workshop_crm.core.vehicles.plate import shown_plate
from workshop_crm.core.vehicles.service_due import ServiceDue
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES
from workshop_crm.services.platform.permissions import (
	customers_named,
	readable,
	require_record,
	require_staff,
)
from workshop_crm.services.vehicles import ownership, service_due
from workshop_crm.services.vehicles.service_due import CAR_FIELDS, ServiceTypes


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


def of_vehicle(vehicle: str, limit: int, offset: int) -> dict[str, Any]:
	"""A car with its owners, a page of its visits, and due services. Other customers' names and invoices only as far as the user may."""
	require_staff()
	require_record("Vehicle", vehicle)
	car = frappe.db.get_value("Vehicle", vehicle, [*CAR_FIELDS, "customer"], as_dict=True)
	visits, types = service_due.visits_of([vehicle])[vehicle], service_due.service_types()
	facts = VehicleHistoryFacts(
		car=car_fact(car, service_due.due(car, service_due.car_visits(visits), types)),
		owners=_owners(vehicle),
		visits=_visits(visits[offset : offset + limit], car.customer, types),
		service_types_ar=types.names_ar,
		visit_count=len(visits),
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
