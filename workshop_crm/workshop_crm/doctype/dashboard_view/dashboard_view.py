from frappe.model.document import Document


class DashboardView(Document):
	"""Filters of the dashboard under a name. Written through the dashboard's endpoints alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		filters: DF.JSON | None
		is_shared: DF.Check
		period: DF.Data | None
		title: DF.Data
		user: DF.Link
	# end: auto-generated types
