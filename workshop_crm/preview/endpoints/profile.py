"""A customer on one screen, and what the front desk changes there."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.profile.customer import CustomerValues, check_customer
from workshop_crm.core.profile.vehicle import VehicleValues, check_vehicle
from workshop_crm.core.profile.view import profile_view
from workshop_crm.preview.call import Call, reads, writes
from workshop_crm.preview.flows.ownership import own_vehicle
from workshop_crm.preview.flows.profiles import read_facts
from workshop_crm.preview.flows.recipients import language_of
from workshop_crm.preview.jobs import kinds
from workshop_crm.preview.store import customers, jobs
from workshop_crm.preview.store.customers import Channel, Customer
from workshop_crm.preview.store.vehicles import VehicleDetails


@reads
def get_profile(call: Call, customer: str) -> dict[str, Any]:
	facts = read_facts(call.connection, call.settings, customer, call.today)
	return profile_view(facts, call.today, call.translate)


@writes
def save_customer(call: Call, values: dict[str, Any], customer: str | None = None) -> dict[str, Any]:
	"""Add or change a customer; a field that is not among `values` stays as it is."""
	present = _present(call, customer) if customer else {}
	checked = check_customer({**present, **values}, call.settings.region, call.today)
	name = customer or customers.create(call.connection, call.now, checked.name)
	_store(call, name, checked, disabled=bool(customer) and customers.read(call.connection, name).disabled)
	jobs.enqueue(call.connection, kinds.UPDATE_SEARCH, now=call.now)
	return {"customer": name}


@writes
def add_vehicle(call: Call, customer: str, values: dict[str, Any]) -> dict[str, Any]:
	"""Give the customer a car; raises Conflict when it is somebody else's now."""
	customers.read(call.connection, customer)
	checked = check_vehicle(values, call.today)
	vehicle = own_vehicle(call.connection, customer, checked.plate, _details(checked), call.today)
	jobs.enqueue(call.connection, kinds.UPDATE_SEARCH, now=call.now)
	return {"vehicle": vehicle}


def _present(call: Call, customer: str) -> dict[str, object]:
	known = customers.read(call.connection, customer)
	return {
		"name": known.customer_name,
		"name_ar": known.customer_name_ar,
		"language": language_of(known),
		"phone": known.phone,
		"email": known.email,
		"channels": [
			{"channel": row.channel, "consent_date": row.consent_date, "source": row.source}
			for row in customers.channels(call.connection, customer)
		],
	}


def _store(call: Call, name: str, values: CustomerValues, disabled: bool) -> None:
	customers.change(
		call.connection,
		Customer(
			name,
			values.name,
			values.name_ar,
			values.language,
			values.phone or "",
			values.email or "",
			disabled,
		),
	)
	customers.replace_channels(
		call.connection,
		name,
		[Channel(row.channel, row.consent_date, row.source) for row in values.channels],
	)


def _details(values: VehicleValues) -> VehicleDetails:
	return VehicleDetails(values.make, values.model, values.year, values.odometer, values.vin or "")
