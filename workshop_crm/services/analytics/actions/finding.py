"""The nightly job: everybody who crossed a rule's line becomes a Customer Action, once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from workshop_crm.core.analytics.actions.crossing import is_valuable, window
from workshop_crm.core.analytics.actions.record import OPEN, new_action
from workshop_crm.core.analytics.actions.rules import ActionRule, rule_of
from workshop_crm.services.analytics.actions import reaching, rules, settling
from workshop_crm.services.analytics.actions.crossers import (
	AT_ONCE,
	Crosser,
	crossers,
	in_parts,
	least_value,
	values_of,
)
from workshop_crm.services.analytics.actions.records import ACTION, RULE, tell_screens
from workshop_crm.services.platform import background, settings
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.platform.permissions import require_manager

JOB = "workshop_crm.services.analytics.actions.finding.run"


def run() -> int:
	"""See what came of earlier actions and make new ones; returns how many. Twice makes nothing twice."""
	settling.settle()
	made = 0
	for record in rules.enabled():
		with isolated("Call list", RULE, record.name):
			made += _apply(rule_of(record), record)
		frappe.db.commit()
	tell_screens()
	frappe.db.commit()
	return made


def start() -> dict[str, bool]:
	"""Run the job now, for a manager who does not want to wait for the night."""
	require_manager()
	return {"queued": background.now(JOB, "workshop_crm.actions.run", "long")}


def _apply(rule: ActionRule, record: frappe._dict) -> int:
	today, made = getdate(), 0
	days = window(record.checked_until, today)
	found = _allowed(rule, list(crossers(rule, days)))
	for one, clv in found:
		with isolated("Call list", "Customer", one.customer):
			made += _make(rule, one, clv)
	# An invoice or answer of today may still come, so the day is looked at once more tomorrow.
	frappe.db.set_value(RULE, rule.name, "checked_until", today, update_modified=False)
	return made


def _allowed(rule: ActionRule, found: list[Crosser]) -> Iterable[tuple[Crosser, float | None]]:
	"""Those whom the rule means, a customer once, with their value."""
	least, taken = least_value(rule), _taken_lately(rule)
	for part in in_parts(dict.fromkeys(one.customer for one in found)):
		values = values_of(part)
		present = set(
			frappe.get_all("Customer", {"name": ("in", part), "disabled": 0}, pluck="name", limit=AT_ONCE)
		)
		for one in (one for one in found if one.customer in present):
			clv = values.get(one.customer)
			if is_valuable(clv, least) and one.customer not in taken:
				if rule.every_days:
					taken.add(one.customer)
				yield one, clv


def _taken_lately(rule: ActionRule) -> set[str]:
	if not rule.every_days:
		return set()
	since = getdate() - timedelta(days=rule.every_days)
	lately = {"rule": rule.name, "made_on": (">", since)}
	return set(frappe.get_all(ACTION, lately, pluck="customer", limit=0))


def _make(rule: ActionRule, one: Crosser, clv: float | None) -> bool:
	"""Whether there was no such action yet."""
	values = new_action(rule, one.customer, one.crossing, clv, getdate())
	action = _insert({**values, "company": settings.company()})
	if action is None:
		return False
	if action.status == OPEN:
		reaching.reach(action, rule)
	return True


def _insert(values: dict) -> Document | None:
	"""None for one that is there already, also where another run has just made it."""
	if frappe.db.exists(ACTION, {"action_key": values["action_key"]}):
		return None
	frappe.db.savepoint("customer_action")
	try:
		return frappe.get_doc({"doctype": ACTION, **values}).insert(ignore_permissions=True)
	except frappe.UniqueValidationError:
		frappe.db.rollback(save_point="customer_action")
		frappe.clear_last_message()
		return None
