from collections import Counter

import frappe
from frappe import _
from frappe.model.document import Document


class Survey(Document):
	"""A questionnaire in both languages."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from workshop_crm.workshop_crm.doctype.survey_question.survey_question import SurveyQuestion

		enabled: DF.Check
		intro_ar: DF.SmallText | None
		intro_en: DF.SmallText | None
		questions: DF.Table[SurveyQuestion]
		survey_name: DF.Data
		thanks_ar: DF.SmallText | None
		thanks_en: DF.SmallText | None
		title_ar: DF.Data
		title_en: DF.Data
	# end: auto-generated types

	def validate(self) -> None:
		self.check_question_ids()

	def check_question_ids(self) -> None:
		"""Answers are kept under the id of their question, so no two questions may share one."""
		for question_id, times in Counter(row.question_id for row in self.questions).items():
			if times > 1:
				frappe.throw(
					_("Two questions have the ID {0}. Give each question an ID of its own.").format(
						frappe.bold(frappe.utils.escape_html(question_id))
					)
				)
