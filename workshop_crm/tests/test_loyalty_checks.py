"""Rows that somebody changed behind the app's back are told, and customers who become one keep every point.

Only ERPNext's ledger can be changed with SQL, and only there customers are merged.
"""

from __future__ import annotations

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate

from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.services.loyalty import checks, passing_time, views
from workshop_crm.services.platform.permissions import MANAGER
from workshop_crm.tests.records import (
	add_core_row,
	entries,
	make_customer,
	make_invoice,
	make_return,
	make_user,
	program,
)

ACCOUNT, ENTRY = "Customer Loyalty Points", "Loyalty Point Entry"


def told(customer: str) -> list[str]:
	return [one.difference.what for one in checks.check() if one.account.customer == customer]


def a_busy_member() -> str:
	"""Somebody who earned, redeemed, returned, cancelled, and let points expire."""
	customer = make_customer().name
	spent = make_invoice(customer, 400)
	make_invoice(customer, 100, redeem_loyalty_points=1, loyalty_points=40)
	make_return(spent, 400)
	make_invoice(customer, 900).cancel()
	old = make_invoice(customer, 300)
	# Written by another version: the lot is over, and no seal knows it otherwise.
	frappe.db.set_value(ENTRY, {"invoice": old.name}, "expiry_date", add_days(getdate(), -1))
	frappe.db.set_value(ACCOUNT, {"customer": customer}, {"seal": "", "next_change": None})
	passing_time.pass_time()
	return customer


class TestCheck(FrappeTestCase):
	def tearDown(self) -> None:
		frappe.db.rollback()

	def test_what_a_member_does_leaves_no_difference(self):
		self.assertEqual(told(a_busy_member()), [])

	def test_points_given_back_after_they_expired_leave_no_difference(self):
		customer = make_customer().name
		invoice = make_invoice(customer, 300)
		frappe.db.set_value(ENTRY, {"invoice": invoice.name}, "expiry_date", add_days(getdate(), -1))
		frappe.db.set_value(ACCOUNT, {"customer": customer}, {"seal": "", "next_change": None})
		passing_time.pass_time()
		invoice.reload().cancel()
		self.assertEqual([entry.points for entry in entries(customer)], [30, -30, -30, 30])
		self.assertEqual(told(customer), [])

	def test_rows_of_erpnext_s_own_without_an_account_are_no_difference(self):
		customer = make_customer().name
		add_core_row(customer, 50, 500)
		self.assertEqual(told(customer), [])

	def test_a_row_that_was_changed_or_removed_stays_told_after_the_next_sale(self):
		for query in (
			f"update `tab{ENTRY}` set invoice = 'X' where customer = %s limit 1",
			f"delete from `tab{ENTRY}` where customer = %s and entry_kind = 'Earn' limit 1",
		):
			customer = a_busy_member()
			frappe.db.sql(query, customer)
			make_invoice(customer, 100)
			with self.subTest(query):
				self.assertTrue({"Seal of the rows", "Rows of the ledger"} & set(told(customer)))

	def test_an_account_that_was_changed_or_removed_is_told(self):
		customer = a_busy_member()
		frappe.db.set_value(ACCOUNT, {"customer": customer}, "balance", 77, update_modified=False)
		self.assertEqual(told(customer), ["Points"])
		frappe.db.delete(ACCOUNT, {"customer": customer})
		self.assertEqual(told(customer), ["Account"])

	def test_a_row_that_the_app_did_not_write_is_told(self):
		customer = a_busy_member()
		add_core_row(customer, 500, 0)
		self.assertIn("Rows of the ledger", told(customer))

	def test_the_scheduler_logs_differences_tells_the_managers_and_mends_nothing(self):
		make_user(MANAGER)
		customer = a_busy_member()
		frappe.db.set_value(ACCOUNT, {"customer": customer}, "balance", 77, update_modified=False)
		checks.report()
		log = frappe.get_last_doc("Error Log", {"method": checks.TITLE})
		self.assertIn(f"{customer}, {program()}", log.error)
		self.assertTrue(frappe.db.exists("Notification Log", {"document_name": log.name}))
		self.assertEqual(frappe.db.get_value(ACCOUNT, {"customer": customer}, "balance"), 77)


class TestMergedAccounts(FrappeTestCase):
	def tearDown(self) -> None:
		frappe.db.rollback()

	def test_all_points_are_in_one_account_whose_history_says_from_whom(self):
		kept, merged = make_customer().name, make_customer().name
		make_invoice(kept, 500)
		make_invoice(merged, 300)
		frappe.rename_doc("Customer", merged, kept, merge=True, show_alert=False)
		self.assertEqual(frappe.get_all(ACCOUNT, {"customer": kept}, pluck="balance"), [80])
		(transfer,) = [row for row in views.of_customer(kept)["entries"] if row["kind"] == "Transfer"]
		self.assertEqual(transfer["moved_from"], merged)
		self.assertEqual(told(kept), [])

	def test_a_debt_and_expired_points_of_the_other_change_nothing(self):
		kept, merged = a_busy_member(), a_busy_member()
		owed = balance(entries(kept), getdate()) + balance(entries(merged), getdate())
		self.assertLess(owed, 0)
		frappe.rename_doc("Customer", merged, kept, merge=True, show_alert=False)
		self.assertEqual(balance(entries(kept), getdate()), owed)
		self.assertEqual(told(kept), [])

	def test_an_invoice_of_the_other_is_returned_from_the_one_account(self):
		kept, merged = make_customer().name, make_customer().name
		make_invoice(kept, 500)
		invoice = make_invoice(merged, 300)
		frappe.rename_doc("Customer", merged, kept, merge=True, show_alert=False)
		make_return(invoice.reload(), 300)
		self.assertEqual(balance(entries(kept), getdate()), 50)
		self.assertEqual(told(kept), [])

	def test_a_chain_of_merges_and_rows_of_erpnext_s_own(self):
		first, second, third = (make_customer().name for _ in range(3))
		add_core_row(first, 70, 700)
		make_invoice(second, 100)
		make_invoice(third, 200)
		for merged, kept in ((first, second), (second, third)):
			frappe.rename_doc("Customer", merged, kept, merge=True, show_alert=False)
		self.assertEqual(balance(entries(third), getdate()), 100)
		self.assertEqual(told(third), [])
