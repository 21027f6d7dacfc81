from frappe.model.document import Document


class CustomerAction(Document):
	"""One reason to call one customer, what was done about it, and what came of it. Written by the app alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		action_key: DF.Data | None
		assigned_to: DF.Link | None
		came_on: DF.Date | None
		clv: DF.Currency
		company: DF.Link | None
		crossed_on: DF.Date
		customer: DF.Link
		done_by: DF.Link | None
		done_on: DF.Datetime | None
		facts: DF.Code | None
		follow_up: DF.Link | None
		made_on: DF.Date
		message: DF.Link | None
		outcome: DF.Literal["Pending", "Came", "Did Not Come"]
		outcome_until: DF.Date | None
		points: DF.Int
		problem: DF.SmallText | None
		result: DF.Literal["", "Reached", "Not Reached", "Booked"]
		revenue: DF.Currency
		rule: DF.Link
		snoozed_until: DF.Date | None
		status: DF.Literal["Open", "Snoozed", "Done", "Dismissed", "Held Out"]
		trigger: DF.Literal[
			"Becomes High Risk",
			"Becomes Lapsed",
			"Valuable Customer Gives Low Score",
			"Service Falls Due",
		]
		vehicle: DF.Link | None
	# end: auto-generated types
