"""What an invoice earns and gives back: one rule for submit, return, cancellation and repair."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from workshop_crm.core.loyalty import earning
from workshop_crm.core.loyalty.model import Entry, InvoiceFacts, Program
from workshop_crm.core.loyalty.rows import due_rows
from workshop_crm.services.loyalty import accounts, ledger
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.programs import get_program, runs_on
from workshop_crm.services.platform.money import decimal


@dataclass(frozen=True, slots=True)
class InvoiceAmounts:
	"""Money in the company's currency, the currency of points.

	`returned` is the sum of all credit notes, `returned_with_points` without those of the Point of Sale,
	which pay everything out in money (see `redemption`).
	"""

	total: Decimal
	redeemed: Decimal
	returned: Decimal
	returned_with_points: Decimal


def account_of(invoice: Document) -> Account | None:
	"""The account that an invoice belongs to; None without a programme."""
	if not invoice.loyalty_program:
		return None
	return Account(invoice.customer, invoice.loyalty_program, invoice.company)


def correct(invoice: Document) -> None:
	"""Append what is missing so that the invoice's rows are what they should be. Twice changes nothing.

	`invoice` is a submitted or cancelled Sales Invoice or POS Invoice that is no return.
	"""
	account = account_of(invoice)
	if account is None:
		return
	entries = accounts.lock(account)
	rows = due_rows(get_program(account.program), entries, _facts(invoice), getdate())
	written = [ledger.append(account, invoice.doctype, row) for row in rows]
	if written:
		accounts.refresh(account, [*entries, *written])


def amounts(invoice: Document) -> InvoiceAmounts:
	"""The amounts that decide what the invoice earns."""
	note = frappe.qb.DocType(invoice.doctype)
	notes = (
		frappe.qb.from_(note)
		.select(note.base_grand_total, note.is_pos)
		.where(note.return_against == invoice.name)
		.where(note.is_return == 1)
		.where(note.docstatus == 1)
	).run()
	return InvoiceAmounts(
		total=decimal(invoice.base_grand_total),
		redeemed=decimal(invoice.loyalty_amount) if invoice.redeem_loyalty_points else Decimal(0),
		returned=sum((abs(decimal(total)) for total, _is_pos in notes), Decimal(0)),
		returned_with_points=sum((abs(decimal(total)) for total, is_pos in notes if not is_pos), Decimal(0)),
	)


def points_to_earn(invoice: Document, program: Program, entries: list[Entry], redeemed: Decimal) -> int:
	"""What an invoice that is not submitted yet will earn."""
	if not runs_on(invoice.loyalty_program, getdate(invoice.posting_date)):
		return 0
	return earning.points_to_earn(program, entries, decimal(invoice.base_grand_total), redeemed)


def source_of(invoice: Document) -> str:
	"""What an invoice is called in the keys of its rows."""
	return f"{invoice.doctype}:{invoice.name}"


def _facts(invoice: Document) -> InvoiceFacts:
	money, posted_on = amounts(invoice), getdate(invoice.posting_date)
	return InvoiceFacts(
		name=invoice.name,
		source=source_of(invoice),
		posting_date=posted_on,
		total=money.total,
		redeemed=money.redeemed,
		returned=money.returned,
		returned_with_points=money.returned_with_points,
		is_cancelled=invoice.docstatus == 2,
		earns=runs_on(invoice.loyalty_program, posted_on),
	)
