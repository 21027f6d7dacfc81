"""Points by month and kind, what is outstanding at the end of each month, and breakage."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workshop_crm.core.common.periods import months_after

COLUMNS: Mapping[str, str] = {
	"earned": "Earn",
	"reversed": "Reverse",
	"redeemed": "Redeem",
	"restored": "Restore",
	"expired": "Expire",
	"adjusted": "Adjust",
}
"""The columns of the table, and the kind of the rows in each. A Transfer moves no points."""


@dataclass(frozen=True, slots=True)
class MonthOfPoints:
	"""Signed sums of the rows of a month by kind; `balance` is the sum of all rows until its end, `outstanding` without debts."""

	month: str
	kinds: Mapping[str, int] = field(default_factory=dict)
	balance: int = 0
	outstanding: int = 0


def by_month(
	rows: Iterable[Sequence[Any]], debts: Iterable[Sequence[Any]], start: date, end: date
) -> list[MonthOfPoints]:
	"""The months of a span, the first of them what came before it (month ""). A month without rows has its line too.

	`rows` are (month, kind, points, ...), `debts` (month, by how much the debts grew). What the workshop owes is the sum of
	all rows and what accounts below zero owe: a debt is no claim, so it takes nothing off what others are owed.
	"""
	kinds: dict[str, Counter[str]] = defaultdict(Counter)
	for month, kind, points, *_rest in rows:
		kinds[month][kind] += int(points or 0)
	grown = {month: int(debt or 0) for month, debt in debts}
	found, balance, debt = [], 0, 0
	for month in ("", *_months(kinds, start, end)):
		balance += sum(kinds[month].values())
		debt += grown.get(month, 0)
		found.append(MonthOfPoints(month, dict(kinds[month]), balance, balance + debt))
	return found


def breakage(rows: Iterable[Sequence[Any]]) -> tuple[int, int]:
	"""Redeemed and expired points of the lots that ended, from (kind, points).

	What was given back, or written off and taken back afterwards, is subtracted. Points that a return took back were
	never earned and are in neither.
	"""
	sums: Counter[str] = Counter()
	for kind, points in rows:
		sums[kind] += int(points or 0)
	return -sums["Redeem"] - sums["Restore"], -sums["Expire"]


def breakage_share(redeemed: int, expired: int) -> float | None:
	"""expired / (redeemed + expired), 0..1; None while no life of points is over."""
	ended = redeemed + expired
	return expired / ended if ended > 0 else None


def _months(known: Iterable[str], start: date, end: date) -> list[str]:
	"""From the first month with rows in the span to the last of the span."""
	first = min((month for month in known if month), default="")
	if not first:
		return []
	day = date.fromisoformat(f"{max(first, start.isoformat()[:7])}-01")
	found = []
	while day <= end:
		found.append(day.isoformat()[:7])
		day = months_after(day, 1) or date.max
	return found
