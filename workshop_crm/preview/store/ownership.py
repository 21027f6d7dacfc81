"""Who owned which car, and when: a car that is sold on keeps its former rows."""

from __future__ import annotations

import sqlite3
from datetime import date

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.vehicles.ownership import Ownership
from workshop_crm.preview.store import search_updates


def owner(connection: sqlite3.Connection, vehicle: str) -> str | None:
	row = connection.execute(
		"SELECT customer FROM customer_vehicle WHERE vehicle = ? AND is_current = 1", (vehicle,)
	).fetchone()
	return None if row is None else row["customer"]


def check_owner(connection: sqlite3.Connection, vehicle: str, customer: str) -> None:
	"""Raises InvalidInput when the vehicle is somebody else's now."""
	if owner(connection, vehicle) not in (None, customer):
		raise InvalidInput(N_("{vehicle} is not a vehicle of this customer."), vehicle=vehicle)


def of_vehicle(connection: sqlite3.Connection, vehicle: str) -> list[Ownership]:
	"""A car's owners, in the order in which they got it."""
	rows = connection.execute("SELECT * FROM customer_vehicle WHERE vehicle = ? ORDER BY id", (vehicle,))
	return [
		Ownership(
			row["vehicle"],
			row["customer"],
			_day(row["from_date"]),
			_day(row["to_date"]),
			bool(row["is_current"]),
			str(row["id"]),
		)
		for row in rows
	]


def owners(connection: sqlite3.Connection, vehicle: str) -> list[sqlite3.Row]:
	"""A car's owners with their names: the present one first, then the latest."""
	return connection.execute(
		"""SELECT owned.*, customer.customer_name, customer.customer_name_ar
		FROM customer_vehicle AS owned JOIN customer ON customer.name = owned.customer
		WHERE owned.vehicle = ? ORDER BY owned.is_current DESC, owned.id DESC""",
		(vehicle,),
	).fetchall()


def of_customer(connection: sqlite3.Connection, customer: str) -> list[sqlite3.Row]:
	"""The vehicles a customer has or had: those he has first, then the latest."""
	return connection.execute(
		"""SELECT vehicle.*, owned.from_date, owned.to_date, owned.is_current
		FROM customer_vehicle AS owned JOIN vehicle ON vehicle.name = owned.vehicle
		WHERE owned.customer = ? ORDER BY owned.is_current DESC, owned.id DESC""",
		(customer,),
	).fetchall()


def begin(connection: sqlite3.Connection, row: Ownership) -> None:
	"""Add a row; the database itself refuses a second present owner."""
	connection.execute(
		"""INSERT INTO customer_vehicle (customer, vehicle, from_date, to_date, is_current)
		VALUES (?, ?, ?, ?, ?)""",
		(row.customer, row.vehicle, _text(row.from_date), _text(row.to_date), int(row.is_current)),
	)
	search_updates.queue(connection, [row.customer])


def end(connection: sqlite3.Connection, row: Ownership) -> None:
	"""Close a row that `of_vehicle` gave, as it says now."""
	connection.execute(
		"UPDATE customer_vehicle SET is_current = ?, to_date = ? WHERE id = ?",
		(int(row.is_current), _text(row.to_date), int(row.row)),
	)
	search_updates.queue(connection, [row.customer])


def _day(text: str | None) -> date | None:
	return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str | None:
	return None if day is None else day.isoformat()
