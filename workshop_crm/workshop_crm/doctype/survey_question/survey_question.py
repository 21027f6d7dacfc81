from frappe.model.document import Document


class SurveyQuestion(Document):
	"""One question of a survey, in both languages."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		kind: DF.Literal["rating", "nps", "yes_no", "text"]
		options: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		question_id: DF.Data
		required: DF.Check
		text_ar: DF.Data
		text_en: DF.Data
	# end: auto-generated types
