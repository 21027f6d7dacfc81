"""The same points at the Point of Sale, whose invoices are a DocType of their own.

Only ERPNext has it.
"""

from __future__ import annotations

from unittest.mock import patch

import frappe
from erpnext.controllers.sales_and_purchase_return import make_return_doc
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate, now_datetime, nowtime

from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.services.platform import settings
from workshop_crm.services.surveys import invitations
from workshop_crm.services.visits import visit, visit_record
from workshop_crm.tests.records import add_core_row, entries, item, make_customer, make_invoice, unique
from workshop_crm.tests.refusals import assert_refused

MERGE_LOG = "erpnext.accounts.doctype.pos_invoice_merge_log.pos_invoice_merge_log.POSInvoiceMergeLog"


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

	def sell(self, customer: str, amount: float, points: int = 0, **values: object) -> Document:
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
		invoice.update(values)
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

	def test_a_mark_of_consolidation_is_refused_on_the_till_s_own_invoices(self):
		customer = make_customer().name
		add_core_row(customer, 100, 1000)
		sent = {"is_consolidated": 1, "loyalty_amount": 90}
		assert_refused(lambda: self.sell(customer, 100, points=4, **sent), "consolidated")

	def test_closing_the_till_merges_invoices_whose_points_count_once(self):
		customer = make_customer().name
		add_core_row(customer, 40, 400)
		invoices = [self.sell(customer, 100, points=40), self.sell(customer, 50)]
		before = entries(customer)
		log = merge(customer, invoices)
		merged = frappe.get_doc("Sales Invoice", log.consolidated_invoice)
		self.assertEqual((merged.is_consolidated, merged.loyalty_amount), (1, 10.0))
		self.assertEqual(entries(customer), before)
		log.cancel()
		self.assertEqual(frappe.db.get_value("Sales Invoice", merged.name, "docstatus"), 2)
		self.assertEqual(entries(customer), before)

	def test_the_people_of_lines_make_the_visit_theirs_once(self):
		team = frappe.db.get_value("Sales Person", {"is_group": 1}, "name")
		names = [unique("Omar"), unique("Huda")]
		for name in names:
			person = {"doctype": "Sales Person", "sales_person_name": name, "parent_sales_person": team}
			frappe.get_doc({**person, "enabled": 1}).insert()
		customer = make_customer().name
		rows = [
			{"item_code": item(), "qty": 1, "rate": rate, "technician": name, "adviser": name}
			for rate, name in zip((25, 75), names, strict=True)
		]
		invoice = self.sell(customer, 100, items=rows)
		self.assertEqual(invoice.technician, names[1])
		shares = {row.sales_person: row.allocated_percentage for row in invoice.sales_team}
		self.assertEqual(shares, {names[1]: 75, names[0]: 25})
		self.assertEqual([row["technician"] for row in visit.get_visit(invoice.name)["lines"]], names)
		merge(customer, [invoice])
		asked = frappe.get_doc("Survey Invitation", invitations.invite("POS Invoice", invoice.name))
		self.assertEqual((asked.technician, asked.adviser), (names[1], names[1]))
		self.assertEqual(
			[row["invoice"] for row in visit_record.page(customer, 10, 0)["visits"]], [invoice.name]
		)

	def test_after_a_merge_a_client_still_cannot_mark_an_invoice(self):
		customer = make_customer().name
		merge(customer, [self.sell(customer, 50)])
		assert_refused(lambda: make_invoice(customer, 100, is_consolidated=1), "consolidated")

	def test_a_merge_that_failed_leaves_no_door_open(self):
		customer = make_customer().name
		invoices = [self.sell(customer, 50)]
		frappe.db.savepoint("before_the_merge")
		with (
			patch(f"{MERGE_LOG}.update_pos_invoices", side_effect=RuntimeError("broken")),
			self.assertRaises(RuntimeError),
		):
			merge(customer, invoices)
		frappe.db.rollback(save_point="before_the_merge")
		assert_refused(lambda: make_invoice(customer, 100, is_consolidated=1), "consolidated")


def merge(customer: str, invoices: list[Document]) -> Document:
	"""What closing the till does with the invoices of one customer."""
	log = frappe.get_doc(
		{
			"doctype": "POS Invoice Merge Log",
			"posting_date": getdate(),
			"posting_time": nowtime(),
			"customer": customer,
			"pos_invoices": [
				{"pos_invoice": one.name, "customer": customer, "grand_total": one.grand_total}
				for one in invoices
			],
		}
	)
	return log.insert().submit()


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
