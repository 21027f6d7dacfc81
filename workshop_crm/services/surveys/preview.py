"""The answer page beside the Survey form, drawn from what is typed there and not saved yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frappe

import workshop_crm
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.languages import LANGUAGES, Language
from workshop_crm.core.surveys.checks import check_survey
from workshop_crm.core.surveys.guest_page import Shown, page_values
from workshop_crm.core.surveys.model import SurveyForm
from workshop_crm.core.surveys.records import form_of, typed_rows
from workshop_crm.core.surveys.versions import check_answered
from workshop_crm.core.surveys.view import guest_view
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import require_staff
from workshop_crm.services.platform.words import _
from workshop_crm.services.surveys import versions

TEMPLATE = "workshop_crm/templates/survey/page.html"


def of_form(survey: Mapping[str, Any]) -> dict[str, Any]:
	"""The page in both languages, and why the survey could not be saved as it is; empty when it could."""
	require_staff()
	frappe.has_permission("Survey", "read", throw=True)
	record, rows = typed_rows(survey)
	form = form_of(record, rows)
	return {"pages": {code: _page(form, code) for code in LANGUAGES}, "problem": _problem(record, rows)}


def _problem(record: Mapping[str, Any], rows: list[dict[str, Any]]) -> str:
	try:
		form = form_of(record, rows, strict=True)
		check_survey(form)
		check_answered(form, versions.answered(form.name))
	except InvalidInput as error:
		return error.text(_)
	return ""


def _page(form: SurveyForm, language: Language) -> str:
	view = guest_view("open", form, language, None, None)
	values = page_values(view, language, "", settings.company_name(language), Shown(has_script=False))
	readers = frappe.local.lang
	# What the template shows in `_()` is translated to the page's language, not to the reader's.
	frappe.local.lang = language
	try:
		return frappe.render_template(TEMPLATE, {**values, "version": workshop_crm.__version__})
	finally:
		frappe.local.lang = readers
