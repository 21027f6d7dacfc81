from frappe.model.document import Document


class RewardRedemption(Document):
	"""A reward that a customer paid for with points, and what became of it. Written by the app alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount: DF.Currency
		applied_on: DF.Datetime | None
		code: DF.Data | None
		company: DF.Link | None
		customer: DF.Link
		ended_on: DF.Datetime | None
		expires_on: DF.Date | None
		invoice: DF.DynamicLink | None
		invoice_type: DF.Link | None
		loyalty_program: DF.Link
		note: DF.SmallText | None
		points: DF.Int
		request_key: DF.Data | None
		reserved_on: DF.Datetime | None
		reward: DF.Link
		status: DF.Literal["Reserved", "Applied", "Used", "Cancelled", "Expired"]
		terms: DF.Code | None
		used_on: DF.Datetime | None
	# end: auto-generated types
