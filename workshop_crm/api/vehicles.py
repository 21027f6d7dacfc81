"""Cars and who has them."""

from typing import Any

from workshop_crm.api.download import send_table
from workshop_crm.api.endpoint import WRITE, endpoint
from workshop_crm.core.vehicles.due_list import DueArguments
from workshop_crm.services.vehicles import car_names as names
from workshop_crm.services.vehicles import (
	due_list,
	ownership,
	plates,
	reminder_runs,
	service_reminders,
	vehicle_record,
	vins,
)


@endpoint()
def read_plate(text: str) -> dict[str, Any]:
	"""A plate in both scripts while it is typed, and whose car it is."""
	return plates.read_plate(text)


@endpoint()
def read_vin(text: str, make: str = "") -> dict[str, Any]:
	"""What a chassis number says while it is typed, whether it fits the make, and whose car it is."""
	return vins.read_vin(text, make)


@endpoint()
def car_names(make: str = "") -> dict[str, Any]:
	"""The makes that a form suggests, or the models of one."""
	return {"names": names.suggested(make)}


@endpoint(WRITE)
def add_vehicle(customer: str, values: dict) -> dict[str, str]:
	"""Give a customer a car."""
	return {"vehicle": vehicle_record.add_vehicle(customer, values)}


@endpoint(WRITE)
def save_vehicle(vehicle: str, values: dict) -> dict[str, str]:
	"""Change a car; its name follows its plate."""
	return {"vehicle": vehicle_record.save_vehicle(vehicle, values)}


@endpoint(WRITE)
def sell_vehicle(vehicle: str, customer: str, date: str | None = None) -> dict[str, str | None]:
	"""Hand a car to another customer, today or on the given day."""
	seller = ownership.sell(vehicle, customer, date)
	return {"vehicle": vehicle, "from_customer": seller, "to_customer": customer}


@endpoint(WRITE)
def end_ownership(vehicle: str, date: str | None = None) -> dict[str, str]:
	"""The customer has the car no more, and nobody knows who has it."""
	ownership.end(vehicle, date)
	return {"vehicle": vehicle}


@endpoint(WRITE)
def remind(vehicle: str, service_type: str | None = None) -> dict[str, str]:
	"""Tell the owner of a car what it needs next: of one service, or of the most urgent one."""
	return service_reminders.remind(vehicle, service_type or "")


@endpoint()
def due(filters: DueArguments, limit: int = 50, offset: int = 0) -> dict[str, Any]:
	"""The cars that need a service."""
	return due_list.listed(filters.read(), limit, offset)


@endpoint()
def export_due(filters: DueArguments, kind: str = "csv") -> None:
	"""The list of due services as a CSV or Excel file."""
	send_table("due-services", due_list.file(filters.read(), kind), kind)


@endpoint()
def reminder_question(filters: DueArguments, vehicles: list | None = None) -> dict[str, Any]:
	"""How many would be reminded of the cars chosen, or of all that the filters name, and how many not and why."""
	return reminder_runs.ask(filters.read(vehicles))


@endpoint(WRITE)
def remind_many(filters: DueArguments, key: str, vehicles: list | None = None) -> dict[str, str]:
	"""Remind the owners of the cars chosen, or of all that the filters name."""
	return reminder_runs.start(filters.read(vehicles), key)
