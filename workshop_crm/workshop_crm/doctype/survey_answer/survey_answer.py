from frappe.model.document import Document


class SurveyAnswer(Document):
	"""One answer, beside the question as it was asked."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		kind: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		question: DF.SmallText | None
		question_id: DF.Data
		value: DF.SmallText | None
	# end: auto-generated types
