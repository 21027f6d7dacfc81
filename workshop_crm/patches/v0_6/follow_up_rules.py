"""The one rule of the settings, a low score or a bad rating, becomes rows of each survey that has none."""

import frappe

from workshop_crm.core.surveys.default_rules import LOW_SCORE, default_rules
from workshop_crm.core.surveys.records import form_of


def execute() -> None:
	stored = {"doctype": "Workshop CRM Settings", "field": "low_score_threshold"}
	value = frappe.db.get_value("Singles", stored, "value", order_by=None)
	low_score = int(value or LOW_SCORE)
	for name in frappe.get_all("Survey", pluck="name"):
		survey = frappe.get_doc("Survey", name)
		if survey.follow_up_rules:
			continue
		form = form_of(survey.as_dict(), [row.as_dict() for row in survey.questions])
		for row in default_rules(form, low_score):
			survey.append("follow_up_rules", row).db_insert()
		frappe.clear_document_cache("Survey", name)
	frappe.db.delete("Singles", stored)
