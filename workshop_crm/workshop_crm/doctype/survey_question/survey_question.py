from frappe.model.document import Document


class SurveyQuestion(Document):
	"""One question of a survey, in both languages."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		high_label_ar: DF.Data | None
		high_label_en: DF.Data | None
		highest: DF.Int
		kind: DF.Literal[
			"rating",
			"smileys",
			"scale",
			"nps",
			"ces",
			"yes_no",
			"single",
			"multiple",
			"text",
			"photo",
		]
		low_label_ar: DF.Data | None
		low_label_en: DF.Data | None
		lowest: DF.Int
		options: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		question_id: DF.Data
		required: DF.Check
		show_if_operator: DF.Literal["is", "is not", "at most", "at least"]
		show_if_question: DF.Data | None
		show_if_value: DF.Data | None
		text_ar: DF.Data
		text_en: DF.Data
		weight: DF.Float
	# end: auto-generated types
