"""What an invoice earns and gives back: one rule for submit, return, cancellation and repair."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from workshop_crm.core.loyalty import earning
from workshop_crm.core.loyalty.model import Entry, Program
from workshop_crm.core.loyalty.returns import restorations, returned_share
from workshop_crm.core.loyalty.tiers import earning_tier
from workshop_crm.services.loyalty import accounts, ledger
from workshop_crm.services.loyalty.ledger import Account, Source
from workshop_crm.services.loyalty.programs import get_program, runs_on
from workshop_crm.services.money import decimal


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
	# What is given back counts before what is taken back: both concern the same moment.
	rows = _restore(invoice, account, entries)
	rows += _correct_earning(invoice, account, entries)
	if rows:
		accounts.refresh(account, [*entries, *rows])


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


def _correct_earning(invoice: Document, account: Account, entries: list[Entry]) -> list[Entry]:
	program = get_program(account.program)
	invoiced_on = getdate(invoice.posting_date)
	own = ledger.of_invoice(entries, invoice.name)
	money = amounts(invoice)
	first = earning.eligible_amount(money.total, money.redeemed, Decimal(0))
	tier = earning_tier(program, entries, invoice.name, first)
	row = earning.correction(program, tier, _eligible(invoice, money), own, invoiced_on)
	if row is None:
		return []
	number = sum(entry.kind in ("Earn", "Reverse") for entry in own) + 1
	return [
		ledger.append(
			account,
			Source(invoice.doctype, invoice.name, getdate() if own else invoiced_on),
			row.kind,
			row.points,
			f"earn:{invoice.doctype}:{invoice.name}:{number}",
			spend=row.spend,
			expiry_date=row.expiry_date,
			redeem_against=row.redeem_against,
			tier=tier.name,
			reason=_reason(invoice),
		)
	]


def _eligible(invoice: Document, money: InvoiceAmounts) -> Decimal:
	if invoice.docstatus != 1 or not runs_on(invoice.loyalty_program, getdate(invoice.posting_date)):
		return Decimal(0)
	return earning.eligible_amount(money.total, money.redeemed, money.returned)


def _restore(invoice: Document, account: Account, entries: list[Entry]) -> list[Entry]:
	own = ledger.of_invoice(entries, invoice.name)
	number = sum(entry.kind == "Restore" for entry in own)
	rows = []
	for part in restorations(own, restored_share(invoice)):
		number += 1
		rows.append(
			ledger.append(
				account,
				Source(invoice.doctype, invoice.name, getdate()),
				"Restore",
				part.points,
				f"restore:{invoice.doctype}:{invoice.name}:{number}",
				expiry_date=part.expiry_date,
				redeem_against=part.redeem_against,
				reason=_reason(invoice),
			)
		)
	return rows


def restored_share(invoice: Document) -> Fraction:
	"""How much of the points that paid for `invoice` goes back to the customer, 0..1."""
	if invoice.docstatus == 2:
		return Fraction(1)
	money = amounts(invoice)
	return returned_share(money.total, money.returned_with_points)


def _reason(invoice: Document) -> str:
	if invoice.docstatus == 2:
		return "Cancelled"
	return "Returned" if amounts(invoice).returned else ""
