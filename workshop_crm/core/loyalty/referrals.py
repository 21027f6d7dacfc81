"""Points for who recommended a customer, once the first invoice of that customer earns; taken back when it stands no more.

The row names the ledger's row with which that invoice first earned, not the customer: customers are renamed, merged and
erased, and their rows go with them. Only the account of who recommended is held while it is written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from workshop_crm.core.common.errors import N_
from workshop_crm.core.loyalty.earning import available_from, expiry_date
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import EARNING_KINDS, Entry, InvoiceFacts, NewEntry, Program
from workshop_crm.core.loyalty.waiving import waived_rows

# What caused the row, in the place where other rows name their invoice.
CAUSE = "Loyalty Point Entry"
REASON, TAKEN_BACK = N_("Recommended a customer"), N_("The visit of the recommended customer was taken back")
INVOICES = ("Sales Invoice", "POS Invoice")
MAX_LATE = timedelta(days=30)
"""How long after the first visit somebody may still note who recommended the customer."""


@dataclass(frozen=True, slots=True)
class Recommended:
	"""The customer who was recommended, with all rows of their account, oldest first.

	`first_visit` is the day of the first invoice, also of one that earned nothing. `awarded_to` are the customers who hold
	points for it already.
	"""

	customer: str
	entries: Sequence[Entry]
	first_visit: date | None
	awarded_to: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Earned:
	"""What is left of the points of one invoice; `cause` is the row that it first earned with."""

	cause: str
	day: date
	points: int


def referral_rows(
	program: Program, books: Books, customer: str, recommended: Recommended, is_recommender: bool
) -> list[NewEntry]:
	"""The rows that bring what `customer` has for a recommendation to what it should be now; none when it is.

	`books` are those of that customer. `is_recommender`: who recommended is this customer, a member, and in no circle.
	"""
	earned = _earned(recommended.entries)
	is_self = customer == recommended.customer
	rows: list[NewEntry] = []
	for one in earned:
		if _held(books.entries, one.cause) > 0 and (is_self or one.points <= 0):
			rows += _taken_back(program, books, one.cause)
	if rows or is_self or not is_recommender:
		return rows
	return _given(program, books, customer, recommended, earned)


def causes(entries: Iterable[Entry]) -> list[str]:
	"""The rows of an account that points for a recommendation may name."""
	return [one.cause for one in _earned(entries)]


def _given(
	program: Program, books: Books, customer: str, recommended: Recommended, earned: Sequence[_Earned]
) -> list[NewEntry]:
	first = next((one for one in earned if one.points > 0), None)
	rule = program.referrals
	if first is None or rule.points <= 0 or not program.runs_on(first.day) or recommended.awarded_to:
		return []
	own = _about(books.entries, first.cause)
	is_late = recommended.first_visit is None or books.today > recommended.first_visit + MAX_LATE
	if (is_late and not own) or (rule.month_most and _in_month(books.entries, first) >= rule.month_most):
		return []
	lot = next((entry for entry in own if entry.kind == "Earn" and entry.redeem_against is None), None)
	start = available_from(program, first.day, None)
	row = NewEntry(
		"Earn",
		rule.points,
		_key(first.cause, own),
		books.today if lot else first.day,
		expiry_date=lot.expiry_date if lot else expiry_date(program, start or first.day),
		invoice=first.cause,
		redeem_against=lot.name if lot else None,
		reason=REASON,
		invoice_type=CAUSE,
		available_from=None if lot else start,
	)
	return [row, *waived_rows(program, books, own, [row], _facts(first.cause, first.day))]


def _taken_back(program: Program, books: Books, cause: str) -> list[NewEntry]:
	own = _about(books.entries, cause)
	lot = next(entry for entry in own if entry.kind == "Earn" and entry.redeem_against is None)
	row = NewEntry(
		"Reverse",
		-_held(books.entries, cause),
		_key(cause, own),
		books.today,
		expiry_date=lot.expiry_date,
		invoice=cause,
		redeem_against=lot.name,
		reason=TAKEN_BACK,
		invoice_type=CAUSE,
	)
	return [row, *waived_rows(program, books, own, [row], _facts(cause, lot.posting_date))]


def _earned(entries: Iterable[Entry]) -> list[_Earned]:
	"""What the account's invoices have earned, in the order in which they did."""
	found: dict[str, _Earned] = {}
	for entry in entries:
		if entry.kind in EARNING_KINDS and entry.invoice_type in INVOICES:
			lot = entry.redeem_against or entry.name
			had = found.get(lot, _Earned(lot, entry.posting_date, 0))
			found[lot] = _Earned(lot, had.day, had.points + entry.points)
	return list(found.values())


def _about(entries: Iterable[Entry], cause: str) -> list[Entry]:
	return [entry for entry in entries if (entry.invoice_type, entry.invoice) == (CAUSE, cause)]


def _held(entries: Iterable[Entry], cause: str) -> int:
	return sum(entry.points for entry in _about(entries, cause) if entry.kind in EARNING_KINDS)


def _in_month(entries: Sequence[Entry], first: _Earned) -> int:
	"""For how many other customers points are held whose first visit was in the same month."""
	month = (first.day.year, first.day.month)
	given = {
		entry.invoice
		for entry in entries
		if entry.invoice_type == CAUSE
		and entry.kind == "Earn"
		and entry.redeem_against is None
		and (entry.posting_date.year, entry.posting_date.month) == month
	}
	return sum(_held(entries, cause) > 0 for cause in given if cause and cause != first.cause)


def _key(cause: str, own: Sequence[Entry]) -> str:
	return f"referral:{cause}:{sum(entry.kind in EARNING_KINDS for entry in own) + 1}"


def _facts(cause: str, day: date) -> InvoiceFacts:
	return InvoiceFacts(CAUSE, cause, day, Decimal(0))
