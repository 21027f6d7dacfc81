"""The Survey record as the form that core knows."""

from __future__ import annotations

import frappe

from workshop_crm.core.surveys.follow_up_rules import Rule, rule_of
from workshop_crm.core.surveys.model import SurveyForm
from workshop_crm.core.surveys.records import form_of


def read_form(survey: str) -> SurveyForm:
	"""The form of `survey` with its questions in order."""
	record = frappe.get_cached_doc("Survey", survey).as_dict()
	return form_of(record, record.questions)


def read_rules(survey: str) -> tuple[Rule, ...]:
	"""The follow-up rules of `survey` in order."""
	rows = frappe.get_cached_doc("Survey", survey).follow_up_rules
	return tuple(rule_of(row.as_dict()) for row in rows)
