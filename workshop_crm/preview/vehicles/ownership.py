"""A car changes hands: one row of its owners ends and the next begins, in the transaction that read them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from workshop_crm.core.common.errors import Named, WorkshopError
from workshop_crm.core.vehicles.ownership import Ownership, ending, owned_by, sale
from workshop_crm.preview import records
from workshop_crm.preview.records import Record
from workshop_crm.preview.search import updates


def sell(
	connection: sqlite3.Connection, vehicle: str, customer: str, on: date | None, now: datetime
) -> str | None:
	"""Make the customer the car's owner and return the former one; raises InvalidInput when that cannot be."""
	car = records.get(connection, "Vehicle", vehicle)
	records.get(connection, "Customer", customer)
	with _naming(car["license_plate"]):
		rows = _owners(connection, vehicle)
		ended, begun = sale(vehicle, rows, customer, on or now.date(), now.date())
	if ended:
		_close(connection, ended, now)
	_begin(connection, begun, now)
	return ended.customer if ended else None


def end(connection: sqlite3.Connection, vehicle: str, on: date | None, now: datetime) -> None:
	"""The owner has the car no more, and nobody knows who has it."""
	car = records.get(connection, "Vehicle", vehicle)
	with _naming(car["license_plate"]):
		ended = ending(vehicle, _owners(connection, vehicle), on or now.date(), now.date())
	_close(connection, ended, now)


def refuse_foreign_owner(connection: sqlite3.Connection, car: Record, customer: str) -> None:
	"""Raises Conflict when somebody else has the car now."""
	if car["customer"] not in (None, customer):
		owner = records.get(connection, "Customer", car["customer"])
		raise owned_by(car["plate_latin"], Named(owner["customer_name"], owner["customer_name_ar"] or "")).at(
			"plate"
		)


def _owners(connection: sqlite3.Connection, vehicle: str) -> list[Ownership]:
	"""In the order in which they got the car."""
	return [
		Ownership(
			vehicle, row["parent"], row["from_date"], row["to_date"], bool(row["is_current"]), row["name"]
		)
		for row in records.find(connection, "Customer Vehicle", {"vehicle": vehicle})
	]


def _begin(connection: sqlite3.Connection, row: Ownership, now: datetime) -> None:
	"""Add a row; the database itself refuses a second present owner."""
	fields = {"vehicle": row.vehicle, "from_date": row.from_date, "to_date": row.to_date}
	new = [{**fields, "is_current": int(row.is_current)}]
	records.add_rows(connection, "Customer", row.customer, "vehicle_ownership", new, now)
	_note_owner(connection, row, row.customer, now)


def _close(connection: sqlite3.Connection, row: Ownership, now: datetime) -> None:
	values = {"is_current": int(row.is_current), "to_date": row.to_date}
	records.update(connection, "Customer Vehicle", row.row, values, now)
	_note_owner(connection, row, None, now)


def _note_owner(connection: sqlite3.Connection, row: Ownership, owner: str | None, now: datetime) -> None:
	"""The car's own record names its present owner, too."""
	records.update(connection, "Vehicle", row.vehicle, {"customer": owner}, now)
	updates.queue(connection, [row.customer])


@contextmanager
def _naming(plate: str) -> Iterator[None]:
	"""People know a car by its plate, and not by the name of its record."""
	try:
		yield
	except WorkshopError as error:
		error.values["vehicle"] = plate
		raise
