"""Service reminders to the owners of many cars at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

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
from workshop_crm.services.messaging import messages, runs
from workshop_crm.services.messaging.templates import template_for
from workshop_crm.services.messaging.verdicts import verdicts_of
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import require_staff
from workshop_crm.services.platform.words import _
from workshop_crm.services.vehicles import due_list, service_due, service_reminders

AT_ONCE = 500


def ask(filters: DueFilters) -> dict[str, Any]:
	"""How many of the cars' owners would be reminded now, by which channel, and how many not and why."""
	require_staff()
	targets = due_list.targets(filters)
	check_number([vehicle for vehicle, _customer in targets])
	return question(_verdicts(targets), _)


def start(filters: DueFilters, key: str) -> dict[str, str]:
	"""Remind the owners of the cars; the same key again begins nothing."""
	require_staff()
	vehicles = [vehicle for vehicle, _customer in due_list.targets(filters)]
	return runs.start(REMINDERS, vehicles, key, service_type=filters.service_type, late=filters.late)


def work(run: str) -> None:
	"""The job: write what is left of a run."""
	runs.work(run, _remind)


def _remind(vehicle: str, run: Document) -> Written:
	"""Decided anew for each car, under the lock of its owner. The key of the day keeps two runs at once from writing twice."""
	car = frappe.db.get_value("Vehicle", vehicle, service_reminders.FIELDS, as_dict=True)
	if not car or not car.customer:
		return Written(None, reason=NO_OWNER)
	frappe.db.get_value("Customer", car.customer, "name", for_update=True)
	earlier = service_reminders.reminded(car.customer)
	if reason := kept_back(settings.reminder_rule(), vehicle, earlier, getdate()):
		return Written(None, reason=reason)
	visits, types = service_due.visits_of([vehicle])[vehicle], service_due.service_types()
	try:
		due = service_due.due(car, service_due.car_visits(visits), types)
		reminder = reminder_of_run(due, run.as_dict(), getdate())
	except InvalidInput as error:
		return Written(None, reason=error.template)
	key = messages.free_key(key_by_hand(vehicle, getdate()))
	return service_reminders.write(car, visits, reminder, types, key, run.name)


def _verdicts(targets: Sequence[tuple[str, str]]) -> Iterator[Verdict]:
	"""As the run will find them."""
	template, rule, today = template_for(PURPOSE), settings.reminder_rule(), getdate()
	for start_at in range(0, len(targets), AT_ONCE):
		part = targets[start_at : start_at + AT_ONCE]
		customers = {customer for _vehicle, customer in part}
		found = verdicts_of(customers, template)
		earlier = service_reminders.reminded_all(customers)
		reached = {customer for customer, verdict in found.items() if verdict.channel}
		reasons = kept_back_in_turn(part, reached, rule, earlier, today)
		for (_vehicle, customer), reason in zip(part, reasons, strict=True):
			yield Verdict(None, reason) if reason else found.get(customer, Verdict(None, NO_OWNER))
