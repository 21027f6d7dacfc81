"""The rule of service reminders as a new site has it: switched off, a week before, twice in 30 days."""

import frappe

from workshop_crm.core.vehicles.reminders import ReminderRule
from workshop_crm.services.platform.settings import SETTINGS


def execute() -> None:
	rule = ReminderRule()
	defaults = {
		"reminder_days": rule.days,
		"reminder_when": rule.when,
		"reminder_cap_count": rule.cap_count,
		"reminder_cap_days": rule.cap_days,
	}
	stored = frappe.db.get_singles_dict(SETTINGS)
	missing = {field: value for field, value in defaults.items() if field not in stored}
	if missing:
		frappe.db.set_single_value(SETTINGS, missing)
