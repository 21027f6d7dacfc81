"""A customer on one screen, and what the front desk changes there."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.common.errors import about
from workshop_crm.core.common.fields import day
from workshop_crm.core.messaging.history import (
	HIGHEST_LIMIT,
	USUAL_LIMIT,
	history_view,
	read_cursor,
	read_kinds,
)
from workshop_crm.core.messaging.interactions import check_interaction
from workshop_crm.core.names.plates import parse_plate
from workshop_crm.core.profile.form_options import form_options as core_form_options
from workshop_crm.core.profile.vehicle_history import vehicle_history_view
from workshop_crm.core.profile.view import profile_view
from workshop_crm.preview.call import Call, reads, writes
from workshop_crm.preview.endpoints.limits import at_most
from workshop_crm.preview.flows import cars, ownership, people
from workshop_crm.preview.flows import personal_data as flow
from workshop_crm.preview.flows.history import read_page
from workshop_crm.preview.flows.profiles import read_facts
from workshop_crm.preview.flows.vehicle_history import read_history
from workshop_crm.preview.jobs import kinds as job_kinds
from workshop_crm.preview.staff import USER_NAME
from workshop_crm.preview.store import customers, interactions, jobs, vehicles
from workshop_crm.preview.store import ownership as owners
from workshop_crm.preview.store.interactions import NewInteraction


@reads
def get_profile(call: Call, customer: str) -> dict[str, Any]:
	facts = read_facts(call.connection, call.settings, customer, call.today, call.translate)
	return profile_view(facts, call.today, call.translate)


@reads
def form_options(call: Call) -> dict[str, Any]:
	return core_form_options(call.translate)


@writes
def save_customer(call: Call, values: dict[str, Any], customer: str | None = None) -> dict[str, Any]:
	"""Add or change a customer; a field that is not among `values` stays as it is."""
	name = people.save(call.connection, values, customer, call.settings.region, call.now)
	_tell_the_search(call)
	return {"customer": name}


@reads
def history(
	call: Call,
	customer: str,
	before: str | None = None,
	limit: int = USUAL_LIMIT,
	kinds: list[Any] | str | None = None,
) -> dict[str, Any]:
	customers.read(call.connection, customer)
	entries, following = read_page(
		call.connection,
		customer,
		read_cursor(before),
		at_most(limit, HIGHEST_LIMIT),
		read_kinds(kinds),
		call.translate,
	)
	return history_view(entries, following)


@writes
def add_interaction(call: Call, customer: str, values: dict[str, Any]) -> dict[str, Any]:
	customers.read(call.connection, customer)
	checked = check_interaction(values, call.now)
	new = NewInteraction(
		customer, checked.kind, checked.direction, checked.happened_on, checked.text, USER_NAME
	)
	return {"entry": interactions.add(call.connection, new, call.now)}


@writes
def delete_interaction(call: Call, entry: str) -> dict[str, Any]:
	interactions.delete(call.connection, entry)
	return {}


@reads
def read_plate(call: Call, text: str) -> dict[str, Any]:
	"""A plate in both scripts while it is typed, and whose car it is."""
	plate = parse_plate(text)
	vehicle = vehicles.find_by_plate(call.connection, plate.key)
	owner = owners.owner(call.connection, vehicle) if vehicle else None
	known = customers.read(call.connection, owner) if owner else None
	return {
		"latin": plate.latin,
		"arabic": plate.arabic,
		"vehicle": vehicle,
		"owner": known
		and {"customer": owner, "name": known.customer_name, "name_ar": known.customer_name_ar},
		"owned": owner is not None,
	}


@writes
def add_vehicle(call: Call, customer: str, values: dict[str, Any]) -> dict[str, Any]:
	"""Give the customer a car; raises Conflict when it is somebody else's now."""
	customers.read(call.connection, customer)
	vehicle = cars.add(call.connection, customer, values, call.now)
	_tell_the_search(call)
	return {"vehicle": vehicle}


@writes
def save_vehicle(call: Call, vehicle: str, values: dict[str, Any]) -> dict[str, Any]:
	"""Change a car; a field that is not among `values` stays as it is."""
	cars.change(call.connection, vehicle, values, call.now)
	_tell_the_search(call)
	return {"vehicle": vehicle}


@writes
def sell_vehicle(call: Call, vehicle: str, customer: str, date: str | None = None) -> dict[str, Any]:
	with about("date"):
		on = day(date)
	former = ownership.sell(call.connection, vehicle, customer, on, call.today)
	_tell_the_search(call)
	return {"vehicle": vehicle, "from_customer": former, "to_customer": customer}


@writes
def end_ownership(call: Call, vehicle: str, date: str | None = None) -> dict[str, Any]:
	"""The customer has the car no more, and nobody knows who has it."""
	with about("date"):
		on = day(date)
	ownership.end(call.connection, vehicle, on, call.today)
	_tell_the_search(call)
	return {"vehicle": vehicle}


@reads
def vehicle_history(call: Call, vehicle: str) -> dict[str, Any]:
	return vehicle_history_view(read_history(call.connection, vehicle, call.today, call.translate))


@reads
def personal_data(call: Call, customer: str) -> dict[str, Any]:
	return flow.export(call.connection, customer, call.now)


@writes
def erase_personal_data(call: Call, customer: str, confirm: str) -> dict[str, Any]:
	erased, counts = flow.erase(call.connection, customer, confirm, call.now)
	jobs.enqueue(call.connection, job_kinds.UPDATE_SEARCH, now=call.now)
	# A row taken out of the index leaves its letters in the file; a new file has none.
	jobs.enqueue(call.connection, job_kinds.REBUILD_SEARCH, now=call.now)
	return {"customer": erased, "erased": counts, "remarks": []}


def _tell_the_search(call: Call) -> None:
	jobs.enqueue(call.connection, job_kinds.UPDATE_SEARCH, now=call.now)
