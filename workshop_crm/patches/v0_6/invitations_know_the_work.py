"""Invitations of before say whose work they ask about, so that the funnel can be looked at by technician and branch."""

import frappe

from workshop_crm.core.surveys.old_answers import WORK_OF_ANSWERED
from workshop_crm.services.platform.survey_links import INVITATION
from workshop_crm.services.surveys.visits import work_facts


def execute() -> None:
	frappe.db.sql(WORK_OF_ANSWERED)
	others = {"status": ("!=", "Answered"), "branch": ("is", "not set"), "reference_name": ("is", "set")}
	rows = frappe.get_all(INVITATION, others, ["name", "reference_doctype", "reference_name"])
	for row in rows:
		if facts := work_facts(row.reference_doctype, row.reference_name):
			frappe.db.set_value(INVITATION, row.name, facts, update_modified=False)
