from frappe.model.document import Document


class SurveyFollowupRule(Document):
	"""When an answer calls for a follow-up, and who looks after it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		assignee: DF.Link | None
		due_hours: DF.Int
		escalate_after_hours: DF.Int
		escalate_to: DF.Link | None
		kind: DF.Literal["Below", "At most", "Words"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		priority: DF.Link | None
		question_id: DF.Data | None
		second_survey: DF.Link | None
		value: DF.Float
		words_ar: DF.SmallText | None
		words_en: DF.SmallText | None
	# end: auto-generated types
