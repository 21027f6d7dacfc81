"""Money taken with a sale or after it: a Payment Entry for each way of paying, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import frappe
from frappe.model.document import Document
from frappe.query_builder.functions import Sum
from frappe.utils import create_batch, today

from workshop_crm.core.visits.payments import Payment, check_payments
from workshop_crm.services.platform.invoices import POS_INVOICE
from workshop_crm.services.platform.money import decimal, rounded, rounding

PAYMENT = "Payment Entry"
# For longer lists MariaDB no longer looks into the index how few rows there are, and reads the whole table.
AT_ONCE = 100


def modes(company: str) -> list[tuple[str, bool]]:
	"""The ways of paying that have an account in the company, each with whether it is cash."""
	mode, account = frappe.qb.DocType("Mode of Payment"), frappe.qb.DocType("Mode of Payment Account")
	query = (
		frappe.qb.from_(mode)
		.join(account)
		.on(account.parent == mode.name)
		.select(mode.name, mode.type)
		.where(mode.enabled == 1)
		.where(account.company == company)
		.where(account.default_account.isnotnull())
		.where(account.default_account != "")
	)
	return [(name, kind == "Cash") for name, kind in query.run()]


def take(invoice: Document, payments: Sequence[Payment], due: Decimal) -> None:
	"""Book what was paid. Raises InvalidInput for more than is `due`, and for a way of paying that the company has not."""
	known = [mode for mode, _is_cash in modes(invoice.company)]
	check_payments(payments, known, due, rounding())
	for payment in payments:
		_book(invoice, payment)


def credit_of(doctype: str, invoices: Sequence[str]) -> dict[str, Decimal]:
	"""By invoice, what its credit notes owe the customer: ERPNext may leave both open until somebody sets them off."""
	note = frappe.qb.DocType(doctype)
	query = (
		frappe.qb.from_(note)
		.select(note.return_against, Sum(note.outstanding_amount))
		.where(note.docstatus == 1)
		.groupby(note.return_against)
	)
	return {
		name: max(-decimal(amount), Decimal(0))
		for some in create_batch(invoices, AT_ONCE)
		for name, amount in query.where(note.return_against.isin(some)).run()
	}


def of_invoice(invoice: Document) -> list[Payment]:
	"""What was paid by which way: of a POS Invoice with the sale, of a Sales Invoice by submitted Payment Entries."""
	if invoice.doctype == POS_INVOICE:
		return [
			Payment(row.mode_of_payment, decimal(row.base_amount))
			for row in invoice.payments
			if row.base_amount
		]
	entry, row = frappe.qb.DocType(PAYMENT), frappe.qb.DocType("Payment Entry Reference")
	query = (
		frappe.qb.from_(row)
		.join(entry)
		.on(row.parent == entry.name)
		.select(entry.mode_of_payment, row.allocated_amount)
		.where(row.reference_doctype == invoice.doctype)
		.where(row.reference_name == invoice.name)
		.where(entry.docstatus == 1)
		.orderby(entry.creation)
	)
	return [Payment(mode or "", decimal(amount)) for mode, amount in query.run()]


def _book(invoice: Document, payment: Payment) -> None:
	from erpnext.accounts.doctype.payment_entry.payment_entry import get_payment_entry
	from erpnext.accounts.doctype.sales_invoice.sales_invoice import get_bank_cash_account

	amount = rounded(payment.amount)
	account = get_bank_cash_account(payment.mode, invoice.company)["account"]
	entry = get_payment_entry(invoice.doctype, invoice.name, party_amount=amount, bank_account=account)
	entry.mode_of_payment = payment.mode
	entry.reference_no, entry.reference_date = invoice.name, today()
	entry.insert()
	entry.submit()
