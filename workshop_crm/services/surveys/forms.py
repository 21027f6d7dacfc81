"""The Survey record as the form that core knows."""

from __future__ import annotations

import frappe

from workshop_crm.core.surveys.model import Question, SurveyForm


def read_form(survey: str) -> SurveyForm:
	"""The form of `survey` with its questions in order."""
	record = frappe.get_cached_doc("Survey", survey)
	return SurveyForm(
		name=record.name,
		title_en=record.title_en or "",
		title_ar=record.title_ar or "",
		intro_en=record.intro_en or "",
		intro_ar=record.intro_ar or "",
		thanks_en=record.thanks_en or "",
		thanks_ar=record.thanks_ar or "",
		questions=tuple(_question(row) for row in record.questions),
	)


def _question(row: frappe.model.document.Document) -> Question:
	return Question(
		id=row.question_id,
		kind=row.kind,
		text_en=row.text_en or "",
		text_ar=row.text_ar or "",
		required=bool(row.required),
		options=tuple(option for option in (row.options or "").split("\n") if option),
	)
