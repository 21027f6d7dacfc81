from collections import Counter

import frappe
from frappe import _
from frappe.model.document import Document


class Survey(Document):
	"""A questionnaire in both languages."""

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
