"""The message and the points that a rule adds to a call."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from workshop_crm.core.analytics.actions.record import facts_of
from workshop_crm.core.analytics.actions.rules import ActionRule
from workshop_crm.core.analytics.actions.words import message_values
from workshop_crm.core.common.languages import Language
from workshop_crm.core.vehicles.reminders import car_label
from workshop_crm.services.analytics.actions.records import ACTION
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.loyalty import win_back
from workshop_crm.services.messaging import messages
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.vehicles import service_due

WANTED_FOR = timedelta(days=14)


def reach(action: Document, rule: ActionRule) -> None:
	"""Give the points first, because the message names them. What cannot be done is said on the action."""
	problems: list[str] = []
	points, message = 0, None
	if rule.points:
		with isolated("Points to come back", ACTION, action.name):
			points, problem = win_back.give(action.customer, action.company, action.name, rule.points)
			problems.append(problem)
	if rule.template:
		with isolated("Message to come back", ACTION, action.name):
			message, problem = _write(action, rule, points)
			problems.append(problem)
	if rule.points or rule.template:
		told = "\n".join(filter(None, problems))
		action.db_set({"points": points, "message": message, "problem": told})


def withdraw(action: Document) -> None:
	"""Withdraw the waiting message of a customer who was called or dismissed."""
	if action.message:
		messages.withdraw((ACTION, action.name))


def _write(action: Document, rule: ActionRule, points: int) -> tuple[str | None, str]:
	language = recipient_of(frappe.get_doc("Customer", action.customer)).language
	values = message_values(
		rule,
		facts_of(action.as_dict()),
		service_due.service_types().names_ar,
		_car(action.vehicle, language),
		points,
		getdate(),
		language,
	)
	written = messages.write(
		customer=action.customer,
		template=rule.template,
		parameters=values,
		reference=(ACTION, action.name),
		key=action.action_key,
		wanted_until=datetime.combine(getdate() + WANTED_FOR, time.max.replace(microsecond=0)),
		company=action.company,
	)
	return written.message, written.reason


def _car(vehicle: str | None, language: Language) -> str:
	car = service_due.cars({vehicle} if vehicle else ()).get(vehicle or "")
	return car_label(car, language) if car else ""
