"""Points on full payment, by ERPNext's own ways to pay an invoice and to take that back."""

from __future__ import annotations

import frappe
from erpnext.accounts.doctype.payment_entry.payment_entry import get_payment_entry
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate

from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.services.loyalty import upkeep
from workshop_crm.tests.records import entries, make_customer, make_invoice, make_return
from workshop_crm.tests.test_loyalty_time import program_with

PAID = {"earn_when": "It is paid in full"}


def pay(invoice: Document, amount: float) -> Document:
	payment = get_payment_entry(invoice.doctype, invoice.name, party_amount=amount)
	payment.reference_no, payment.reference_date = "1", getdate()
	return payment.insert().submit()


def pay_by_journal(invoice: Document) -> Document:
	account = frappe.db.get_value(
		"Account", {"company": invoice.company, "account_type": "Cash", "is_group": 0}
	)
	lines = [
		{"account": account, "debit_in_account_currency": invoice.outstanding_amount},
		{
			"account": invoice.debit_to,
			"credit_in_account_currency": invoice.outstanding_amount,
			"party_type": "Customer",
			"party": invoice.customer,
			"reference_type": invoice.doctype,
			"reference_name": invoice.name,
		},
	]
	values = {
		"doctype": "Journal Entry",
		"company": invoice.company,
		"posting_date": getdate(),
		"accounts": lines,
	}
	return frappe.get_doc(values).insert().submit()


def points_of(customer: str) -> int:
	return balance(entries(customer), getdate())


class TestEarningOnPayment(FrappeTestCase):
	def test_the_last_payment_earns_and_its_cancellation_takes_back(self):
		customer = make_customer().name
		with program_with(**PAID):
			invoice = make_invoice(customer, 500)
			self.assertEqual(entries(customer), [])
			pay(invoice, 200)
			self.assertEqual(entries(customer), [])
			last = pay(invoice.reload(), 300)
			self.assertEqual(points_of(customer), 50)
			last.cancel()
			self.assertEqual(points_of(customer), 0)
			pay(invoice.reload(), 300)
			self.assertEqual(points_of(customer), 50)
			self.assertEqual([entry.kind for entry in entries(customer)], ["Earn", "Reverse", "Earn"])

	def test_a_journal_entry_pays_too(self):
		customer = make_customer().name
		with program_with(**PAID):
			entry = pay_by_journal(make_invoice(customer, 500))
			self.assertEqual(points_of(customer), 50)
			entry.cancel()
			self.assertEqual(points_of(customer), 0)

	def test_the_repair_passes_over_what_is_not_paid_and_finds_what_was(self):
		customer = make_customer().name
		with program_with(**PAID):
			invoice = make_invoice(customer, 500)
			self.assertNotIn(("Sales Invoice", invoice.name), list(upkeep._without_rows(1)))
			frappe.db.set_value("Sales Invoice", invoice.name, "outstanding_amount", 0)
			self.assertIn(("Sales Invoice", invoice.name), list(upkeep._without_rows(1)))

	def test_a_return_that_settles_the_whole_invoice_earns_nothing(self):
		customer = make_customer().name
		with program_with(**PAID):
			make_return(make_invoice(customer, 500), 500)
		self.assertEqual(points_of(customer), 0)

	def test_unpaid_invoices_keep_what_they_earned_before_the_program_asked_for_payment(self):
		customer = make_customer().name
		invoice = make_invoice(customer, 500)
		with program_with(**PAID):
			pay(invoice, 100).cancel()
		self.assertEqual(points_of(customer), 50)
