from workshop_crm.services.platform.survey_links import INVITATION
from workshop_crm.services.surveys import kept_months
from workshop_crm.workshop_crm.plain_text import PlainTextDocument


class CustomerMessage(PlainTextDocument):
	"""A message to or from a customer and what became of it. Written by the app alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answer_to: DF.Link | None
		attempts: DF.Int
		channel: DF.Literal["", "WhatsApp", "SMS", "Email"]
		company: DF.Link | None
		currency: DF.Data | None
		customer: DF.Link | None
		delivered_on: DF.Datetime | None
		direction: DF.Literal["Outgoing", "Incoming"]
		error: DF.SmallText | None
		error_code: DF.Data | None
		failed_on: DF.Datetime | None
		fallback_of: DF.Link | None
		language: DF.Literal["ar", "en"]
		message_key: DF.Data | None
		parameters: DF.Code | None
		price: DF.Currency
		provider: DF.Data | None
		provider_id: DF.Data | None
		purpose: DF.Data | None
		read_on: DF.Datetime | None
		recipient: DF.Data | None
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		run: DF.Link | None
		segments: DF.Int
		send_after: DF.Datetime | None
		sending_since: DF.Datetime | None
		sent_on: DF.Datetime | None
		status: DF.Literal[
			"Outbox", "Queued", "Sending", "Doubtful", "Sent", "Delivered", "Read", "Failed", "Withdrawn"
		]
		step: DF.Int
		subject: DF.Data | None
		template: DF.Link | None
		text: DF.Code | None
		unwanted: DF.Check
		wanted_until: DF.Datetime | None
	# end: auto-generated types

	def on_trash(self) -> None:
		if self.reference_doctype == INVITATION and self.reference_name:
			kept_months.note_change(self.reference_name)
