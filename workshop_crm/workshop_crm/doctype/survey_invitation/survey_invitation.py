import frappe
from frappe.model.document import Document

from workshop_crm.services.surveys import kept_months


class SurveyInvitation(Document):
	"""An invitation to one survey about one visit. Written by the app alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		adviser: DF.Link | None
		answered_by: DF.Data | None
		answered_channel: DF.Data | None
		answered_on: DF.Datetime | None
		branch: DF.DynamicLink | None
		branch_doctype: DF.Link | None
		can_complete: DF.Check
		channel: DF.Literal["", "WhatsApp", "SMS", "Email"]
		company: DF.Link | None
		contacts: DF.Int
		customer: DF.Link
		expires_on: DF.Datetime | None
		language: DF.Literal["ar", "en"]
		last_asked_on: DF.Datetime | None
		next_contact_on: DF.Datetime | None
		next_row: DF.Data | None
		opened_on: DF.Datetime | None
		opted_out: DF.Check
		reason: DF.SmallText | None
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		rows_done: DF.SmallText | None
		send_after: DF.Datetime | None
		sent_on: DF.Datetime | None
		service_type: DF.Link | None
		source: DF.Literal["Trigger", "Manual", "Handover", "Print", "Follow-up"]
		status: DF.Literal[
			"Scheduled", "Sent", "Outbox", "Opened", "Handed Over", "Answered", "Expired", "Not Sent"
		]
		step: DF.Int
		survey: DF.Link
		technician: DF.Link | None
		token_hash: DF.Data | None
		trigger: DF.Data | None
		vehicle: DF.Link | None
		version: DF.Link | None
		visit_key: DF.Data | None
		visited_on: DF.Date | None
	# end: auto-generated types

	def on_trash(self) -> None:
		kept_months.forget_invitation(self.sent_on)


def on_doctype_update() -> None:
	# One visit is asked about once by a survey, whatever runs at the same time.
	frappe.db.sql_ddl(
		"alter table `tabSurvey Invitation` drop index if exists unique_survey_reference_doctype_reference_name"
	)
	frappe.db.add_unique("Survey Invitation", ["survey", "visit_key"])
