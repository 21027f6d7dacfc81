"""One customer on one screen, their cars, and what was said to and by them."""

from typing import Any

from frappe import _

from workshop_crm.api.errors import WRITE, endpoint
from workshop_crm.core.profile.form_options import form_options as options_of_form
from workshop_crm.services import (
	customers,
	interactions,
	ownership,
	plates,
	profile,
	service_history,
	vehicles,
)
from workshop_crm.services import history as communication
from workshop_crm.services.permissions import require_staff
from workshop_crm.services.personal_data.erase import erase_confirmed
from workshop_crm.services.personal_data.export import export


@endpoint()
def get_profile(customer: str) -> dict[str, Any]:
	"""Everything about a customer."""
	return profile.get_profile(customer)


@endpoint()
def form_options() -> dict[str, Any]:
	"""The choices of the forms about a customer, in the reader's language."""
	require_staff()
	return options_of_form(_)


@endpoint(WRITE)
def save_customer(values: dict, customer: str | None = None) -> dict[str, str]:
	"""Insert a customer, or change the given one."""
	return {"customer": customers.save_customer(values, customer)}


@endpoint()
def history(
	customer: str, before: str | None = None, limit: int = 20, kinds: list | str | None = None
) -> dict[str, Any]:
	"""What was said to and by a customer, newest first; `before` is the `next` of another page."""
	return communication.of_customer(customer, before, limit, kinds)


@endpoint(WRITE)
def add_interaction(customer: str, values: dict) -> dict[str, str]:
	"""Write down a call, a visit or a note."""
	return {"entry": interactions.add(customer, values)}


@endpoint(WRITE)
def delete_interaction(entry: str) -> dict[str, Any]:
	"""Take away what was written down by mistake."""
	interactions.delete(entry)
	return {}


@endpoint()
def read_plate(text: str) -> dict[str, Any]:
	"""A plate in both scripts while it is typed, and whose car it is."""
	return plates.read_plate(text)


@endpoint(WRITE)
def add_vehicle(customer: str, values: dict) -> dict[str, str]:
	"""Give a customer a car."""
	return {"vehicle": vehicles.add_vehicle(customer, values)}


@endpoint(WRITE)
def save_vehicle(vehicle: str, values: dict) -> dict[str, str]:
	"""Change a car; its name follows its plate."""
	return {"vehicle": vehicles.save_vehicle(vehicle, values)}


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


@endpoint()
def vehicle_history(vehicle: str) -> dict[str, Any]:
	"""A car through all its owners: who had it, what was done, what is due."""
	return service_history.of_vehicle(vehicle)


@endpoint()
def personal_data(customer: str) -> dict[str, Any]:
	"""Everything that is held of a person; for managers."""
	return export(customer)


@endpoint(WRITE)
def erase_personal_data(customer: str, confirm: str) -> dict[str, Any]:
	"""Erase a person for good; for managers, who type the customer's id once more."""
	return erase_confirmed(customer, confirm)
