"""Opening balances: the points and the spending that customers bring from an old system.

A customer with lots of different last days has several. A customer has an opening balance only once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.loyalty.earning import expiry_date
from workshop_crm.core.loyalty.model import Entry, NewEntry, Program

OPENING = N_("Opening balance")


@dataclass(frozen=True, slots=True)
class Opening:
	"""One line of the file; `expires` is None for the program's own number of days."""

	line: int
	customer: str
	points: int
	expires: date | None = None
	spent: Decimal = Decimal(0)


def check_first(entries: Iterable[Entry]) -> None:
	"""Raise InvalidInput when one of a customer's rows is an opening balance."""
	if any(entry.reason == OPENING for entry in entries):
		raise InvalidInput(N_("This customer has an opening balance already."))


def opening_rows(
	program: Program, entries: Iterable[Entry], openings: Sequence[Opening], today: date
) -> list[NewEntry]:
	"""The rows of one customer's lines. Raises InvalidInput for a customer who has an opening balance already."""
	check_first(entries)
	customer = openings[0].customer
	return [
		NewEntry(
			"Adjust",
			opening.points,
			f"opening:{program.name}:{customer}:{number}",
			today,
			program.rounding.of(opening.spent),
			opening.expires or expiry_date(program, today),
			reason=OPENING,
		)
		for number, opening in enumerate(openings, start=1)
	]
