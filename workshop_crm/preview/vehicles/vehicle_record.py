"""A car is added, or what is known about it changes: plate and chassis number are one car's, the odometer runs forward."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from workshop_crm.core.vehicles.odometer import check_reading
from workshop_crm.core.vehicles.vehicle import (
	VehicleValues,
	check_vehicle,
	plate_fields,
	plate_taken,
	vin_taken,
)
from workshop_crm.core.vehicles.vin import Vin, changed_vin, is_vin
from workshop_crm.preview import records
from workshop_crm.preview.records import Record
from workshop_crm.preview.search import updates
from workshop_crm.preview.vehicles import ownership


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
	car = records.first(connection, "Vehicle", {"plate_key": plate.key})
	if car is None:
		vehicle = _create(connection, check_vehicle(values, now.date()), now)
	else:
		vehicle = str(car["name"])
		ownership.refuse_foreign_owner(connection, car, customer)
		change(connection, vehicle, {key: value for key, value in values.items() if value}, now)
	if car is None or car["customer"] is None:
		ownership.sell(connection, vehicle, customer, since, now)
	return vehicle


def change(connection: sqlite3.Connection, vehicle: str, values: Mapping[str, object], now: datetime) -> None:
	"""Change what is given of a car; the rest stays. Raises Conflict when another car has the plate or chassis number."""
	known = records.get(connection, "Vehicle", vehicle)
	stored = Vin(known["chassis_no"], known["vin_reason"])
	vin = changed_vin(stored, values) or stored
	rest = {key: value for key, value in values.items() if key not in ("vin", "vin_reason")}
	checked = check_vehicle({**_present(known), **rest}, now.date())
	checked = replace(checked, vin=vin.vin or None, vin_reason=vin.reason)
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
	if records.exists(connection, "Vehicle", {"plate_key": values.plate.key, "name": ("!=", vehicle)}):
		raise plate_taken(values.plate)
	vin = values.vin or ""
	if is_vin(vin) and (other := _with_vin(connection, vin, vehicle)):
		raise vin_taken(vin, other["plate_latin"])


def _with_vin(connection: sqlite3.Connection, vin: str, vehicle: str | None) -> Record | None:
	"""Another vehicle of the same chassis number."""
	return records.first(connection, "Vehicle", {"chassis_no": vin, "name": ("!=", vehicle)})


def _present(known: Record) -> dict[str, object]:
	return {
		"plate": known["plate_latin"],
		"make": known["make"],
		"model": known["model"],
		"year": known["model_year"] or None,
	}


def _record(values: VehicleValues) -> Record:
	return {
		"license_plate": values.plate.latin,
		**plate_fields(values.plate),
		"make": values.make,
		"model": values.model,
		"model_year": values.year or 0,
		"chassis_no": values.vin or "",
		"vin_reason": values.vin_reason,
	}
