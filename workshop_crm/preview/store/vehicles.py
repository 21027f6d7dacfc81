"""Vehicles and who owned them when."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workshop_crm.core.errors import N_, InvalidInput
from workshop_crm.core.names.plates import Plate
from workshop_crm.preview.store import search_updates
from workshop_crm.preview.store.naming import next_name, next_names

PREFIX = "VEH-"


@dataclass(frozen=True, slots=True)
class VehicleDetails:
	make: str = ""
	model: str = ""
	year: int | None = None
	odometer: int | None = None
	vin: str = ""


def find_by_plate(connection: sqlite3.Connection, plate: Plate) -> str | None:
	row = connection.execute("SELECT name FROM vehicle WHERE plate_key = ?", (plate.key,)).fetchone()
	return None if row is None else row["name"]


def create(connection: sqlite3.Connection, plate: Plate, details: VehicleDetails) -> str:
	"""Store a car that the workshop sees for the first time."""
	name = next_name(connection, PREFIX)
	connection.execute(
		"""INSERT INTO vehicle (name, plate_latin, plate_ar, plate_key, make, model, model_year, odometer, vin)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
		(
			name,
			plate.latin,
			plate.arabic,
			plate.key,
			details.make,
			details.model,
			details.year,
			details.odometer,
			details.vin,
		),
	)
	return name


def complete(connection: sqlite3.Connection, vehicle: str, details: VehicleDetails) -> None:
	"""Fill in what is known about a car; what is not given stays as it is."""
	connection.execute(
		"""UPDATE vehicle SET make = coalesce(nullif(?, ''), make), model = coalesce(nullif(?, ''), model),
		model_year = coalesce(?, model_year), odometer = coalesce(?, odometer), vin = coalesce(nullif(?, ''), vin)
		WHERE name = ?""",
		(details.make, details.model, details.year, details.odometer, details.vin, vehicle),
	)


def owners_by_plate(connection: sqlite3.Connection) -> dict[str, tuple[str, str | None]]:
	"""Plate key -> (vehicle, its present owner) of every vehicle."""
	rows = connection.execute(
		"""SELECT vehicle.plate_key, vehicle.name, owned.customer FROM vehicle
		LEFT JOIN customer_vehicle AS owned ON owned.vehicle = vehicle.name AND owned.is_current = 1"""
	)
	return {row["plate_key"]: (row["name"], row["customer"]) for row in rows}


def insert_many(connection: sqlite3.Connection, owned: Sequence[tuple[Plate, str]]) -> list[str]:
	"""Store new vehicles, each with its present owner, and return their names."""
	names = next_names(connection, PREFIX, len(owned))
	connection.executemany(
		"INSERT INTO vehicle (name, plate_latin, plate_ar, plate_key) VALUES (?, ?, ?, ?)",
		[
			(name, plate.latin, plate.arabic, plate.key)
			for name, (plate, _customer) in zip(names, owned, strict=True)
		],
	)
	connection.executemany(
		"INSERT INTO customer_vehicle (customer, vehicle) VALUES (?, ?)",
		[(customer, name) for name, (_plate, customer) in zip(names, owned, strict=True)],
	)
	return names


def owner(connection: sqlite3.Connection, vehicle: str) -> str | None:
	row = connection.execute(
		"SELECT customer FROM customer_vehicle WHERE vehicle = ? AND is_current = 1", (vehicle,)
	).fetchone()
	return None if row is None else row["customer"]


def hand_over(
	connection: sqlite3.Connection,
	vehicle: str,
	customer: str,
	from_date: date | None,
	to_date: date | None = None,
) -> None:
	"""Make `customer` the owner from a day on; the former owner keeps a row that ends there.

	With `to_date` the row only tells of the past.
	"""
	former = owner(connection, vehicle)
	is_current = to_date is None
	if is_current and former:
		connection.execute(
			"UPDATE customer_vehicle SET is_current = 0, to_date = ? WHERE vehicle = ? AND is_current = 1",
			(_text(from_date), vehicle),
		)
	connection.execute(
		"""INSERT INTO customer_vehicle (customer, vehicle, from_date, to_date, is_current)
		VALUES (?, ?, ?, ?, ?)""",
		(customer, vehicle, _text(from_date), _text(to_date), int(is_current)),
	)
	search_updates.queue(connection, [one for one in (customer, former) if one])


def of_customer(connection: sqlite3.Connection, customer: str) -> list[sqlite3.Row]:
	"""The vehicles a customer has or had: those he has first, then the latest."""
	return connection.execute(
		"""SELECT vehicle.*, owned.from_date, owned.to_date, owned.is_current
		FROM customer_vehicle AS owned JOIN vehicle ON vehicle.name = owned.vehicle
		WHERE owned.customer = ? ORDER BY owned.is_current DESC, owned.id DESC""",
		(customer,),
	).fetchall()


def check_owner(connection: sqlite3.Connection, vehicle: str, customer: str) -> None:
	"""Raises InvalidInput unless the vehicle is the customer's now."""
	if owner(connection, vehicle) != customer:
		raise InvalidInput(N_("{vehicle} is not a vehicle of this customer."), vehicle=vehicle)


def note_odometer(connection: sqlite3.Connection, vehicle: str, odometer: int) -> None:
	"""Keep the highest reading: an invoice entered late must not turn the clock back."""
	connection.execute(
		"UPDATE vehicle SET odometer = max(coalesce(odometer, 0), ?) WHERE name = ?", (odometer, vehicle)
	)


def _text(day: date | None) -> str | None:
	return None if day is None else day.isoformat()


def odometer(connection: sqlite3.Connection, vehicle: str) -> int | None:
	"""The highest reading known, in km."""
	row = connection.execute("SELECT odometer FROM vehicle WHERE name = ?", (vehicle,)).fetchone()
	return None if row is None else row["odometer"]


def end_ownership(connection: sqlite3.Connection, vehicle: str, to_date: date) -> None:
	"""The car was sold to somebody the workshop does not know."""
	connection.execute(
		"UPDATE customer_vehicle SET is_current = 0, to_date = ? WHERE vehicle = ? AND is_current = 1",
		(to_date.isoformat(), vehicle),
	)


def note_odometers(connection: sqlite3.Connection) -> None:
	"""After an import: every vehicle shows the highest reading of its invoices."""
	connection.execute(
		"""UPDATE vehicle SET odometer = max(coalesce(odometer, 0), read.highest)
		FROM (SELECT vehicle, max(odometer) AS highest FROM invoice WHERE odometer IS NOT NULL GROUP BY vehicle) AS read
		WHERE read.vehicle = vehicle.name"""
	)
