"""Cars and who has them."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.common.errors import about
from workshop_crm.core.common.fields import day
from workshop_crm.core.common.languages import Language
from workshop_crm.core.common.spreadsheets import CONTENT_TYPES, file_kind
from workshop_crm.core.vehicles.due_list import DueArguments
from workshop_crm.core.vehicles.plate import plate_so_far
from workshop_crm.core.vehicles.plate_view import Owner, plate_view
from workshop_crm.core.vehicles.vin import is_vin
from workshop_crm.core.vehicles.vin_view import known_car, vin_so_far, vin_view
from workshop_crm.preview import records
from workshop_crm.preview.call import Call, Download, reads, writes
from workshop_crm.preview.records import Record
from workshop_crm.preview.search.indexing import update_soon
from workshop_crm.preview.vehicles import car_names as names
from workshop_crm.preview.vehicles import (
	due_list,
	kept_due,
	ownership,
	reminder_runs,
	service_reminders,
	vehicle_record,
)


@reads
def read_plate(call: Call, text: str) -> dict[str, Any]:
	"""A plate in both scripts while it is typed, and whose car it is."""
	plate = plate_so_far(text, call.settings.region)
	car = records.first(call.connection, "Vehicle", {"plate_key": plate.key})
	owner = records.get(call.connection, "Customer", car["customer"]) if car and car["customer"] else None
	return plate_view(plate, car["name"] if car else None, owner is not None, _shown(owner), call.translate)


@reads
def read_vin(call: Call, text: str, make: str = "") -> dict[str, Any]:
	"""What a chassis number says while it is typed, whether it fits the make, and whose car it is."""
	vin = vin_so_far(text)
	car = records.first(call.connection, "Vehicle", {"chassis_no": vin}) if is_vin(vin) else None
	return vin_view(text, make, call.today, _known(call, car) if car else None, call.translate)


@reads
def car_names(call: Call, make: str = "") -> dict[str, Any]:
	"""The makes that a form suggests, or the models of one."""
	language: Language = "ar" if call.language == "ar" else "en"
	return {"names": names.suggested(call.connection, make, language)}


@writes
def add_vehicle(call: Call, customer: str, values: dict[str, Any]) -> dict[str, Any]:
	"""Give the customer a car; raises Conflict when it is somebody else's now."""
	records.get(call.connection, "Customer", customer)
	vehicle = vehicle_record.add(call.connection, customer, values, call.settings.region, call.now)
	kept_due.keep_soon(call.connection, vehicle, call.now)
	update_soon(call.connection, call.now)
	return {"vehicle": vehicle}


@writes
def save_vehicle(call: Call, vehicle: str, values: dict[str, Any]) -> dict[str, Any]:
	"""Change a car; a field that is not among `values` stays as it is."""
	vehicle_record.change(call.connection, vehicle, values, call.settings.region, call.now)
	kept_due.keep_soon(call.connection, vehicle, call.now)
	update_soon(call.connection, call.now)
	return {"vehicle": vehicle}


@writes
def sell_vehicle(call: Call, vehicle: str, customer: str, date: str | None = None) -> dict[str, Any]:
	with about("date"):
		on = day(date)
	former = ownership.sell(call.connection, vehicle, customer, on, call.now)
	kept_due.keep_soon(call.connection, vehicle, call.now)
	update_soon(call.connection, call.now)
	return {"vehicle": vehicle, "from_customer": former, "to_customer": customer}


@writes
def end_ownership(call: Call, vehicle: str, date: str | None = None) -> dict[str, Any]:
	"""The customer has the car no more, and nobody knows who has it."""
	with about("date"):
		on = day(date)
	ownership.end(call.connection, vehicle, on, call.now)
	kept_due.keep_soon(call.connection, vehicle, call.now)
	update_soon(call.connection, call.now)
	return {"vehicle": vehicle}


@writes
def remind(call: Call, vehicle: str, service_type: str | None = None) -> dict[str, Any]:
	"""Tell the owner of a car what it needs next: of one service, or of the most urgent one."""
	return service_reminders.remind(call, vehicle, service_type or "")


@reads
def due(call: Call, filters: DueArguments, limit: int = 50, offset: int = 0) -> dict[str, Any]:
	"""The cars that need a service."""
	return due_list.listed(call, filters.read(), limit, offset)


@reads
def export_due(call: Call, filters: DueArguments, kind: str = "csv") -> Download:
	"""The list of due services as a file."""
	body = due_list.file(call, filters.read(), kind)
	return Download(f"due-services-{call.today.isoformat()}.{kind}", CONTENT_TYPES[file_kind(kind)], body)


@reads
def reminder_question(call: Call, filters: DueArguments, vehicles: list[Any] | None = None) -> dict[str, Any]:
	"""How many would be reminded of the cars chosen, or of all that the filters name, and how many not and why."""
	return reminder_runs.ask(call, filters.read(vehicles))


@writes
def remind_many(
	call: Call, filters: DueArguments, key: str, vehicles: list[Any] | None = None
) -> dict[str, str]:
	"""Remind the owners of the cars chosen, or of all that the filters name."""
	return reminder_runs.start(call, filters.read(vehicles), key)


def _known(call: Call, car: Record) -> dict[str, Any]:
	owner = records.get(call.connection, "Customer", car["customer"]) if car["customer"] else None
	return known_car(car["name"], car["plate_latin"], car["plate_ar"], owner is not None, _shown(owner))


def _shown(owner: Record | None) -> Owner | None:
	return Owner(owner["name"], owner["customer_name"], owner["customer_name_ar"]) if owner else None
