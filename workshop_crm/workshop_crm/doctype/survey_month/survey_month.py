from frappe.model.document import Document


class SurveyMonth(Document):
	"""The answers of a month, as columns for the reports. Written by the app alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answers: DF.Int
		content: DF.LongText | None
		month: DF.Data
		until: DF.Date | None
	# end: auto-generated types
