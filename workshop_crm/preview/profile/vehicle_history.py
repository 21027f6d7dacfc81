"""The life of one car under all its owners, as core's view of it reads it."""

from __future__ import annotations

import sqlite3
from datetime import date

from workshop_crm.core.profile.vehicle_history import CarVisitFact, OwnerFact, VehicleHistoryFacts
from workshop_crm.preview import records
from workshop_crm.preview.profile.customer_profile import car_fact
from workshop_crm.preview.records import Record
from workshop_crm.preview.translate import Translate
from workshop_crm.preview.vehicles import vehicle_store
from workshop_crm.preview.vehicles.service_due import read_services


def read_history(
	connection: sqlite3.Connection, vehicle: str, page: slice, today: date, translate: Translate
) -> VehicleHistoryFacts:
	"""With one page of its visits. Raises NotFound for an unknown vehicle."""
	car = records.get(connection, "Vehicle", vehicle)
	services = read_services(connection, [vehicle])
	visits = services.visits.get(vehicle, ())
	return VehicleHistoryFacts(
		car=car_fact(car, services.due(car, today), translate),
		owners=tuple(_owner(row) for row in vehicle_store.owners(connection, vehicle)),
		visits=tuple(
			CarVisitFact(
				row["name"],
				row["posting_date"],
				row["service_type"],
				row["service_type_ar"] or "",
				row["odometer"] or None,
				row["customer"] == car["customer"],
			)
			for row in visits[page]
		),
		service_types_ar=dict(services.names_ar),
		visit_count=len(visits),
	)


def _owner(row: Record) -> OwnerFact:
	return OwnerFact(
		row["parent"],
		row["customer_name"],
		row["customer_name_ar"],
		row["from_date"],
		row["to_date"],
		bool(row["is_current"]),
	)
