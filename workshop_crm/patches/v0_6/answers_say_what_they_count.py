"""Old answers say what they count in each measure, and old follow-ups which answer they are about."""

import frappe

from workshop_crm import customize_forms
from workshop_crm.core.surveys.old_answers import STATEMENTS


def execute() -> None:
	customize_forms.create()
	for statement in STATEMENTS:
		frappe.db.sql(statement)
