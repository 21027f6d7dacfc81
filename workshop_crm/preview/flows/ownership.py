"""A car changes hands: one row of its owners ends and the next begins, in the transaction that read them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from workshop_crm.core.common.errors import WorkshopError
from workshop_crm.core.vehicles.ownership import ending, owned_by, sale
from workshop_crm.preview.store import customers, ownership, vehicles


def sell(
	connection: sqlite3.Connection, vehicle: str, customer: str, on: date | None, today: date
) -> str | None:
	"""Make the customer the car's owner and return the former one; raises InvalidInput when that cannot be."""
	car = vehicles.read(connection, vehicle)
	customers.read(connection, customer)
	with _naming(car["plate_latin"]):
		rows = ownership.of_vehicle(connection, vehicle)
		ended, begun = sale(vehicle, rows, customer, on or today, today)
	if ended:
		ownership.end(connection, ended)
	ownership.begin(connection, begun)
	return ended.customer if ended else None


def end(connection: sqlite3.Connection, vehicle: str, on: date | None, today: date) -> None:
	"""The owner has the car no more, and nobody knows who has it."""
	car = vehicles.read(connection, vehicle)
	with _naming(car["plate_latin"]):
		ended = ending(vehicle, ownership.of_vehicle(connection, vehicle), on or today, today)
	ownership.end(connection, ended)


def refuse_foreign_owner(connection: sqlite3.Connection, vehicle: str, customer: str) -> None:
	"""Raises Conflict when somebody else has the car now."""
	owner = ownership.owner(connection, vehicle)
	if owner not in (None, customer):
		plate = vehicles.read(connection, vehicle)["plate_latin"]
		raise owned_by(plate, customers.read(connection, str(owner)).customer_name).at("plate")


@contextmanager
def _naming(plate: str) -> Iterator[None]:
	"""People know a car by its plate, and not by the name of its record."""
	try:
		yield
	except WorkshopError as error:
		error.values["vehicle"] = plate
		raise
