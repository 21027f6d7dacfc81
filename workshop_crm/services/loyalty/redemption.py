"""Paying an invoice with points. Strict: what cannot be redeemed is refused, and with it the invoice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import frappe
from frappe.model.document import Document
from frappe.utils import cint, getdate

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.core.loyalty.redemption import amount, check
from workshop_crm.core.loyalty.returns import restorations, returned_share
from workshop_crm.core.loyalty.rows import redemption_rows
from workshop_crm.services.loyalty import accounts, ledger, posting
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.programs import get_program, program_of
from workshop_crm.services.platform.consolidation import is_consolidated
from workshop_crm.services.platform.money import decimal, rounded


def prepare(invoice: Document) -> None:
	"""Set the programme and the worth of the points before the invoice is validated.

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
	if points and not invoice.loyalty_program:
		raise InvalidInput(
			N_("{customer} is in no loyalty program of {company}. Choose one in the customer's form."),
			customer=invoice.customer,
			company=invoice.company,
		)
	value = get_program(invoice.loyalty_program).point_value if points else Decimal(0)
	invoice.redeem_loyalty_points = int(points != 0)
	invoice.loyalty_points = points
	invoice.loyalty_amount = rounded(amount(points, value))


def check_draft(invoice: Document) -> None:
	"""Refuse a draft that redeems too much, once its totals are known."""
	if not is_consolidated(invoice) and not invoice.is_return and invoice.loyalty_points:
		account = _account(invoice)
		_check(invoice, _without(invoice, ledger.read(account)))


def redeem(invoice: Document) -> None:
	"""Append the Redeem rows of a submitted invoice, checked again while nobody else can redeem."""
	account = _account(invoice)
	entries = accounts.lock(account)
	others = _without(invoice, entries)
	if any(entry.kind == "Redeem" for entry in ledger.of_invoice(entries, invoice.name)):
		return
	_check(invoice, others)
	rows = redemption_rows(
		others,
		invoice.name,
		posting.source_of(invoice),
		invoice.loyalty_points,
		getdate(invoice.posting_date),
		_day_of_redemption(invoice),
	)
	written = [ledger.append(account, invoice.doctype, row) for row in rows]
	accounts.refresh(account, [*entries, *written])


def _account(invoice: Document) -> Account:
	"""The account of an invoice that redeems; such an invoice has a program."""
	return Account(invoice.customer, invoice.loyalty_program, invoice.company)


def _check(invoice: Document, entries: list) -> None:
	program = get_program(invoice.loyalty_program)
	total = decimal(invoice.base_rounded_total or invoice.base_grand_total)
	available = balance(entries, _day_of_redemption(invoice))
	check(cint(invoice.loyalty_points), available, total, program.point_value)


def _day_of_redemption(invoice: Document) -> date:
	"""Points are spent today: an earlier posting date, which anyone may type, brings no expired points back.

	Flags are set by code alone: the made-up workshop enters the visits of years.
	"""
	posted = getdate(invoice.posting_date)
	return posted if invoice.flags.redeemed_when_posted else max(getdate(), posted)


def _without(invoice: Document, entries: list) -> list:
	"""Rows of other invoices: an invoice is not paid with the points that it earns."""
	return [entry for entry in entries if entry.invoice != invoice.name]


def _take_back(note: Document) -> None:
	"""A credit note gives points back for the part that points had paid, and money only for the rest.

	Not at the Point of Sale: there the whole amount is paid out, so the points stay redeemed.
	"""
	paid = frappe.get_doc(note.doctype, note.return_against)
	note.loyalty_program = paid.loyalty_program
	note.loyalty_points = 0
	worth = Decimal(0) if note.get("is_pos") else _worth_taken_back(note, paid)
	note.redeem_loyalty_points = int(worth > 0)
	note.loyalty_amount = -rounded(worth)


def _worth_taken_back(note: Document, paid: Document) -> Decimal:
	account = posting.account_of(paid)
	if not account or not paid.redeem_loyalty_points or not paid.loyalty_points:
		return Decimal(0)
	note.run_method("calculate_taxes_and_totals")
	money = posting.amounts(paid)
	share = returned_share(money.total, money.returned_with_points + abs(decimal(note.base_grand_total)))
	own = ledger.of_invoice(ledger.read(account), paid.name)
	points = sum(part.points for part in restorations(own, share))
	return decimal(paid.loyalty_amount) * max(points, 0) / paid.loyalty_points
