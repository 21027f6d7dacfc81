from workshop_crm.workshop_crm.plain_text import PlainTextDocument


class SurveyAnswer(PlainTextDocument):
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
		value: DF.Code | None
	# end: auto-generated types
