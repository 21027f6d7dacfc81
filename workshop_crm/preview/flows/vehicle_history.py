"""The life of one car under all its owners, as core's view of it reads it."""

from __future__ import annotations

import sqlite3
from datetime import date

from workshop_crm.core.profile.vehicle_history import CarVisitFact, OwnerFact, VehicleHistoryFacts
from workshop_crm.preview.flows.car_services import read_services
from workshop_crm.preview.flows.profiles import car_fact
from workshop_crm.preview.store import ownership, vehicles
from workshop_crm.preview.translate import Translate


def read_history(
	connection: sqlite3.Connection, vehicle: str, today: date, translate: Translate
) -> VehicleHistoryFacts:
	"""Raises NotFound for an unknown vehicle."""
	car = vehicles.read(connection, vehicle)
	services = read_services(connection, [vehicle])
	owner = ownership.owner(connection, vehicle)
	return VehicleHistoryFacts(
		car=car_fact(car, services.due(car, today), translate),
		owners=tuple(_owner(row) for row in ownership.owners(connection, vehicle)),
		visits=tuple(
			CarVisitFact(
				row["name"],
				date.fromisoformat(row["posting_date"]),
				row["service_type"],
				row["service_type_ar"] or "",
				row["odometer"],
				row["customer"] == owner,
			)
			for row in services.visits.get(vehicle, ())
		),
		service_types_ar=dict(services.names_ar),
	)


def _owner(row: sqlite3.Row) -> OwnerFact:
	return OwnerFact(
		row["customer"],
		row["customer_name"],
		row["customer_name_ar"],
		date.fromisoformat(row["from_date"]) if row["from_date"] else None,
		date.fromisoformat(row["to_date"]) if row["to_date"] else None,
		bool(row["is_current"]),
	)
