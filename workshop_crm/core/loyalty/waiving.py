"""A return of points that were spent leaves a debt. A program may waive it, so that no balance is below zero."""

from collections.abc import Sequence

from workshop_crm.core.common.errors import N_
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import EARNING_KINDS, Entry, InvoiceFacts, NewEntry, Program

WAIVED = N_("Spent points of a return are waived")


def waived_rows(
	program: Program, books: Books, own: Sequence[Entry], rows: Sequence[NewEntry], invoice: InvoiceFacts
) -> list[NewEntry]:
	"""What `rows` of the invoice leave owing is given; when its points come back, what was given goes first.

	`own` are the invoice's rows in the ledger.
	"""
	waived = sum(entry.points for entry in own if entry.kind == "Adjust")
	earned = sum(max(row.points, 0) for row in rows if row.kind in EARNING_KINDS)
	points = -min(waived, earned)
	if not points and not program.allow_negative and any(row.points < 0 for row in rows):
		after = Books([*books.entries, *(row.named(row.key) for row in rows)], books.today)
		points = max(after.debt - books.debt, 0)
	if not points:
		return []
	lot = next((row.redeem_against for row in rows if row.redeem_against), None)
	number = sum(entry.kind == "Adjust" for entry in own) + 1
	return [
		NewEntry(
			"Adjust",
			points,
			f"waived:{invoice.source}:{number}",
			books.today,
			invoice=invoice.name,
			redeem_against=lot if points < 0 else None,
			reason=WAIVED,
			invoice_type=invoice.invoice_type,
		)
	]
