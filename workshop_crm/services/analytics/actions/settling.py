"""What came of actions: looked at again each night until a month after their time, because invoices are entered late."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

import frappe
from frappe.utils import getdate

from workshop_crm.core.analytics.actions.outcomes import outcome_of
from workshop_crm.services.analytics.actions.crossers import in_parts, visits_of
from workshop_crm.services.analytics.actions.records import ACTION
from workshop_crm.services.platform.money import decimal, rounded

LOOKED_AT_AFTER = timedelta(days=31)
FIELDS = ["name", "customer", "made_on", "outcome_until", "outcome", "came_on", "revenue"]


def settle() -> None:
	"""Write down who came. A visit that was cancelled since does not count any more."""
	today = getdate()
	rows = frappe.get_all(
		ACTION, {"outcome_until": (">=", today - LOOKED_AT_AFTER)}, FIELDS, order_by="customer", limit=0
	)
	of_customer = {name: list(own) for name, own in groupby(rows, key=lambda row: row.customer)}
	for part in in_parts(of_customer):
		first = min(row.made_on for name in part for row in of_customer[name])
		visits = visits_of(part, after=first)
		for row in (row for name in part for row in of_customer[name]):
			found = outcome_of(row.made_on, row.outcome_until, visits[row.customer], today)
			if found != (row.outcome, row.came_on, decimal(row.revenue)):
				values = {**found._asdict(), "revenue": rounded(found.revenue)}
				frappe.db.set_value(ACTION, row.name, values, update_modified=False)
		frappe.db.commit()
