"""The same points at the Point of Sale, whose invoices are a DocType of their own."""

from __future__ import annotations

import frappe
from erpnext.controllers.sales_and_purchase_return import make_return_doc
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate, now_datetime

from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.services import settings
from workshop_crm.tests.records import add_core_row, entries, item, make_customer, unique


class TestPointOfSale(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		item()
		cls.company = settings.company()
		cls.profile = make_profile(cls.company)
		opening = frappe.get_doc(
			{
				"doctype": "POS Opening Entry",
				"period_start_date": now_datetime(),
				"posting_date": getdate(),
				"user": "Administrator",
				"pos_profile": cls.profile,
				"company": cls.company,
				"balance_details": [{"mode_of_payment": "Cash", "opening_amount": 0}],
			}
		)
		opening.insert().submit()

	def sell(self, customer: str, amount: float, points: int = 0) -> Document:
		invoice = frappe.get_doc(
			{
				"doctype": "POS Invoice",
				"company": self.company,
				"currency": settings.currency(self.company),
				"customer": customer,
				"pos_profile": self.profile,
				"is_pos": 1,
				"items": [{"item_code": item(), "qty": 1, "rate": amount}],
				"redeem_loyalty_points": int(points > 0),
				"loyalty_points": points,
				"payments": [{"mode_of_payment": "Cash", "amount": amount - points * 0.25}],
			}
		)
		invoice.set_missing_values()
		invoice.insert()
		# As the Point of Sale screen sends it: points count as paid.
		invoice.paid_amount = amount
		return invoice.submit()

	def test_points_are_earned_and_redeemed_across_both_kinds_of_invoice(self):
		customer = make_customer().name
		add_core_row(customer, 40, 400)
		invoice = self.sell(customer, 100, points=40)
		self.assertEqual(invoice.loyalty_amount, 10.0)
		self.assertEqual([entry.kind for entry in entries(customer)], ["Earn", "Earn", "Redeem"])
		self.assertEqual(balance(entries(customer), getdate()), 9)

	def test_a_return_that_pays_everything_out_takes_earned_points_back_and_restores_none(self):
		customer = make_customer().name
		add_core_row(customer, 40, 400)
		invoice = self.sell(customer, 100, points=40)
		note = make_return_doc("POS Invoice", invoice.name)
		note.payments[0].amount = -100
		note.insert().submit()
		self.assertEqual([entry.kind for entry in entries(customer)], ["Earn", "Earn", "Redeem", "Reverse"])
		self.assertEqual(balance(entries(customer), getdate()), 0)

	def test_cancelling_gives_everything_back(self):
		customer = make_customer().name
		add_core_row(customer, 40, 400)
		self.sell(customer, 100, points=40).cancel()
		self.assertEqual(balance(entries(customer), getdate()), 40)


def make_profile(company: str) -> str:
	def account(**filters: str) -> str:
		return frappe.db.get_value("Account", {"company": company, "is_group": 0, **filters}, "name")

	cash = frappe.get_doc("Mode of Payment", "Cash")
	if not any(row.company == company for row in cash.accounts):
		cash.append("accounts", {"company": company, "default_account": account(account_type="Cash")})
		cash.save()
	return (
		frappe.get_doc(
			{
				"doctype": "POS Profile",
				"name": unique("Test Till"),
				"company": company,
				"currency": settings.currency(company),
				"warehouse": frappe.db.get_value("Warehouse", {"company": company, "is_group": 0}, "name"),
				"write_off_account": account(root_type="Expense"),
				"write_off_cost_center": frappe.get_cached_value("Company", company, "cost_center"),
				"payments": [{"mode_of_payment": "Cash", "default": 1}],
			}
		)
		.insert()
		.name
	)
