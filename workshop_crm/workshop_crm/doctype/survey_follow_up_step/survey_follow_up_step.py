from frappe.model.document import Document


class SurveyFollowupStep(Document):
	"""What somebody did with a follow-up, and when. Written by the app alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		due_on: DF.Datetime | None
		given_to: DF.Link | None
		happened_on: DF.Datetime
		kind: DF.Literal[
			"Opened", "Given", "Due", "Note", "Spoken", "Closed", "Reopened", "Passed On", "Call Requested"
		]
		note: DF.Code | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		reason: DF.Data | None
		request_key: DF.Data | None
		user: DF.Link | None
	# end: auto-generated types
