from frappe.model.document import Document


class SurveyInvitationMonth(Document):
	"""The invitations of a month, as columns for the funnel. Written by the app alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		content: DF.LongText | None
		invitations: DF.Int
		month: DF.Data
		true_until: DF.Datetime | None
	# end: auto-generated types
