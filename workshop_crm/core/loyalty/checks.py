"""Whether an account says what its rows say, and whether the rows can be true. What is found is told, never mended."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workshop_crm.core.common.errors import N_
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import AccountTotals, Entry, Program
from workshop_crm.core.loyalty.rows import account_totals
from workshop_crm.core.loyalty.seals import sealed

# The totals of an account by the words of its form.
TOTALS = {
	"balance": N_("Points"),
	"pending": N_("Pending Points"),
	"lifetime_spend": N_("Lifetime Spend"),
	"earned": N_("Points Earned"),
	"redeemed": N_("Points Redeemed"),
	"expired": N_("Points Expired"),
	"last_entry_on": N_("Last Change"),
}
ROWS, SEAL = N_("Rows of the ledger"), N_("Seal of the rows")
SUM = N_("Points of all rows")
OVERSPENT, NO_LOT = N_("Redeemed more than there was"), N_("A row names a lot that is not there")
MISSING = N_("Account")


@dataclass(frozen=True, slots=True)
class StoredAccount:
	"""What is kept beside the rows. It was written on the day `written_on`; an account of an earlier version has no seal."""

	totals: AccountTotals
	rows: int
	seal: str
	written_on: date


@dataclass(frozen=True, slots=True)
class Difference:
	"""`what` does not agree: `stored` is what the account says, `found` what the rows say."""

	what: str
	stored: str
	found: str


def differences(
	program: Program, entries: Sequence[Entry], stored: StoredAccount | None, today: date
) -> list[Difference]:
	"""Everything that is not as it should be; `entries` are all rows of the account, oldest first.

	Without `stored` only the rows are looked at. A balance falls with the days: it is compared as of the day on which it
	was written.
	"""
	found = [*_of_rows(entries, today)]
	if stored is not None:
		found += [*_of_totals(program, entries, stored), *_of_seal(entries, stored)]
	return found


def _of_totals(program: Program, entries: Sequence[Entry], stored: StoredAccount) -> Iterator[Difference]:
	replayed = account_totals(program, Books(entries, stored.written_on))
	for field, label in TOTALS.items():
		kept, right = getattr(stored.totals, field), getattr(replayed, field)
		if kept != right:
			yield Difference(label, _text(kept), _text(right))


def _of_seal(entries: Sequence[Entry], stored: StoredAccount) -> Iterator[Difference]:
	if not stored.seal:
		return
	if stored.rows != len(entries):
		yield Difference(ROWS, str(stored.rows), str(len(entries)))
	elif stored.seal != (right := sealed(entries)):
		yield Difference(SEAL, stored.seal[:12], right[:12])


def _of_rows(entries: Sequence[Entry], today: date) -> Iterator[Difference]:
	yield from _of_lots(entries)
	yield from _of_redemptions(entries, today)
	books = Books(entries, today)
	total, right = sum(entry.points for entry in entries), books.sum_of_points()
	if total != right:
		yield Difference(SUM, str(total), str(right))


def _of_lots(entries: Iterable[Entry]) -> Iterator[Difference]:
	known: set[str] = set()
	for entry in entries:
		known.add(entry.name)
		if entry.redeem_against and entry.redeem_against not in known:
			yield Difference(NO_LOT, entry.name, entry.redeem_against)


def _of_redemptions(entries: Iterable[Entry], today: date) -> Iterator[Difference]:
	"""A redemption never makes a debt; only what is taken back does."""
	books = Books((), today)
	books.clock = date.min
	for entry in entries:
		before = books.debt
		books.add(entry)
		if entry.kind == "Redeem" and books.debt > before:
			yield Difference(OVERSPENT, entry.name, str(books.debt - before))


def _text(value: object) -> str:
	return (
		f"{value.normalize():f}" if isinstance(value, Decimal) else str(value if value is not None else "–")
	)
