import frappe
from frappe.model.document import Document


class SurveyInvitation(Document):
	"""An invitation to one survey about one visit. Written by the app alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answered_on: DF.Datetime | None
		channel: DF.Literal["", "WhatsApp", "SMS", "Email"]
		company: DF.Link | None
		customer: DF.Link
		expires_on: DF.Datetime | None
		language: DF.Literal["ar", "en"]
		opened_on: DF.Datetime | None
		reason: DF.SmallText | None
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		send_after: DF.Datetime | None
		sent_on: DF.Datetime | None
		service_type: DF.Link | None
		status: DF.Literal["Scheduled", "Sent", "Outbox", "Opened", "Answered", "Expired", "Not Sent"]
		survey: DF.Link
		token_hash: DF.Data | None
		vehicle: DF.Link | None
	# end: auto-generated types


def on_doctype_update() -> None:
	# One visit is asked about once, whatever runs at the same time.
	frappe.db.add_unique("Survey Invitation", ["survey", "reference_doctype", "reference_name"])
