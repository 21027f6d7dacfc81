from workshop_crm.workshop_crm.plain_text import PlainTextDocument


class CustomerMessage(PlainTextDocument):
	"""A message to a customer and what became of it. Written by the app alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		attempts: DF.Int
		channel: DF.Literal["", "WhatsApp", "SMS", "Email"]
		company: DF.Link | None
		customer: DF.Link
		error: DF.SmallText | None
		language: DF.Literal["ar", "en"]
		recipient: DF.Data | None
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		segments: DF.Int
		sent_on: DF.Datetime | None
		status: DF.Literal["Outbox", "Queued", "Sent", "Failed"]
		subject: DF.Data | None
		text: DF.Code | None
	# end: auto-generated types
