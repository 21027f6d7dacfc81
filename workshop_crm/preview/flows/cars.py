"""A car is added, or what is known about it changes: plate and chassis number are one car's, the odometer runs forward."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date, datetime

from workshop_crm.core.common.errors import N_, Conflict
from workshop_crm.core.vehicles.odometer import check_reading
from workshop_crm.core.vehicles.vehicle import VehicleValues, check_vehicle
from workshop_crm.core.vehicles.vin import is_vin
from workshop_crm.preview.flows import ownership as flow
from workshop_crm.preview.store import ownership, search_updates, vehicles
from workshop_crm.preview.store.vehicles import VehicleDetails


def add(
	connection: sqlite3.Connection,
	customer: str,
	values: Mapping[str, object],
	now: datetime,
	since: date | None = None,
) -> str:
	"""Give the customer a car that is new or nobody's, from a day on; what is known of it and not given stays.

	Raises Conflict when it is somebody else's now.
	"""
	plate = check_vehicle({"plate": values.get("plate")}, now.date()).plate
	vehicle = vehicles.find_by_plate(connection, plate.key)
	if vehicle is None:
		vehicle = _create(connection, check_vehicle(values, now.date()), now)
	else:
		flow.refuse_foreign_owner(connection, vehicle, customer)
		change(connection, vehicle, {key: value for key, value in values.items() if value}, now)
	if ownership.owner(connection, vehicle) is None:
		flow.sell(connection, vehicle, customer, since, now.date())
	return vehicle


def change(connection: sqlite3.Connection, vehicle: str, values: Mapping[str, object], now: datetime) -> None:
	"""Change what is given of a car; the rest stays. Raises Conflict when another car has the plate or chassis number."""
	known = vehicles.read(connection, vehicle)
	checked = check_vehicle({**_present(known, values), **values}, now.date())
	_refuse_known(connection, checked, vehicle)
	vehicles.change(connection, vehicle, checked.plate, _details(checked))
	if checked.odometer is not None:
		note_reading(connection, vehicle, checked.odometer, checked.odometer_reason, now)
	if owner := ownership.owner(connection, vehicle):
		search_updates.queue(connection, [owner])


def note_reading(
	connection: sqlite3.Connection, vehicle: str, reading: int, reason: str, now: datetime
) -> None:
	"""Keep a reading of the odometer, in km; raises InvalidInput for a lower one than before without a reason."""
	known = vehicles.read(connection, vehicle)["odometer"]
	if check_reading(known, reading, reason):
		vehicles.correct_odometer(connection, vehicle, known, reading, reason, now)
	else:
		vehicles.note_odometer(connection, vehicle, reading, now.date())


def _create(connection: sqlite3.Connection, values: VehicleValues, now: datetime) -> str:
	_refuse_known(connection, values, None)
	vehicle = vehicles.create(connection, values.plate, _details(values))
	if values.odometer is not None:
		vehicles.note_odometer(connection, vehicle, values.odometer, now.date())
	return vehicle


def _refuse_known(connection: sqlite3.Connection, values: VehicleValues, vehicle: str | None) -> None:
	if vehicles.find_by_plate(connection, values.plate.key) not in (None, vehicle):
		raise Conflict(
			N_("There is a vehicle with the plate {plate} already. Open it instead of adding it again."),
			plate=values.plate.latin,
		).at("plate")
	vin = values.vin or ""
	if is_vin(vin) and (other := vehicles.with_vin(connection, vin, vehicle)):
		raise Conflict(
			N_(
				"The chassis number {vin} is that of {vehicle} already. Open that vehicle, or check the number."
			),
			vin=vin,
			vehicle=other["plate_latin"],
		).at("vin")


def _present(known: sqlite3.Row, values: Mapping[str, object]) -> dict[str, object]:
	"""What is stored of a car. The reason for its chassis number does not hold for another one."""
	is_same_vin = "vin" not in values or values["vin"] == known["vin"]
	return {
		"plate": known["plate_latin"],
		"make": known["make"],
		"model": known["model"],
		"year": known["model_year"],
		"vin": known["vin"],
		"vin_reason": known["vin_reason"] if is_same_vin else "",
	}


def _details(values: VehicleValues) -> VehicleDetails:
	return VehicleDetails(values.make, values.model, values.year, values.vin or "", values.vin_reason)
