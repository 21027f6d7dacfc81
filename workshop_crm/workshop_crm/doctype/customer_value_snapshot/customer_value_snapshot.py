import frappe
from frappe.model.document import Document


class CustomerValueSnapshot(Document):
	"""What a customer was worth in one month, for the trend. Written by the app alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		clv: DF.Currency
		company: DF.Link | None
		customer: DF.Link
		expected_visits: DF.Float
		month: DF.Date
		p_alive: DF.Float
		revenue: DF.Currency
		segment: DF.Literal["", "New", "Active", "High Risk", "Lapsed", "Lost"]
	# end: auto-generated types


def on_doctype_update() -> None:
	# A second run in the same month replaces the figures of the first.
	frappe.db.add_unique("Customer Value Snapshot", ["customer", "month"])
