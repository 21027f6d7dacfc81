"""Paying an invoice with points. Strict: what cannot be redeemed is refused, and with it the invoice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import frappe
from frappe.model.document import Document
from frappe.utils import cint, getdate

from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.core.loyalty.redemption import amount, check, require_program
from workshop_crm.core.loyalty.rows import of_others, redemption_rows, worth_given_back
from workshop_crm.services.loyalty import accounts, ledger, posting
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.programs import get_program, program_of
from workshop_crm.services.platform.consolidation import is_consolidated
from workshop_crm.services.platform.money import decimal


def prepare(invoice: Document) -> None:
	"""Set the program and the worth of the points before the invoice is validated.

	Both are worked out here whatever the client sent: `loyalty_amount` is a payment.
	"""
	if is_consolidated(invoice):
		return
	if invoice.is_return and invoice.return_against:
		_take_back(invoice)
		return
	invoice.loyalty_program = program_of(invoice.customer, invoice.company)
	redeems = invoice.redeem_loyalty_points and not invoice.is_return
	points = cint(invoice.loyalty_points) if redeems else 0
	invoice.redeem_loyalty_points = int(points != 0)
	invoice.loyalty_points = points
	invoice.loyalty_amount = float(_worth(invoice, points))


def check_draft(invoice: Document, on_reward: int = 0) -> None:
	"""Refuse a draft that redeems too much, once its totals are known. Its reward takes `on_reward` points."""
	if is_consolidated(invoice) or invoice.is_return or not invoice.loyalty_points:
		return
	account, day = _member(invoice), _day_of_redemption(invoice)
	others = of_others(ledger.read(account), posting.as_sold(invoice))
	program = get_program(account.program)
	available = balance(others, day) - on_reward
	check(program, cint(invoice.loyalty_points), available, payable(invoice), day)


def redeem(invoice: Document) -> None:
	"""Append the Redeem rows of a submitted invoice, checked again while nobody else can redeem."""
	opened = accounts.lock(_member(invoice))
	rows = redemption_rows(
		opened.program,
		opened.books.entries,
		posting.as_sold(invoice),
		payable(invoice),
		cint(invoice.loyalty_points),
		_day_of_redemption(invoice),
	)
	accounts.write(opened, rows)


def payable(invoice: Document) -> Decimal:
	"""The total as it is to be paid, in the company's currency, rounded to coins where the site does that."""
	return decimal(invoice.base_rounded_total or invoice.base_grand_total)


def _member(invoice: Document) -> Account:
	"""The account of an invoice with points: `prepare` has made sure of its program."""
	return Account(invoice.customer, invoice.loyalty_program, invoice.company)


def _worth(invoice: Document, points: int) -> Decimal:
	if not points:
		return Decimal(0)
	program = get_program(invoice.loyalty_program) if invoice.loyalty_program else None
	return amount(require_program(program, invoice.customer), points)


def _day_of_redemption(invoice: Document) -> date:
	"""Points are spent today: an earlier posting date, which anyone may type, brings no expired points back.

	Flags are set by code alone: the made-up workshop enters the visits of years.
	"""
	posted = getdate(invoice.posting_date)
	return posted if invoice.flags.redeemed_when_posted else max(getdate(), posted)


def _take_back(note: Document) -> None:
	"""A credit note gives points back for the part that points had paid, and money only for the rest.

	Not at the Point of Sale: there the whole amount is paid out, so the points stay redeemed.
	"""
	paid = frappe.get_doc(note.doctype, note.return_against)
	note.loyalty_program = paid.loyalty_program
	note.loyalty_points = 0
	worth = _worth_taken_back(note, paid)
	note.redeem_loyalty_points = int(worth > 0)
	note.loyalty_amount = -float(worth)


def _worth_taken_back(note: Document, paid: Document) -> Decimal:
	account = posting.account_of(paid)
	if not account or not paid.redeem_loyalty_points or note.get("is_pos"):
		return Decimal(0)
	note.run_method("calculate_taxes_and_totals")
	return worth_given_back(
		get_program(account.program),
		ledger.read(account),
		posting.facts_of(paid),
		posting.credit_note(note),
		cint(paid.loyalty_points),
	)
