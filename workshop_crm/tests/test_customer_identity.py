"""A customer's name may change and two customers may turn out to be one: nothing of theirs is lost or left over."""

from __future__ import annotations

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate

from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.tests.records import entries, make_customer, make_invoice

ACCOUNT = "Customer Loyalty Points"


def add_figures(customer: str) -> None:
	frappe.get_doc({"doctype": "Customer Analytics", "customer": customer, "segment": "New"}).insert(
		ignore_permissions=True
	)
	frappe.get_doc(
		{"doctype": "Customer Value Snapshot", "customer": customer, "month": "2020-01-01", "clv": 1}
	).insert(ignore_permissions=True)


class TestCustomerIdentity(FrappeTestCase):
	def test_points_of_merged_customers_are_added_up_in_one_account(self) -> None:
		kept, merged = make_customer().name, make_customer().name
		make_invoice(kept, 500)
		make_invoice(merged, 300)
		frappe.rename_doc("Customer", merged, kept, merge=True)
		self.assertEqual(frappe.get_all(ACCOUNT, {"customer": ["in", [kept, merged]]}, pluck="balance"), [80])
		self.assertEqual(balance(entries(kept), getdate()), 80)

	def test_customers_who_both_have_figures_can_be_merged(self) -> None:
		kept, merged = make_customer().name, make_customer().name
		add_figures(kept)
		add_figures(merged)
		frappe.rename_doc("Customer", merged, kept, merge=True)
		self.assertFalse(frappe.db.exists("Customer Analytics", merged))
		self.assertEqual(frappe.db.get_value("Customer Analytics", kept, "is_stale"), 1)
		self.assertEqual(frappe.db.count("Customer Value Snapshot", {"customer": kept}), 1)

	def test_the_figures_of_a_renamed_customer_are_found_under_the_new_name(self) -> None:
		customer = make_customer().name
		add_figures(customer)
		new = frappe.rename_doc("Customer", customer, f"{customer} renamed")
		self.assertEqual(frappe.db.get_value("Customer Analytics", new, "segment"), "New")
		self.assertFalse(frappe.db.exists("Customer Analytics", customer))

	def test_a_customer_without_invoices_can_be_deleted_though_there_are_figures(self) -> None:
		customer = make_customer().name
		add_figures(customer)
		frappe.delete_doc("Customer", customer)
		self.assertFalse(frappe.db.count("Customer Value Snapshot", {"customer": customer}))

	def test_a_customer_with_points_in_the_ledger_cannot_be_deleted(self) -> None:
		customer = make_customer().name
		make_invoice(customer, 500)
		self.assertRaises(frappe.LinkExistsError, frappe.delete_doc, "Customer", customer)
