from frappe.model.document import Document


class DashboardSubscription(Document):
	"""A manager who gets the dashboard by e-mail each week. Written through the dashboard's endpoints alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		filters: DF.JSON | None
		language: DF.Literal["ar", "en"]
		last_sent_on: DF.Date | None
		period: DF.Data | None
		user: DF.Link
		weekday: DF.Literal["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
	# end: auto-generated types
