"""Who worked and who advised on the lines of a sale, and who that is for the whole visit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

HUNDRED = Decimal(100)
SMALLEST_SHARE = Decimal("0.25")
"""In percent. Sums of quarters are exact in floating point, and ERPNext refuses shares that do not add up to 100.0."""


@dataclass(frozen=True, slots=True)
class Worked:
	"""A line as it was priced; the people of the whole visit stand in where the line has none of its own."""

	amount: Decimal
	technician: str
	adviser: str


def technician_of_visit(lines: Iterable[Worked]) -> str:
	"""Whose lines come to the most: surveys and figures count the visit as theirs. Of equals, the first."""
	sums = _sums((line.technician, line.amount) for line in lines)
	return max(sums, key=lambda name: sums[name]) if sums else ""


def adviser_shares(lines: Iterable[Worked]) -> list[tuple[str, Decimal]]:
	"""Each adviser's share of the visit in percent, by amounts, the largest first; together a hundred."""
	sums = _sums((line.adviser, line.amount) for line in lines)
	if not sums:
		return []
	names = sorted(sums, key=lambda name: -sums[name])
	return list(zip(names, _shares([sums[name] for name in names]), strict=True))


def _shares(amounts: Sequence[Decimal]) -> list[Decimal]:
	"""What is left over by rounding goes to the first."""
	whole = sum(amounts)
	if not whole:
		amounts, whole = [Decimal(1)] * len(amounts), Decimal(len(amounts))
	shares = [amount * HUNDRED / whole // SMALLEST_SHARE * SMALLEST_SHARE for amount in amounts]
	shares[0] += HUNDRED - sum(shares)
	return shares


def _sums(rows: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
	sums: dict[str, Decimal] = {}
	for name, amount in rows:
		if name:
			sums[name] = sums.get(name, Decimal(0)) + amount
	return sums
