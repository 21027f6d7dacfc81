"""Service reminders to the owners of many cars at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from workshop_crm.core.common.choice import check_number
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.messages import Written
from workshop_crm.core.messaging.runs import REMINDERS, Verdict, question
from workshop_crm.core.vehicles.due_list import DueFilters, reminder_of_run
from workshop_crm.core.vehicles.reminders import (
	NO_OWNER,
	PURPOSE,
	kept_back,
	kept_back_in_turn,
	key_by_hand,
)
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.messaging import messages, runs
from workshop_crm.preview.messaging.templates import template_for
from workshop_crm.preview.messaging.verdicts import verdicts_of
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import read_settings
from workshop_crm.preview.vehicles import due_list, service_reminders
from workshop_crm.preview.vehicles.service_due import read_services
from workshop_crm.preview.workshop import Workshop


def ask(call: Call, filters: DueFilters) -> dict[str, Any]:
	"""How many of the cars' owners would be reminded now, by which channel, and how many not and why."""
	targets = due_list.targets(call, filters)
	check_number([vehicle for vehicle, _customer in targets])
	return question(_verdicts(call, targets), call.translate)


def start(call: Call, filters: DueFilters, key: str) -> dict[str, str]:
	"""Remind the owners of the cars; the same key again begins nothing."""
	vehicles = [vehicle for vehicle, _customer in due_list.targets(call, filters)]
	return runs.start(call, REMINDERS, vehicles, key, service_type=filters.service_type, late=filters.late)


def work(workshop: Workshop, run: str) -> None:
	"""The job: write what is left of a run."""
	runs.work(workshop, run, _remind)


def _remind(connection: sqlite3.Connection, vehicle: str, run: Record, now: datetime) -> Written:
	"""Decided anew for each car."""
	car = records.first(connection, "Vehicle", {"name": vehicle})
	if car is None or not car["customer"]:
		return Written(None, reason=NO_OWNER)
	settings, today = read_settings(connection), now.date()
	earlier = service_reminders.reminded(connection, car["customer"], today)
	if reason := kept_back(service_reminders.rule_of(settings), vehicle, earlier, today):
		return Written(None, reason=reason)
	services = read_services(connection, [vehicle])
	try:
		reminder = reminder_of_run(services.due(car, today), run, today)
	except InvalidInput as error:
		return Written(None, reason=error.template)
	key = messages.free_key(connection, key_by_hand(vehicle, today))
	return service_reminders.write(connection, settings, car, reminder, services, key, now, run["name"])


def _verdicts(call: Call, targets: Sequence[tuple[str, str]]) -> Iterator[Verdict]:
	"""As the run will find them."""
	template, rule = template_for(call.connection, PURPOSE), service_reminders.rule_of(call.settings)
	customers = {customer for _vehicle, customer in targets}
	found = verdicts_of(call.connection, call.settings, customers, template, call.now)
	earlier = {one: service_reminders.reminded(call.connection, one, call.today) for one in customers}
	reached = {customer for customer, verdict in found.items() if verdict.channel}
	reasons = kept_back_in_turn(targets, reached, rule, earlier, call.today)
	for (_vehicle, customer), reason in zip(targets, reasons, strict=True):
		yield Verdict(None, reason) if reason else found.get(customer, Verdict(None, NO_OWNER))
