"""Two customers become one: nobody is called twice about the same."""

from __future__ import annotations

import frappe

from workshop_crm.core.analytics.actions.record import DISMISSED, WAITING, doubled
from workshop_crm.services.analytics.actions.records import ACTION


def merge(customer: str) -> None:
	"""After Frappe has brought the actions of the other one here: of those that wait, a rule's first one stays."""
	waiting = {"customer": customer, "status": ("in", WAITING)}
	rows = frappe.get_all(ACTION, waiting, ["name", "rule", "vehicle", "made_on"], order_by="made_on, name")
	if surplus := doubled(rows):
		frappe.db.set_value(
			ACTION, {"name": ("in", surplus)}, {"status": DISMISSED, "done_on": frappe.utils.now()}
		)
