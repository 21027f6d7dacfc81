import frappe
from frappe.model.document import Document


class CustomerLoyaltyPoints(Document):
	"""The account of one customer in one program of one company. Written by the app alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		balance: DF.Int
		company: DF.Link
		customer: DF.Link
		entry_count: DF.Int
		last_entry_on: DF.Date | None
		lifetime_spend: DF.Currency
		loyalty_program: DF.Link
		next_change: DF.Date | None
		next_expiry: DF.Date | None
		pending: DF.Int
		points_earned: DF.Int
		points_expired: DF.Int
		points_redeemed: DF.Int
		seal: DF.Data | None
		tier: DF.Data | None
		tier_until: DF.Date | None
	# end: auto-generated types


def on_doctype_update() -> None:
	# Two tills that open the account at once get the same one.
	frappe.db.add_unique("Customer Loyalty Points", ["customer", "loyalty_program", "company"])
