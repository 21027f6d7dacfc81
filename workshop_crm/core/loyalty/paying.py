"""Whether an invoice earns when it is submitted or when it is paid, and from which day on.

An invoice keeps what it first earned by: a program that asks for payment later takes nothing back from invoices that
earned before it did.
"""

from collections.abc import Iterable
from datetime import date

from workshop_crm.core.loyalty.model import EARNING_KINDS, EarnWhen, Entry, InvoiceFacts, Program


def earns_when(program: Program, first: Entry | None) -> EarnWhen:
	"""`first` is the row with which the invoice first earned; rows from before the choice were earned by submitting."""
	if first is None:
		return program.earn_when
	return "Paid" if first.earned_when == "Paid" else "Submitted"


def waits_for_payment(program: Program, entries: Iterable[Entry], invoice: InvoiceFacts) -> bool:
	"""Whether a host has to load if and when the invoice was paid."""
	own = (
		entry
		for entry in entries
		if entry.kind in EARNING_KINDS
		and (entry.invoice_type, entry.invoice) == (invoice.invoice_type, invoice.name)
	)
	return not invoice.is_cancelled and earns_when(program, next(own, None)) == "Paid"


def earning_day(when: EarnWhen, invoice: InvoiceFacts) -> date | None:
	"""The day on which the invoice earns; None while it does not. A payment in advance counts from the invoice's day."""
	if when == "Submitted":
		return invoice.posting_date
	return max(invoice.posting_date, invoice.paid_on) if invoice.paid_on else None
