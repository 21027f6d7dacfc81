"""Writes a plan of customers; customers are named by their files, and the others behind them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from workshop_crm.core.imports.cars import CarPlan
from workshop_crm.core.imports.customer_plan import CustomerPlan, PlannedCustomer
from workshop_crm.core.vehicles.vehicle import plate_fields
from workshop_crm.preview import records
from workshop_crm.preview.records import Record
from workshop_crm.preview.search import updates
from workshop_crm.preview.vehicles import ownership, vehicle_store
from workshop_crm.preview.vehicles.vehicle_store import NewCar

CUSTOMER = "Customer"


def save(connection: sqlite3.Connection, plan: CustomerPlan, now: datetime) -> None:
	"""Write a plan that was made in the same write transaction."""
	names = {one.handle: one.id for one in plan.customers if one.id}
	named = [one for one in plan.new if one.id]
	add_customers(connection, [{"name": one.id, **one.facts.record()} for one in named], now)
	# Behind those of the file: the series goes on after them.
	names |= {one.handle: new_customer_id(connection) for one in plan.new if not one.id}
	rest = [{"name": names[one.handle], **one.facts.record()} for one in plan.new if not one.id]
	add_customers(connection, rest, now)
	for one in plan.changed:
		records.update(connection, CUSTOMER, one.id, one.facts.record(), now)
	_add_phones(connection, (*plan.new, *plan.changed), names, now)
	_save_cars(connection, plan.cars, names, now)
	updates.queue(connection, [names[one.handle] for one in (*plan.new, *plan.changed)])


def add_customers(connection: sqlite3.Connection, new: Sequence[Record], now: datetime) -> None:
	"""Store customers under the names that a file brings; later ones are named behind them."""
	records.insert_many(connection, CUSTOMER, ({**record, "imported": 1} for record in new), now)
	records.skip_used_names(connection, CUSTOMER, records.series(CUSTOMER, now.year))


def new_customer_id(connection: sqlite3.Connection) -> str:
	return records.next_names(connection, records.series(CUSTOMER, 0), 1)[0]


def _add_phones(
	connection: sqlite3.Connection,
	customers: Iterable[PlannedCustomer],
	names: Mapping[str, str],
	now: datetime,
) -> None:
	for one in customers:
		known = one.known.phones if one.known else ()
		added = [{"phone": number} for number in one.phones if number not in known]
		if added:
			records.add_rows(connection, CUSTOMER, names[one.handle], "phone_nos", added, now)


def _save_cars(
	connection: sqlite3.Connection, plan: CarPlan, names: Mapping[str, str], now: datetime
) -> None:
	"""Cars that nobody has are given to the customer of their row."""
	new = [
		NewCar(car.plate, names.get(car.owner, car.owner), car.vin, car.vin_reason)
		for car in plan.new.values()
	]
	vehicle_store.insert_many(connection, new, now)
	for car in plan.changed.values():
		vehicle = str(car.vehicle)
		if car.vin:
			values = {"chassis_no": car.vin, "vin_reason": car.vin_reason}
			records.update(connection, "Vehicle", vehicle, values, now)
		if car.plate.key:
			values = {"license_plate": car.plate.latin, **plate_fields(car.plate)}
			records.update(connection, "Vehicle", vehicle, values, now)
		if not records.get(connection, "Vehicle", vehicle)["customer"]:
			ownership.sell(connection, vehicle, names.get(car.owner, car.owner), None, now)
