import frappe
from frappe.model.document import Document


class CustomerValueSnapshot(Document):
	"""What a customer was worth in one month, for the trend. Written by the app alone."""


def on_doctype_update() -> None:
	# A second run in the same month replaces the figures of the first.
	frappe.db.add_unique("Customer Value Snapshot", ["customer", "month"])
