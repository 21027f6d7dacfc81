"""A car is added, or what is known about it changes: plate and chassis number are one car's, the odometer runs forward."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date, datetime

from workshop_crm.core.common.errors import about
from workshop_crm.core.names.plates import Plate
from workshop_crm.core.vehicles.odometer import check_reading
from workshop_crm.core.vehicles.plate import changed_plate, plate_and_vin
from workshop_crm.core.vehicles.vehicle import (
	VehicleValues,
	check_details,
	check_vehicle,
	plate_fields,
	plate_taken,
	vin_taken,
)
from workshop_crm.core.vehicles.vin import Vin, changed_vin, is_vin, kept_vin
from workshop_crm.preview import records
from workshop_crm.preview.records import Record
from workshop_crm.preview.search import updates
from workshop_crm.preview.vehicles import car_names, ownership


def add(
	connection: sqlite3.Connection,
	customer: str,
	values: Mapping[str, object],
	region: str,
	now: datetime,
	since: date | None = None,
) -> str:
	"""Give the customer a car that is new or nobody's, from a day on; what is known of it and not given stays.

	Raises Conflict when it is somebody else's now.
	"""
	car = _known(connection, values, region)
	if car is None:
		checked = car_names.settle(connection, check_vehicle(values, now.date(), region))
		vehicle = _create(connection, checked, now)
	else:
		vehicle = str(car["name"])
		ownership.refuse_foreign_owner(connection, car, customer)
		change(connection, vehicle, {key: value for key, value in values.items() if value}, region, now)
	if car is None or car["customer"] is None:
		ownership.sell(connection, vehicle, customer, since, now)
	return vehicle


def change(
	connection: sqlite3.Connection, vehicle: str, values: Mapping[str, object], region: str, now: datetime
) -> None:
	"""Change what is given of a car; the rest stays. Raises Conflict when another car has the plate or chassis number."""
	known = records.get(connection, "Vehicle", vehicle)
	stored = Vin(known["chassis_no"], known["vin_reason"])
	plate, number = changed_plate(_plate(known), stored.vin, values, region)
	with about("vin"):
		vin = changed_vin(stored, {**values, "vin": number}) or stored
	rest = {key: value for key, value in values.items() if key not in ("plate", "vin", "vin_reason")}
	checked = check_details({**_present(known), **rest}, plate, vin, now.date())
	if (checked.make, checked.model) != (known["make"], known["model"]):
		checked = car_names.settle(connection, checked, vehicle)
	_refuse_known(connection, checked, vehicle)
	records.update(connection, "Vehicle", vehicle, _record(checked), now)
	if checked.odometer is not None:
		note_reading(connection, vehicle, checked.odometer, checked.odometer_reason, now)
	if known["customer"]:
		updates.queue(connection, [known["customer"]])


def note_reading(
	connection: sqlite3.Connection, vehicle: str, reading: int, reason: str, now: datetime
) -> None:
	"""Keep a reading of the odometer, in km; raises InvalidInput for a lower one than before without a reason."""
	known = records.get(connection, "Vehicle", vehicle)["last_odometer"] or None
	if check_reading(known, reading, reason):
		told = {"vehicle": vehicle, "corrected_on": now, "known": known, "reading": reading, "reason": reason}
		records.insert(connection, "Odometer Correction", told, now)
	read = {"last_odometer": reading, "last_odometer_on": now.date()}
	records.update(connection, "Vehicle", vehicle, read, now)


def _create(connection: sqlite3.Connection, values: VehicleValues, now: datetime) -> str:
	_refuse_known(connection, values, None)
	vehicle = records.insert(connection, "Vehicle", _record(values), now)
	if values.odometer is not None:
		note_reading(connection, vehicle, values.odometer, "", now)
	return vehicle


def _refuse_known(connection: sqlite3.Connection, values: VehicleValues, vehicle: str | None) -> None:
	same = {"plate_key": values.plate.key, "name": ("!=", vehicle)}
	if values.plate.key and records.exists(connection, "Vehicle", same):
		raise plate_taken(values.plate)
	vin = values.vin or ""
	if is_vin(vin) and (other := _with_vin(connection, vin, vehicle)):
		raise vin_taken(vin, other["plate_latin"] or other["chassis_no"])


def _with_vin(connection: sqlite3.Connection, vin: str, vehicle: str | None) -> Record | None:
	"""Another vehicle of the same chassis number."""
	return records.first(connection, "Vehicle", {"chassis_no": vin, "name": ("!=", vehicle)})


def _known(connection: sqlite3.Connection, values: Mapping[str, object], region: str) -> Record | None:
	"""The car of a form's plate, or of its chassis number where it has none."""
	plate, vin = plate_and_vin(values, region)
	if plate.key:
		return records.first(connection, "Vehicle", {"plate_key": plate.key})
	return records.first(connection, "Vehicle", {"chassis_no": kept_vin(vin).vin})


def _plate(known: Record) -> Plate:
	return Plate(known["plate_latin"], known["plate_ar"], known["plate_key"], known["plate_origin"])


def _present(known: Record) -> dict[str, object]:
	return {
		"make": known["make"],
		"model": known["model"],
		"year": known["model_year"] or None,
	}


def _record(values: VehicleValues) -> Record:
	return {
		"license_plate": values.plate.latin or values.vin or "",
		**plate_fields(values.plate),
		"make": values.make,
		"model": values.model,
		"model_year": values.year or 0,
		"chassis_no": values.vin or "",
		"vin_reason": values.vin_reason,
	}
