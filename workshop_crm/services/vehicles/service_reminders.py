"""Customers are told that a service of their car is due: by the scheduler under the rule in the settings, or by hand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import frappe
from frappe.utils import getdate, now_datetime

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.delivery import CAME_TO_NOTHING, WAITING
from workshop_crm.core.messaging.messages import Written
from workshop_crm.core.messaging.templates import NO_TEMPLATE
from workshop_crm.core.vehicles.reminders import (
	CAR_CAME,
	NO_OWNER,
	PURPOSE,
	Reminded,
	Reminder,
	due_reminder,
	is_outdated,
	key_by_hand,
	places,
	reminder_by_hand,
	reminder_key,
)
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.messaging import messages
from workshop_crm.services.messaging.templates import template_for
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.platform.permissions import require_customer, require_record, require_staff
from workshop_crm.services.vehicles import service_due
from workshop_crm.services.vehicles.service_due import CAR_FIELDS, ServiceTypes

VEHICLE = "Vehicle"
FIELDS = [*CAR_FIELDS, "customer"]
OLDEST = timedelta(days=366)
"""How far back a limit may reach."""


def remind_due() -> None:
	"""For the scheduler: take back what is not wanted any more, and write what the rule calls for."""
	withdraw_outdated()
	if not settings.reminder_rule().enabled:
		return
	types = service_due.service_types()
	for cars in service_due.owned_in_parts():
		visits = service_due.visits_of([car.name for car in cars])
		for car in cars:
			with isolated("Service reminder", VEHICLE, car.name):
				_remind_if_due(car, visits[car.name], types)
		frappe.db.commit()


def remind(vehicle: str, service_type: str = "") -> dict[str, str]:
	"""Write a reminder now, of one service or of the most urgent one. Raises InvalidInput with the reason when nothing is due or the customer cannot be written to."""
	require_staff()
	require_record(VEHICLE, vehicle)
	car = frappe.db.get_value(VEHICLE, vehicle, FIELDS, as_dict=True)
	if not car.customer:
		raise InvalidInput(NO_OWNER)
	require_customer(car.customer)
	visits, types = service_due.visits_of([vehicle])[vehicle], service_due.service_types()
	due = service_due.due(car, service_due.car_visits(visits), types)
	reminder = reminder_by_hand(due, getdate(), service_type)
	key = messages.free_key(key_by_hand(vehicle, getdate()))
	written = write(car, visits, reminder, types, key)
	if not written.message:
		raise InvalidInput(written.reason)
	return {"message": written.message, "status": written.state or "", "channel": written.channel or ""}


def write(
	car: frappe._dict,
	visits: Sequence[frappe._dict],
	reminder: Reminder,
	types: ServiceTypes,
	key: str,
	run: str | None = None,
) -> Written:
	"""Write a reminder about a car to its owner, or say why not; `run` is the Message Run that it is part of."""
	template = template_for(PURPOSE)
	if template is None:
		return Written(None, reason=NO_TEMPLATE)
	language = recipient_of(frappe.get_doc("Customer", car.customer)).language
	return messages.write(
		customer=car.customer,
		template=template.name,
		parameters=places(reminder, car, types.names_ar, language),
		reference=(VEHICLE, car.name),
		key=key,
		wanted_until=datetime.combine(reminder.until, time.max.replace(microsecond=0)),
		company=visits[0].company if visits else None,
		run=run,
	)


def last_of(customer: str) -> dict[str, date]:
	"""The day on which a customer was last reminded of each of their cars."""
	return {one.vehicle: one.on for one in sorted(reminded(customer), key=lambda one: one.on)}


def reminded(customer: str) -> list[Reminded]:
	"""The reminders that a customer got within the last year, about any car."""
	return reminded_all([customer])[customer]


def reminded_all(customers: Collection[str]) -> dict[str, list[Reminded]]:
	"""The reminders that many customers got within the last year, by customer."""
	found: dict[str, list[Reminded]] = {customer: [] for customer in customers}
	fields = ["customer", "reference_name", "creation"]
	written = {**_written_lately(), "customer": ("in", list(customers))}
	for row in frappe.get_all(messages.MESSAGE, written, fields, order_by=None, limit=0):
		found[row.customer].append(Reminded(row.reference_name, getdate(row.creation)))
	return found


def withdraw_outdated() -> None:
	"""What waits about a car that was here since, or has another owner."""
	waiting = {**_of_purpose(), "status": ("in", WAITING)}
	rows = frappe.get_all(messages.MESSAGE, waiting, ["name", "reference_name", "customer", "creation"])
	cars = service_due.cars({row.reference_name for row in rows}, FIELDS)
	visits = service_due.visits_of(list(cars))
	for row in rows:
		owner = cars[row.reference_name].customer if row.reference_name in cars else None
		last = next((visit.posting_date for visit in visits[row.reference_name]), None)
		if is_outdated(getdate(row.creation), row.customer, owner, last):
			messages.withdraw((VEHICLE, row.reference_name), CAR_CAME)


def _remind_if_due(car: frappe._dict, visits: Sequence[frappe._dict], types: ServiceTypes) -> None:
	due = service_due.due(car, service_due.car_visits(visits), types)
	# What the customer got is only asked about where something is due: of most cars, nothing is.
	if due_reminder(due, settings.reminder_rule(), car.name, (), getdate()) is None:
		return
	frappe.db.get_value("Customer", car.customer, "name", for_update=True)
	reminder = due_reminder(due, settings.reminder_rule(), car.name, reminded(car.customer), getdate())
	if reminder and not frappe.db.get_value("Customer", car.customer, "disabled"):
		write(car, visits, reminder, types, reminder_key(car.name, reminder))


def _of_purpose() -> dict[str, Any]:
	return {"purpose": PURPOSE, "reference_doctype": VEHICLE, "direction": "Outgoing"}


def _written_lately() -> dict[str, Any]:
	return {
		**_of_purpose(),
		"status": ("not in", CAME_TO_NOTHING),
		"creation": (">", now_datetime() - OLDEST),
	}
