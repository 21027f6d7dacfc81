"""Outstanding points as a liability in ERPNext's books: one balanced entry a day, and the books say what the points are worth."""

from __future__ import annotations

from datetime import date

import frappe
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate

from workshop_crm.services.loyalty import liability
from workshop_crm.services.platform import settings
from workshop_crm.tests.records import POINT_VALUE, make_customer, make_invoice, unique
from workshop_crm.tests.refusals import assert_refused


def day(number: int) -> date:
	return getdate(add_days(getdate(), number))


def account(root_type: str, parent_of: str) -> str:
	company = settings.company()
	parent = frappe.db.get_value(
		"Account", {"company": company, "root_type": root_type, "is_group": 1}, order_by="lft desc"
	)
	values = {"account_name": unique(parent_of), "company": company, "parent_account": parent}
	return frappe.get_doc({"doctype": "Account", **values}).insert().name


class TestLiability(FrappeTestCase):
	def setUp(self) -> None:
		self.program = self.a_program()
		self.customer = make_customer().name
		frappe.db.set_value("Customer", self.customer, "loyalty_program", self.program.name)

	def a_program(self) -> Document:
		company = settings.company()
		expense = {"company": company, "root_type": "Expense", "is_group": 0}
		values = {
			"loyalty_program_name": unique("Points in the books"),
			"loyalty_program_type": "Single Tier Program",
			"from_date": date(2020, 1, 1),
			"company": company,
			"conversion_factor": POINT_VALUE,
			"expiry_duration": 365,
			"expense_account": frappe.db.get_value("Account", expense, "name"),
			"cost_center": frappe.get_cached_value("Company", company, "cost_center"),
			"collection_rules": [{"tier_name": "Silver", "collection_factor": 10}],
			"post_points_liability": 1,
			"points_liability_account": account("Liability", "Points"),
			"points_breakage_account": account("Income", "Expired points"),
		}
		return frappe.get_doc({"doctype": "Loyalty Program", **values}).insert()

	def booked(self, field: str) -> float:
		rows = frappe.get_all(
			"GL Entry", {"account": self.program.get(field), "is_cancelled": 0}, ["credit", "debit"]
		)
		return sum(row.credit - row.debit for row in rows)

	def test_points_are_owed_until_they_are_redeemed_and_a_cancelled_sale_owes_nothing(self):
		first = make_invoice(self.customer, 400)
		entry = liability.post(self.program.name, day(-3))
		self.assertEqual(self.booked("points_liability_account"), 40 * POINT_VALUE)
		self.assertIsNone(liability.post(self.program.name, day(-3)))
		paid = make_invoice(self.customer, 100, redeem_loyalty_points=1, loyalty_points=10)
		self.assertIsNone(liability.post(self.program.name, day(-3)), "one entry a day")
		liability.post(self.program.name, day(-2))
		left = 40 - 10 + 9
		self.assertEqual(self.booked("points_liability_account"), left * POINT_VALUE)
		self.assertIsNone(liability.post(self.program.name, day(-1)), "nothing has changed")
		for invoice in (paid, first):
			invoice.reload().cancel()
		liability.post(self.program.name, day(-1))
		self.assertEqual(self.booked("points_liability_account"), 0)
		self.assertEqual(liability.difference(self.program), 0)
		lines = frappe.get_all("Journal Entry Account", {"parent": entry}, ["debit", "credit"])
		self.assertEqual(sum(row.debit for row in lines), sum(row.credit for row in lines))

	def test_expired_points_are_income(self):
		make_invoice(self.customer, 400)
		liability.post(self.program.name, day(-2))
		own = {"customer": self.customer}
		frappe.db.set_value("Customer Loyalty Points", own, {"balance": 0, "points_expired": 40})
		liability.post(self.program.name, day(-1))
		self.assertEqual(self.booked("points_liability_account"), 0)
		self.assertEqual(self.booked("points_breakage_account"), 40 * POINT_VALUE)

	def test_an_entry_that_an_accountant_cancels_is_made_up_for_by_the_next(self):
		make_invoice(self.customer, 400)
		entry = liability.post(self.program.name, day(-2))
		frappe.get_doc("Journal Entry", entry).cancel()
		self.assertEqual(self.booked("points_liability_account"), 0)
		liability.post(self.program.name, day(-1))
		self.assertEqual(self.booked("points_liability_account"), 40 * POINT_VALUE)

	def test_what_was_booked_by_hand_is_told_and_stays(self):
		make_invoice(self.customer, 400)
		liability.post(self.program.name, day(-2))
		lines = [
			{"account": self.program.points_liability_account, "credit_in_account_currency": 5},
			{
				"account": self.program.expense_account,
				"debit_in_account_currency": 5,
				"cost_center": self.program.cost_center,
			},
		]
		values = {"company": self.program.company, "posting_date": getdate(), "accounts": lines}
		frappe.get_doc({"doctype": "Journal Entry", **values}).insert().submit()
		make_invoice(self.customer, 400)
		logs = frappe.db.count("Error Log", {"method": "Liability of points"})
		liability.post(self.program.name, day(-1))
		self.assertEqual(liability.difference(self.program), 5)
		self.assertEqual(frappe.db.count("Error Log", {"method": "Liability of points"}), logs + 1)

	def refused(self, program: Document, words: str, **values: object) -> None:
		"""Saving the program with these values is refused; the first of them is named."""

		def save() -> None:
			program.reload().update(values)
			program.save()

		assert_refused(save, words, field=next(iter(values)))

	def test_accounts_that_cannot_be_used_are_refused(self):
		program = self.program
		self.refused(program, "cannot be used", points_liability_account=program.expense_account)
		self.refused(program, "Enter an account", points_breakage_account=None)
		other = self.a_program()
		self.refused(
			other,
			"is the liability account of",
			points_liability_account=program.reload().points_liability_account,
		)

	def test_the_account_stays_while_points_are_booked_to_it(self):
		make_invoice(self.customer, 400)
		liability.post(self.program.name, day(-1))
		self.refused(
			self.program, "are booked to", points_liability_account=account("Liability", "Other points")
		)
