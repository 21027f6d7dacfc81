"""What an invoice earns and gives back: one rule for submit, return, cancellation and repair."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from workshop_crm.core.loyalty.by_rules import needs_sale
from workshop_crm.core.loyalty.model import CreditNote, Entry, InvoiceFacts, Program
from workshop_crm.core.loyalty.paying import waits_for_payment
from workshop_crm.core.loyalty.rows import due_rows
from workshop_crm.services.loyalty import accounts, facts, ledger, payment, referrals
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.programs import get_program
from workshop_crm.services.platform.money import decimal


def account_of(invoice: Document) -> Account | None:
	"""The account that an invoice belongs to; None without a program."""
	if not invoice.loyalty_program:
		return None
	return Account(invoice.customer, invoice.loyalty_program, invoice.company)


def program_and_rows(invoice: Document) -> tuple[Program | None, list[Entry]]:
	"""The invoice's program and all rows of its account, oldest first."""
	account = account_of(invoice)
	return (get_program(account.program), ledger.read(account)) if account else (None, [])


def correct(invoice: Document) -> None:
	"""Append what is missing so that the invoice's rows are what they should be. Twice changes nothing.

	`invoice` is a submitted or cancelled Sales Invoice or POS Invoice that is no return.
	"""
	account = account_of(invoice)
	if account is None:
		return
	opened = accounts.lock(account)
	invoice_facts = facts_of(invoice)
	waits = waits_for_payment(opened.program, opened.books.entries, invoice_facts)
	if waits:
		invoice_facts = replace(invoice_facts, paid_on=payment.paid_on(invoice))
	unpaid = waits and invoice_facts.paid_on is None
	if not unpaid and needs_sale(opened.program, opened.books.entries, invoice_facts):
		invoice_facts = replace(invoice_facts, sale=facts.of_sale(invoice, opened.program.rules))
	accounts.write(opened, due_rows(opened.program, opened.books, invoice_facts))
	referrals.look_later(invoice.customer)


def facts_of(invoice: Document) -> InvoiceFacts:
	"""What decides its points, in the company's currency, the currency of points."""
	return replace(as_sold(invoice), credit_notes=tuple(_credit_notes(invoice)))


def as_sold(invoice: Document) -> InvoiceFacts:
	"""The same without its credit notes, for whoever only pays with points or looks for its rows."""
	return InvoiceFacts(
		invoice_type=invoice.doctype,
		name=invoice.name,
		posting_date=getdate(invoice.posting_date),
		total=decimal(invoice.base_grand_total),
		redeemed=decimal(invoice.loyalty_amount) if invoice.redeem_loyalty_points else Decimal(0),
		is_cancelled=invoice.docstatus == 2,
	)


def credit_note(note: Document) -> CreditNote:
	return CreditNote(abs(decimal(note.base_grand_total)), bool(note.get("is_pos")))


def _credit_notes(invoice: Document) -> list[CreditNote]:
	note = frappe.qb.DocType(invoice.doctype)
	query = (
		frappe.qb.from_(note)
		.select(note.base_grand_total, note.is_pos)
		.where(note.return_against == invoice.name)
		.where(note.is_return == 1)
		.where(note.docstatus == 1)
	)
	return [credit_note(row) for row in query.run(as_dict=True)]
