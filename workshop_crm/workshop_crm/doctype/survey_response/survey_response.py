from typing import Any

import frappe

from workshop_crm.core.common.issues import DONE
from workshop_crm.services.surveys import kept_months
from workshop_crm.workshop_crm.plain_text import PlainTextDocument


class SurveyResponse(PlainTextDocument):
	"""What a customer answered to one invitation. Written by the app alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from workshop_crm.workshop_crm.doctype.survey_answer.survey_answer import SurveyAnswer

		adviser: DF.Link | None
		answered_on: DF.Datetime
		answers: DF.Table[SurveyAnswer]
		branch: DF.DynamicLink | None
		branch_doctype: DF.Link | None
		call_requested_on: DF.Datetime | None
		channel: DF.Data | None
		comment: DF.Code | None
		company: DF.Link | None
		customer: DF.Link
		effort: DF.Int
		follow_up: DF.Link | None
		has_score: DF.Check
		invitation: DF.Link
		is_low: DF.Check
		language: DF.Literal["ar", "en"]
		nps_group: DF.Literal["", "Promoter", "Passive", "Detractor"]
		rating: DF.Int
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		satisfaction: DF.Literal["", "Satisfied", "Not satisfied"]
		score: DF.Float
		service_type: DF.Link | None
		survey: DF.Link
		technician: DF.Link | None
		vehicle: DF.Link | None
		version: DF.Link | None
	# end: auto-generated types

	def on_update(self) -> None:
		kept_months.forget(self.answered_on)

	def on_trash(self) -> None:
		kept_months.forget(self.answered_on)


@frappe.whitelist()
def open_follow_ups_card(filters: str | dict | None = None) -> dict[str, Any]:
	"""What the number card shows: follow-ups of low scores that nobody has closed. `filters` are Frappe's, unused."""
	follow_ups = frappe.get_list(
		"Survey Response", filters={"follow_up": ["is", "set"]}, pluck="follow_up", limit_page_length=0
	)
	closed = ["in", DONE]
	done = frappe.db.count("Issue", {"name": ["in", follow_ups], "status": closed}) if follow_ups else 0
	return {"value": len(set(follow_ups)) - done, "fieldtype": "Int", "route": ["workshop-follow-ups"]}
