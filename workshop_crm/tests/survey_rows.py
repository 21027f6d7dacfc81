"""A survey with the triggers and messages of one test; those of the site are off meanwhile."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase

from workshop_crm.core.surveys.defaults import DEFAULT_CADENCE, DEFAULT_SURVEY, DEFAULT_TRIGGERS
from workshop_crm.core.surveys.records import form_record
from workshop_crm.services.surveys import triggers
from workshop_crm.tests.records import unique

SETTINGS = "Workshop CRM Settings"


class SurveyRowsTestCase(FrappeTestCase):
	def setUp(self) -> None:
		frappe.db.savepoint("survey_rows")
		self.addCleanup(triggers.forget)
		self.addCleanup(frappe.db.rollback, save_point="survey_rows")
		self.addCleanup(frappe.set_user, "Administrator")
		frappe.db.set_single_value(SETTINGS, {"surveys_enabled": 1})
		frappe.clear_document_cache(SETTINGS, SETTINGS)
		frappe.db.set_value("Survey", {"enabled": 1}, "enabled", 0)

	def survey(self, *rows: dict[str, Any], cadence: Any = DEFAULT_CADENCE, **changes: Any) -> Document:
		"""`rows` in place of the usual triggers; `changes` in every row."""
		return frappe.get_doc(
			{
				"doctype": "Survey",
				**form_record(DEFAULT_SURVEY),
				"survey_name": unique("Test Survey"),
				"triggers": [{**row, **changes} for row in rows or DEFAULT_TRIGGERS],
				"cadence": cadence,
			}
		).insert()
