"""Whose car it is: a new one, one that was sold on, or one the customer has already."""

from __future__ import annotations

import sqlite3
from datetime import date

from workshop_crm.core.errors import N_, Conflict
from workshop_crm.core.names.plates import Plate
from workshop_crm.preview.store import search_updates, vehicles
from workshop_crm.preview.store.vehicles import VehicleDetails


def own_vehicle(
	connection: sqlite3.Connection, customer: str, plate: Plate, details: VehicleDetails, today: date
) -> str:
	"""Make the customer the car's owner and return the vehicle; raises Conflict when it has another owner now."""
	vehicle = vehicles.find_by_plate(connection, plate)
	owner = vehicle and vehicles.owner(connection, vehicle)
	if owner and owner != customer:
		raise Conflict(N_("There is a vehicle with the plate {plate} already."), plate=plate.latin)
	if vehicle is None:
		vehicle = vehicles.create(connection, plate, details)
	else:
		vehicles.complete(connection, vehicle, details)
	if owner is None:
		vehicles.hand_over(connection, vehicle, customer, today)
	search_updates.queue(connection, [customer])
	return vehicle
