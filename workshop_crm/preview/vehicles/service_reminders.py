"""Customers are told that a service of their car is due: by a daily job under the rule in the settings, or by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.languages import language_of
from workshop_crm.core.messaging.delivery import CAME_TO_NOTHING, WAITING
from workshop_crm.core.messaging.messages import Written
from workshop_crm.core.messaging.templates import NO_TEMPLATE
from workshop_crm.core.vehicles.reminders import (
	CAR_CAME,
	NO_OWNER,
	PURPOSE,
	Reminded,
	Reminder,
	ReminderRule,
	due_reminder,
	is_outdated,
	key_by_hand,
	places,
	reminder_by_hand,
	reminder_key,
)
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.messaging import messages
from workshop_crm.preview.messaging.templates import template_for
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings, read_settings
from workshop_crm.preview.vehicles.service_due import CarServices, read_services
from workshop_crm.preview.workshop import Workshop

VEHICLE = "Vehicle"
CARS_AT_ONCE = 500
OLDEST = timedelta(days=366)
"""How far back a limit may reach."""


def remind_due(workshop: Workshop) -> None:
	"""Take back what is not wanted any more, and write what the rule calls for."""
	now = workshop.clock()
	with workshop.writing() as connection:
		withdraw_outdated(connection, now)
	with workshop.open() as connection:
		rule = rule_of(read_settings(connection))
		cars = list(_cars_due(connection, rule, now.date())) if rule.enabled else []
	for name in cars:
		with workshop.writing() as connection:
			_remind_if_due(connection, read_settings(connection), name, now)


def remind(call: Call, vehicle: str, service_type: str = "") -> dict[str, str]:
	"""Write a reminder now, of one service or of the most urgent one. Raises InvalidInput with the reason when nothing is due or the customer cannot be written to."""
	car = records.get(call.connection, VEHICLE, vehicle)
	if not car["customer"]:
		raise InvalidInput(NO_OWNER)
	services = read_services(call.connection, [vehicle])
	reminder = reminder_by_hand(services.due(car, call.today), call.today, service_type)
	key = messages.free_key(call.connection, key_by_hand(vehicle, call.today))
	written = write(call.connection, call.settings, car, reminder, services, key, call.now)
	if not written.message:
		raise InvalidInput(written.reason)
	return {"message": written.message, "status": written.state or "", "channel": written.channel or ""}


def last_of(connection: sqlite3.Connection, customer: str, today: date) -> dict[str, date]:
	"""The day on which a customer was last reminded of each of their cars."""
	return {
		one.vehicle: one.on for one in sorted(reminded(connection, customer, today), key=lambda one: one.on)
	}


def reminded(connection: sqlite3.Connection, customer: str, today: date) -> list[Reminded]:
	"""The reminders that a customer got within the last year, about any car."""
	oldest = datetime.combine(today - OLDEST, time.min)
	written = {
		**_of_purpose(),
		"customer": customer,
		"status": ("not in", CAME_TO_NOTHING),
		"creation": (">", oldest),
	}
	found = records.find(connection, messages.MESSAGE, written)
	return [Reminded(row["reference_name"], row["creation"].date()) for row in found]


def withdraw_outdated(connection: sqlite3.Connection, now: datetime) -> None:
	"""What waits about a car that was here since, or has another owner."""
	for row in records.find(connection, messages.MESSAGE, {**_of_purpose(), "status": ("in", WAITING)}):
		car = records.first(connection, VEHICLE, {"name": row["reference_name"]})
		visits = read_services(connection, [row["reference_name"]]).visits.get(row["reference_name"], ())
		last = max((visit["posting_date"] for visit in visits), default=None)
		owner = car["customer"] if car else None
		if is_outdated(row["creation"].date(), row["customer"], owner, last):
			messages.withdraw(connection, (VEHICLE, row["reference_name"]), now, CAR_CAME)


def rule_of(settings: Settings) -> ReminderRule:
	return ReminderRule(
		bool(settings.service_reminders),
		settings.reminder_days,
		settings.reminder_when,
		settings.reminder_cap_count,
		settings.reminder_cap_days,
	)


def _cars_due(connection: sqlite3.Connection, rule: ReminderRule, today: date) -> Iterator[str]:
	"""Cars of which something is due, whatever their owners got before."""
	cars = records.find(connection, VEHICLE, {"customer": ("!=", None)})
	for start in range(0, len(cars), CARS_AT_ONCE):
		part = cars[start : start + CARS_AT_ONCE]
		services = read_services(connection, [car["name"] for car in part])
		yield from (
			car["name"]
			for car in part
			if due_reminder(services.due(car, today), rule, car["name"], (), today)
		)


def _remind_if_due(connection: sqlite3.Connection, settings: Settings, name: str, now: datetime) -> None:
	car = records.first(connection, VEHICLE, {"name": name})
	if car is None or not car["customer"]:
		return
	services = read_services(connection, [name])
	earlier = reminded(connection, car["customer"], now.date())
	due = services.due(car, now.date())
	reminder = due_reminder(due, rule_of(settings), name, earlier, now.date())
	if reminder and not records.get(connection, "Customer", car["customer"])["disabled"]:
		write(connection, settings, car, reminder, services, reminder_key(name, reminder), now)


def write(
	connection: sqlite3.Connection,
	settings: Settings,
	car: Record,
	reminder: Reminder,
	services: CarServices,
	key: str,
	now: datetime,
	run: str | None = None,
) -> Written:
	"""Write a reminder about a car to its owner, or say why not; `run` is the Message Run that it is part of."""
	template = template_for(connection, PURPOSE)
	if template is None:
		return Written(None, reason=NO_TEMPLATE)
	language = language_of(records.get(connection, "Customer", car["customer"])["preferred_language"])
	return messages.write(
		connection,
		settings,
		customer=car["customer"],
		template=template.name,
		parameters=places(reminder, car, services.names_ar, language),
		reference=(VEHICLE, car["name"]),
		key=key,
		wanted_until=datetime.combine(reminder.until, time.max.replace(microsecond=0)),
		now=now,
		run=run,
	)


def _of_purpose() -> dict[str, Any]:
	return {"purpose": PURPOSE, "reference_doctype": VEHICLE, "direction": "Outgoing"}
