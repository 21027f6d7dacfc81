"""The Customer record."""

from typing import Any

from workshop_crm.api.download import send_table
from workshop_crm.api.endpoint import WRITE, endpoint
from workshop_crm.core.profile.customer_list import CustomerArguments
from workshop_crm.services.customers.customer_record import warnings_of
from workshop_crm.services.profile import bulk_messages, customer_list, newcomer


@endpoint(WRITE)
def save_customer(values: dict, customer: str | None = None, vehicle: dict | None = None) -> dict[str, Any]:
	"""Insert a customer, with a first car if there is one, or change the given one.

	`warnings` say what was saved and may not work.
	"""
	name, car = newcomer.save(values, customer, vehicle)
	return {"customer": name, "vehicle": car, "warnings": warnings_of(name)}


@endpoint()
def listed(filters: CustomerArguments, limit: int = 50, offset: int = 0) -> dict[str, Any]:
	"""Customers by what speaks for a call or a message."""
	return customer_list.listed(filters.read(), limit, offset)


@endpoint()
def export_list(filters: CustomerArguments, kind: str = "csv") -> None:
	"""The list as a CSV or Excel file."""
	send_table("customers", customer_list.file(filters.read(), kind), kind)


@endpoint()
def message_templates() -> dict[str, Any]:
	"""The templates that can go to many, with their texts in both languages."""
	return bulk_messages.templates()


@endpoint()
def message_question(
	filters: CustomerArguments, template: str, customers: list | None = None
) -> dict[str, Any]:
	"""How many of those chosen, or of all that the filters name, would get a message, and how many not and why."""
	return bulk_messages.ask(filters.read(customers), template)


@endpoint(WRITE)
def message_many(
	filters: CustomerArguments, template: str, key: str, customers: list | None = None
) -> dict[str, str]:
	"""Write to those chosen, or to all that the filters name."""
	return bulk_messages.start(filters.read(customers), template, key)
