from frappe.model.document import Document


class LoyaltyAdjustment(Document):
	"""Points that a manager gave or took by hand, and who approved it. Written by the app alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		company: DF.Link
		customer: DF.Link
		decided_by: DF.Link | None
		decided_on: DF.Datetime | None
		kind: DF.Literal["Goodwill", "Correction"]
		loyalty_program: DF.Link
		points: DF.Int
		reason: DF.SmallText
		request_key: DF.Data | None
		status: DF.Literal["Waiting for Approval", "Posted", "Refused"]
	# end: auto-generated types
