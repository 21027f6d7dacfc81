"""What counts towards a tier, and how much of it on which day: money, points or visits over a rolling window.

Everything counts from the day of its lot's first row on: what a return takes back leaves the day on which it was earned,
so that no tier is held by what came back. The amount changes only when something comes or leaves the window, so a few
steps say all of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from workshop_crm.core.common.periods import months_after
from workshop_crm.core.loyalty.ledger import SPEND_KINDS
from workshop_crm.core.loyalty.model import Entry, TierRule


class Counted(NamedTuple):
	"""What one lot counts for; a visit is a sale of which something was paid and kept."""

	day: date
	spend: Decimal
	points: int = 0


class Step(NamedTuple):
	"""From `day` on, until the next step, `amount` counts."""

	day: date
	amount: Decimal


def counted(entries: Iterable[Entry]) -> list[Counted]:
	"""What the rows of one account count for, a line for each lot."""
	lots: dict[str, Counted] = {}
	for entry in entries:
		if entry.kind in SPEND_KINDS:
			lot = entry.redeem_against or entry.name
			had = lots.get(lot)
			lots[lot] = (
				Counted(had.day, had.spend + entry.spend, had.points + entry.points)
				if had
				else Counted(entry.posting_date, entry.spend, entry.points)
			)
	return list(lots.values())


def steps(rule: TierRule, lines: Sequence[Counted]) -> list[Step]:
	"""How the amount goes from day to day, the earliest first; what is to come is what leaves the window."""
	changes: dict[date, Decimal] = {}
	for day, amount in _amounts(rule, lines):
		changes[day] = changes.get(day, Decimal(0)) + amount
		if (end := leaves(day, rule.window_months)) is not None:
			changes[end] = changes.get(end, Decimal(0)) - amount
	days = sorted(changes)
	return [Step(*step) for step in zip(days, accumulate(changes[day] for day in days), strict=True)]


def amount_counted(rule: TierRule, lines: Iterable[Counted], day: date) -> Decimal:
	"""What counts on one day; the same as `amount_on` says of all steps."""
	return sum(
		(
			amount
			for since, amount in _amounts(rule, lines)
			if since <= day and ((end := leaves(since, rule.window_months)) is None or day < end)
		),
		Decimal(0),
	)


def amount_on(course: Sequence[Step], day: date) -> Decimal:
	return next((step.amount for step in reversed(course) if step.day <= day), Decimal(0))


@lru_cache(maxsize=4096)
def leaves(day: date, months: int) -> date | None:
	"""The first day on which what counts from `day` on counts no more; None = never.

	A window of one month goes from the day after the same day of the last month, or after its last day.
	"""
	end = months_after(day, months) if months > 0 else None
	return end + timedelta(days=1) if end and end.day < day.day else end


def _amounts(rule: TierRule, lines: Iterable[Counted]) -> Iterator[tuple[date, Decimal]]:
	if rule.basis == "Visits":
		return ((day, Decimal(1)) for day in {line.day for line in lines if line.spend > 0})
	if rule.basis == "Points":
		return ((line.day, Decimal(line.points)) for line in lines)
	return ((line.day, line.spend) for line in lines)
