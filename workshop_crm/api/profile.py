"""One customer on one screen."""

from typing import Any

from workshop_crm.api.arguments import json_object
from workshop_crm.api.errors import WRITE, endpoint
from workshop_crm.services import customers, profile, vehicles


@endpoint()
def get_profile(customer: str) -> dict[str, Any]:
	"""Everything about a customer."""
	return profile.get_profile(customer)


@endpoint(WRITE)
def save_customer(values: dict | str, customer: str | None = None) -> dict[str, str]:
	"""Insert a customer, or change the given one."""
	return {"customer": customers.save_customer(json_object(values), customer)}


@endpoint(WRITE)
def add_vehicle(customer: str, values: dict | str) -> dict[str, str]:
	"""Give a customer a car."""
	return {"vehicle": vehicles.add_vehicle(customer, json_object(values))}
