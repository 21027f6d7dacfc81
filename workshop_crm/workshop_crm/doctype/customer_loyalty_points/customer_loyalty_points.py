import frappe
from frappe.model.document import Document


class CustomerLoyaltyPoints(Document):
	"""The account of one customer in one program of one company. Written by the app alone."""


def on_doctype_update() -> None:
	# Two tills that open the account at once get the same one.
	frappe.db.add_unique("Customer Loyalty Points", ["customer", "loyalty_program", "company"])
