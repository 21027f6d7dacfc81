"""Cars and their owners: what an import writes at once, and questions that need more than one table."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from workshop_crm.core.imports.customer_rows import car_key
from workshop_crm.core.imports.stored import StoredCar
from workshop_crm.core.names.plates import Plate
from workshop_crm.core.vehicles.vehicle import plate_fields
from workshop_crm.preview import records
from workshop_crm.preview.records import Record, query


class NewCar(NamedTuple):
	"""A car that a file brings along, with its present owner."""

	plate: Plate
	customer: str
	vin: str = ""
	vin_reason: str = ""


def known_cars(connection: sqlite3.Connection) -> dict[str, StoredCar]:
	"""Every car by `car_key`."""
	rows = connection.execute("SELECT plate_key, name, plate_latin, customer, chassis_no FROM tabVehicle")
	cars = ((key, StoredCar(name, plate if key else "", *rest)) for key, name, plate, *rest in rows)
	return {car_key(key, car.vin): car for key, car in cars}


def insert_many(connection: sqlite3.Connection, cars: Sequence[NewCar], now: datetime) -> None:
	"""Store new vehicles, each with its present owner."""
	names = records.next_names(connection, records.series("Vehicle", now.year), len(cars))
	named = list(zip(names, cars, strict=True))
	records.insert_many(connection, "Vehicle", (_record(name, car) for name, car in named), now)
	owned: dict[str, list[Record]] = {}
	for name, car in named:
		owned.setdefault(car.customer, []).append({"vehicle": name})
	for customer, rows in owned.items():
		records.add_rows(connection, "Customer", customer, "vehicle_ownership", rows, now)


def _record(name: str, car: NewCar) -> Record:
	return {
		"name": name,
		"license_plate": car.plate.latin or car.vin,
		**plate_fields(car.plate),
		"customer": car.customer,
		"chassis_no": car.vin,
		"vin_reason": car.vin_reason,
	}


def owners(connection: sqlite3.Connection, vehicle: str) -> list[Record]:
	"""A car's owners with their names: the present one first, then the latest."""
	return query(
		connection,
		"""SELECT owned.*, customer.customer_name, customer.customer_name_ar
		FROM "tabCustomer Vehicle" AS owned JOIN tabCustomer AS customer ON customer.name = owned.parent
		WHERE owned.vehicle = ? ORDER BY owned.is_current DESC, owned.rowid DESC""",
		(vehicle,),
	)


def of_customer(connection: sqlite3.Connection, customer: str) -> list[Record]:
	"""The vehicles that a customer has or had: the present ones first, then the latest."""
	return query(
		connection,
		"""SELECT vehicle.*, owned.from_date, owned.to_date, owned.is_current
		FROM "tabCustomer Vehicle" AS owned JOIN tabVehicle AS vehicle ON vehicle.name = owned.vehicle
		WHERE owned.parent = ? ORDER BY owned.is_current DESC, owned.rowid DESC""",
		(customer,),
	)


def note_odometers(connection: sqlite3.Connection) -> None:
	"""After an import: every vehicle shows the highest reading of its invoices since it was last corrected."""
	# Of the row with the highest reading, SQLite also takes the columns that are not aggregated.
	connection.execute(
		"""UPDATE tabVehicle SET last_odometer = noted.odometer, last_odometer_on = noted.posting_date
		FROM (
			SELECT invoice.vehicle, max(invoice.odometer) AS odometer, invoice.posting_date
			FROM "tabSales Invoice" AS invoice LEFT JOIN (
				SELECT vehicle, max(corrected_on) AS corrected_on FROM "tabOdometer Correction" GROUP BY vehicle
			) AS corrected ON corrected.vehicle = invoice.vehicle
			WHERE invoice.odometer > 0
				AND (corrected.corrected_on IS NULL OR invoice.posting_date > date(corrected.corrected_on))
			GROUP BY invoice.vehicle
		) AS noted
		WHERE noted.vehicle = tabVehicle.name AND noted.odometer > tabVehicle.last_odometer"""
	)
