from frappe.model.document import Document

from workshop_crm.core.surveys.checks import check_survey
from workshop_crm.core.surveys.default_rules import default_rules
from workshop_crm.core.surveys.follow_up_rules import check_rules, rule_of
from workshop_crm.core.surveys.model import SurveyForm
from workshop_crm.core.surveys.records import form_of
from workshop_crm.core.surveys.versions import check_answered
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.surveys import cadence_rows, trigger_rows, triggers, versions


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
		from workshop_crm.workshop_crm.doctype.survey_follow_up_rule.survey_follow_up_rule import (
			SurveyFollowupRule,
		)
		from workshop_crm.workshop_crm.doctype.survey_question.survey_question import SurveyQuestion
		from workshop_crm.workshop_crm.doctype.survey_trigger.survey_trigger import SurveyTrigger

		cadence: DF.Table[SurveyCadenceStep]
		enabled: DF.Check
		follow_up_rules: DF.Table[SurveyFollowupRule]
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

	def before_insert(self) -> None:
		if not self.follow_up_rules:
			self.extend("follow_up_rules", default_rules(self._form()))

	def validate(self) -> None:
		with as_frappe_errors():
			form = self._form(strict=True)
			check_survey(form)
			check_answered(form, versions.answered(self.name))
			check_rules([rule_of(row.as_dict()) for row in self.follow_up_rules], form)
		trigger_rows.check(self)
		cadence_rows.check(self)

	def on_update(self) -> None:
		triggers.forget()

	def after_rename(self, old: str, new: str, merge: bool = False) -> None:
		triggers.forget()

	def on_trash(self) -> None:
		triggers.forget()

	def _form(self, strict: bool = False) -> SurveyForm:
		return form_of(self.as_dict(), [row.as_dict() for row in self.questions], strict=strict)
