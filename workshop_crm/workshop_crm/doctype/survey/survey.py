from frappe.model.document import Document

from workshop_crm.core.surveys.checks import check_survey
from workshop_crm.core.surveys.records import form_of
from workshop_crm.core.surveys.versions import check_answered
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.surveys import trigger_rows, triggers, versions


class Survey(Document):
	"""A questionnaire in both languages."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from workshop_crm.workshop_crm.doctype.survey_cadence_step.survey_cadence_step import (
			SurveyCadenceStep,
		)
		from workshop_crm.workshop_crm.doctype.survey_question.survey_question import SurveyQuestion
		from workshop_crm.workshop_crm.doctype.survey_trigger.survey_trigger import SurveyTrigger

		cadence: DF.Table[SurveyCadenceStep]
		enabled: DF.Check
		intro_ar: DF.SmallText | None
		intro_en: DF.SmallText | None
		questions: DF.Table[SurveyQuestion]
		survey_name: DF.Data
		thanks_ar: DF.SmallText | None
		thanks_en: DF.SmallText | None
		title_ar: DF.Data
		title_en: DF.Data
		triggers: DF.Table[SurveyTrigger]
	# end: auto-generated types

	def validate(self) -> None:
		with as_frappe_errors():
			form = form_of(self.as_dict(), [row.as_dict() for row in self.questions], strict=True)
			check_survey(form)
			check_answered(form, versions.answered(self.name))
		trigger_rows.check(self)

	def on_update(self) -> None:
		triggers.forget()

	def after_rename(self, old: str, new: str, merge: bool = False) -> None:
		triggers.forget()

	def on_trash(self) -> None:
		triggers.forget()
