"""Vehicles: plates, chassis numbers and odometers. Whose they are is `store.ownership`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from workshop_crm.core.common.errors import N_, NotFound
from workshop_crm.core.names.plates import Plate
from workshop_crm.preview.store.naming import next_name, next_names

PREFIX = "VEH-"

# Reasons that the program itself gives. They are stored in English and shown in the reader's language.
IMPORTED_AS_WRITTEN = N_("Imported as written")
FROM_BEFORE_CHECKS = N_("Entered before chassis numbers were checked")


@dataclass(frozen=True, slots=True)
class VehicleDetails:
	"""What is known about a car besides its plate; a `vin` whose check digit does not fit has its `vin_reason`."""

	make: str = ""
	model: str = ""
	year: int | None = None
	vin: str = ""
	vin_reason: str = ""


class NewCar(NamedTuple):
	"""A car that a file brings along, with its present owner."""

	plate: Plate
	customer: str
	vin: str = ""
	vin_reason: str = ""


class KnownCar(NamedTuple):
	"""A car as an import meets it; `owner` is the present one."""

	vehicle: str
	plate: str
	owner: str | None
	vin: str


def read(connection: sqlite3.Connection, vehicle: str) -> sqlite3.Row:
	"""Raises NotFound for a name that no vehicle has."""
	row: sqlite3.Row | None = connection.execute(
		"SELECT * FROM vehicle WHERE name = ?", (vehicle,)
	).fetchone()
	if row is None:
		raise NotFound(N_("{record} was not found."), record=vehicle)
	return row


def find_by_plate(connection: sqlite3.Connection, key: str) -> str | None:
	row = connection.execute("SELECT name FROM vehicle WHERE plate_key = ?", (key,)).fetchone()
	return None if row is None else row["name"]


def with_vin(connection: sqlite3.Connection, vin: str, other_than: str | None) -> sqlite3.Row | None:
	"""Another vehicle of the same chassis number."""
	row: sqlite3.Row | None = connection.execute(
		"SELECT * FROM vehicle WHERE vin = ? AND vin <> '' AND name <> ?", (vin, other_than or "")
	).fetchone()
	return row


def create(connection: sqlite3.Connection, plate: Plate, details: VehicleDetails) -> str:
	"""Store a car that the workshop sees for the first time."""
	name = next_name(connection, PREFIX)
	connection.execute(
		"""INSERT INTO vehicle (name, plate_latin, plate_ar, plate_key, make, model, model_year, vin, vin_reason)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
		(
			name,
			plate.latin,
			plate.arabic,
			plate.key,
			details.make,
			details.model,
			details.year,
			details.vin,
			details.vin_reason,
		),
	)
	return name


def change(connection: sqlite3.Connection, vehicle: str, plate: Plate, details: VehicleDetails) -> None:
	connection.execute(
		"""UPDATE vehicle SET plate_latin = ?, plate_ar = ?, plate_key = ?, make = ?, model = ?, model_year = ?,
		vin = ?, vin_reason = ? WHERE name = ?""",
		(
			plate.latin,
			plate.arabic,
			plate.key,
			details.make,
			details.model,
			details.year,
			details.vin,
			details.vin_reason,
			vehicle,
		),
	)


def known_cars(connection: sqlite3.Connection) -> dict[str, KnownCar]:
	"""Every car by its plate's key."""
	rows = connection.execute(
		"""SELECT vehicle.plate_key, vehicle.name, plate_latin, owned.customer, vehicle.vin FROM vehicle
		LEFT JOIN customer_vehicle AS owned ON owned.vehicle = vehicle.name AND owned.is_current = 1"""
	)
	return {
		row["plate_key"]: KnownCar(row["name"], row["plate_latin"], row["customer"], row["vin"])
		for row in rows
	}


def insert_many(connection: sqlite3.Connection, cars: Sequence[NewCar]) -> None:
	"""Store new vehicles, each with its present owner."""
	names = next_names(connection, PREFIX, len(cars))
	connection.executemany(
		"""INSERT INTO vehicle (name, plate_latin, plate_ar, plate_key, vin, vin_reason)
		VALUES (?, ?, ?, ?, ?, ?)""",
		[
			(name, car.plate.latin, car.plate.arabic, car.plate.key, car.vin, car.vin_reason)
			for name, car in zip(names, cars, strict=True)
		],
	)
	connection.executemany(
		"INSERT INTO customer_vehicle (customer, vehicle) VALUES (?, ?)",
		[(car.customer, name) for name, car in zip(names, cars, strict=True)],
	)


def change_vins(connection: sqlite3.Connection, changes: Iterable[tuple[str, str, str]]) -> None:
	"""Store (chassis number, reason, vehicle)."""
	connection.executemany("UPDATE vehicle SET vin = ?, vin_reason = ? WHERE name = ?", changes)


def note_odometer(connection: sqlite3.Connection, vehicle: str, odometer: int, on: date) -> None:
	"""Keep the highest reading and its day: an invoice entered late must not turn the clock back."""
	connection.execute(
		"""UPDATE vehicle SET odometer = ?1, odometer_on = ?2
		WHERE name = ?3 AND (odometer IS NULL OR odometer <= ?1)""",
		(odometer, on.isoformat(), vehicle),
	)


def correct_odometer(
	connection: sqlite3.Connection, vehicle: str, known: int, reading: int, reason: str, now: datetime
) -> None:
	"""Turn the clock back, and keep what it showed and why it was wrong."""
	connection.execute(
		"UPDATE vehicle SET odometer = ?, odometer_on = ? WHERE name = ?",
		(reading, now.date().isoformat(), vehicle),
	)
	connection.execute(
		"""INSERT INTO odometer_correction (vehicle, corrected_at, known, reading, reason)
		VALUES (?, ?, ?, ?, ?)""",
		(vehicle, now.isoformat(timespec="seconds"), known, reading, reason),
	)


def note_odometers(connection: sqlite3.Connection) -> None:
	"""After an import: every vehicle shows the highest reading of its invoices since it was last corrected."""
	# Of the row with the highest reading, SQLite also takes the columns that are not aggregated.
	connection.execute(
		"""UPDATE vehicle SET odometer = noted.odometer, odometer_on = noted.posting_date
		FROM (
			SELECT invoice.vehicle, max(invoice.odometer) AS odometer, invoice.posting_date
			FROM invoice LEFT JOIN (
				SELECT vehicle, max(corrected_at) AS corrected_at FROM odometer_correction GROUP BY vehicle
			) AS corrected ON corrected.vehicle = invoice.vehicle
			WHERE invoice.odometer IS NOT NULL
				AND (corrected.corrected_at IS NULL OR invoice.posting_date > date(corrected.corrected_at))
			GROUP BY invoice.vehicle
		) AS noted
		WHERE noted.vehicle = vehicle.name AND noted.odometer > coalesce(vehicle.odometer, -1)"""
	)
