"""The customer's record."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.common.spreadsheets import CONTENT_TYPES, file_kind
from workshop_crm.core.messaging.channels import warnings
from workshop_crm.core.profile.customer_list import CustomerArguments
from workshop_crm.core.vehicles.first_car import first_car
from workshop_crm.preview import records
from workshop_crm.preview.call import Call, Download, reads, writes
from workshop_crm.preview.customers import customer_record
from workshop_crm.preview.messaging.recipients import recipient_of
from workshop_crm.preview.profile import bulk_messages, customer_list
from workshop_crm.preview.search.indexing import update_soon
from workshop_crm.preview.vehicles import kept_due, ownership, vehicle_record


@writes
def save_customer(
	call: Call, values: dict[str, Any], customer: str | None = None, vehicle: dict[str, Any] | None = None
) -> dict[str, Any]:
	"""Add a customer, with a first car if there is one, or change the given one."""
	connection, region = call.connection, call.settings.region
	name = customer_record.save(connection, values, customer, region, call.now)
	car, given = first_car(vehicle), None
	if car and car.take_over:
		given = car.take_over
		ownership.sell(connection, given, name, None, call.now)
		vehicle_record.change(connection, given, car.values, region, call.now)
	elif car:
		given = vehicle_record.add(connection, name, car.values, region, call.now)
	kept_due.keep_soon(connection, given, call.now)
	update_soon(call.connection, call.now)
	saved = recipient_of(call.connection, records.get(call.connection, "Customer", name))
	return {
		"customer": name,
		"vehicle": given,
		"warnings": [call.translate(text) for text in warnings(saved)],
	}


@reads
def listed(call: Call, filters: CustomerArguments, limit: int = 50, offset: int = 0) -> dict[str, Any]:
	"""Customers by what speaks for a call or a message."""
	return customer_list.listed(call, filters.read(), limit, offset)


@reads
def export_list(call: Call, filters: CustomerArguments, kind: str = "csv") -> Download:
	"""The list as a CSV or Excel file."""
	body = customer_list.file(call, filters.read(), kind)
	return Download(f"customers-{call.today.isoformat()}.{kind}", CONTENT_TYPES[file_kind(kind)], body)


@reads
def message_templates(call: Call) -> dict[str, Any]:
	"""The templates that can go to many, with their texts in both languages."""
	return bulk_messages.templates(call)


@reads
def message_question(
	call: Call, filters: CustomerArguments, template: str, customers: list[Any] | None = None
) -> dict[str, Any]:
	"""How many of those chosen, or of all that the filters name, would get a message, and how many not and why."""
	return bulk_messages.ask(call, filters.read(customers), template)


@writes
def message_many(
	call: Call, filters: CustomerArguments, template: str, key: str, customers: list[Any] | None = None
) -> dict[str, str]:
	"""Write to those chosen, or to all that the filters name."""
	return bulk_messages.start(call, filters.read(customers), template, key)
