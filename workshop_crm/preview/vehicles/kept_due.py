"""When each car needs its next services, kept for the list of all that are due: the only writer of Vehicle Service Due."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from workshop_crm.core.vehicles.kept_due import DUE, KeptCar, changes, kept_rows
from workshop_crm.preview import records
from workshop_crm.preview.jobs import kinds, queue
from workshop_crm.preview.vehicles.service_due import read_services
from workshop_crm.preview.workshop import Workshop

CARS_AT_ONCE = 500


def keep_soon(connection: sqlite3.Connection, vehicle: str | None, now: datetime) -> None:
	"""After the commit: look again at what a car needs."""
	if vehicle:
		queue.enqueue(connection, kinds.KEEP_SERVICES_DUE, vehicle, now=now)


def keep_all_soon(connection: sqlite3.Connection, now: datetime) -> None:
	"""After the commit: look at all cars again."""
	queue.enqueue(connection, kinds.KEEP_SERVICES_DUE, now=now)


def forget_customer(connection: sqlite3.Connection, customer: str) -> None:
	"""Of a customer who is erased."""
	records.delete_where(connection, DUE, {"customer": customer})


def run(workshop: Workshop, vehicle: str) -> None:
	"""Keep the rows of one car; without one, of all cars, some at a time."""
	now = workshop.clock()
	if vehicle:
		with workshop.writing() as connection:
			keep(connection, [vehicle], now)
		return
	with workshop.open() as connection:
		names = [row["name"] for row in records.find(connection, "Vehicle", fields=("name",))]
	for start in range(0, len(names), CARS_AT_ONCE):
		with workshop.writing() as connection:
			keep(connection, names[start : start + CARS_AT_ONCE], now)


def keep(connection: sqlite3.Connection, vehicles: Sequence[str], now: datetime) -> None:
	"""Bring the kept rows of some cars to what their visits and readings say now."""
	some = {"name": ("in", list(vehicles)), "customer": ("!=", None)}
	cars = records.find(connection, "Vehicle", some)
	owners = {"name": ("in", [car["customer"] for car in cars]), "disabled": 0}
	enabled = {row["name"] for row in records.find(connection, "Customer", owners, fields=("name",))}
	services = read_services(connection, [car["name"] for car in cars])
	wanted = []
	for car in cars:
		visits = services.visits.get(car["name"], ())
		if visits and car["customer"] in enabled:
			last = max(visit["posting_date"] for visit in visits)
			kept = KeptCar(car["name"], car["customer"], car["make"], last)
			wanted += kept_rows(kept, services.due(car, now.date()), now.date())
	stored = records.find(connection, DUE, {"vehicle": ("in", list(vehicles))})
	different = changes(stored, wanted)
	records.delete_where(connection, DUE, {"name": ("in", list(different.deleted))})
	for name, values in different.changed.items():
		records.update(connection, DUE, name, values, now)
	for row in different.added:
		records.insert(connection, DUE, row, now)
