"""Counts of a set of answers. Two sets are joined by adding, so that a database can count and Python only add."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Tally:
	"""Counts and sums, named as the columns of the hosts' queries.

	`rated` and `satisfied` are of the first rating, `promoters` to `detractors` of the recommendation (NPS), `efforts`
	to `agreeing` of the effort (CES, 1..7), `scored` to `score_squares` of the weighted score (0..100).
	"""

	answers: int = 0
	rated: int = 0
	satisfied: int = 0
	promoters: int = 0
	passives: int = 0
	detractors: int = 0
	efforts: int = 0
	effort_sum: int = 0
	effort_squares: int = 0
	agreeing: int = 0
	scored: int = 0
	score_sum: float = 0.0
	score_squares: float = 0.0

	def __add__(self, other: Tally) -> Tally:
		return Tally(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


COLUMNS = tuple(field.name for field in fields(Tally))
NOTHING = Tally()


def read_tally(row: Mapping[str, Any]) -> Tally:
	"""The counts of a query's row; databases give None, Decimal or float for a sum."""
	whole = {name: int(row[name] or 0) for name in COLUMNS if not name.startswith("score_")}
	return Tally(
		**whole,
		score_sum=float(row["score_sum"] or 0),
		score_squares=float(row["score_squares"] or 0),
	)


def total(tallies: Iterable[Tally]) -> Tally:
	"""All of them together."""
	columns = zip(*map(astuple, tallies), strict=True)
	return Tally(*map(sum, columns)) or NOTHING
