"""The weekly e-mail of a usual period keeps that period: until now its dates were moved on by days.

A subscription of a day on which two periods have the same dates is left as it is.
"""

import json

import frappe
from frappe.utils import getdate

from workshop_crm.core.common.periods import usual_periods

SUBSCRIPTION = "Dashboard Subscription"


def execute() -> None:
	fields = ["name", "filters", "creation"]
	for row in frappe.get_all(SUBSCRIPTION, {"period": ("is", "not set")}, fields, limit=0):
		chosen = json.loads(row.filters or "{}")
		dates = (chosen.get("from_date") or None, chosen.get("to_date") or None)
		same = [
			one["name"]
			for one in usual_periods(getdate(row.creation))
			if (one["from_date"], one["to_date"]) == dates
		]
		if any(dates) and len(same) == 1:
			frappe.db.set_value(SUBSCRIPTION, row.name, "period", same[0], update_modified=False)
