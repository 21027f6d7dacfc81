"""What cancelling or returning an invoice would do to the customer's points: the same ledger rows, computed and not written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import (
	EARNING_KINDS,
	CreditNote,
	Entry,
	InvoiceFacts,
	NewEntry,
	Program,
)
from workshop_crm.core.loyalty.rewards.model import Redemption
from workshop_crm.core.loyalty.rewards.redemptions import end_of, rows_due, state_after
from workshop_crm.core.loyalty.rows import due_rows


@dataclass(frozen=True, slots=True)
class PointsTakenBack:
	"""`given_back` had paid and can be spent again, `expired` had paid and comes too late for that. `taken` were earned by
	the invoice; `waived` of them were spent and are not owed. `balance` is what the account has afterwards.
	"""

	given_back: int
	taken: int
	balance: int
	expired: int = 0
	waived: int = 0


def once_cancelled(invoice: InvoiceFacts) -> InvoiceFacts:
	return replace(invoice, is_cancelled=True)


def once_returned(invoice: InvoiceFacts, paid_out: bool = False) -> InvoiceFacts:
	"""With a credit note over what is left of it; `paid_out`: all of it in money, as at the Point of Sale."""
	note = CreditNote(max(invoice.total - invoice.returned, Decimal(0)), paid_out)
	return replace(invoice, credit_notes=(*invoice.credit_notes, note))


def once_the_note_is_cancelled(invoice: InvoiceFacts, note: CreditNote) -> InvoiceFacts:
	"""The returned invoice without one of its credit notes: `taken` is then negative, points are earned again."""
	place = invoice.credit_notes.index(note)
	return replace(invoice, credit_notes=(*invoice.credit_notes[:place], *invoice.credit_notes[place + 1 :]))


def taking_back(
	program: Program, books: Books, invoice: InvoiceFacts, redemptions: Iterable[Redemption]
) -> PointsTakenBack:
	"""`invoice` is as it would be, `redemptions` are the rewards on it, `books` those of the account today."""
	rows = due_rows(program, books, invoice)
	after = _with(books, rows)
	for redemption in redemptions:
		state = state_after(redemption, end_of(invoice), books.today)
		more = rows_due(program, after, replace(redemption, state=state))
		rows, after = [*rows, *more], _with(after, more)
	live = [row for row in _restored(rows) if row.expiry_date is None or row.expiry_date >= books.today]
	back, again = _sum(live), _sum(_restored(rows))
	return PointsTakenBack(
		given_back=back,
		taken=-_sum(row for row in rows if row.kind in EARNING_KINDS),
		balance=after.balance(),
		expired=again - back,
		waived=_sum(row for row in rows if row.kind == "Adjust"),
	)


def taking_back_view(points: PointsTakenBack | None) -> dict[str, Any]:
	"""`balance` is None without an account: then no points move."""
	if points is None:
		return {"given_back": 0, "expired": 0, "taken": 0, "waived": 0, "balance": None}
	return {
		"given_back": points.given_back,
		"expired": points.expired,
		"taken": points.taken,
		"waived": points.waived,
		"balance": points.balance,
	}


def _with(books: Books, rows: Sequence[NewEntry]) -> Books:
	added: list[Entry] = [row.named(row.key) for row in rows]
	return Books([*books.entries, *added], books.today) if added else books


def _restored(rows: Iterable[NewEntry]) -> list[NewEntry]:
	return [row for row in rows if row.kind == "Restore"]


def _sum(rows: Iterable[NewEntry]) -> int:
	return sum(row.points for row in rows)
