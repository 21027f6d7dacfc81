"""Moves of customers between the tiers of the loyalty program, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from workshop_crm.core.analytics.arrays import (
	Codes,
	Days,
	Flags,
	Shorts,
	month_label,
	month_number,
	month_numbers,
)
from workshop_crm.core.analytics.transactions import NO_CODE

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Moves:
	"""One element per move, in arrays of the same length.

	customer: index as in `Transactions`. day: ordinal. from_tier: index in `left`, `NO_CODE` for a new member. to_tier:
	index in `reached`.
	"""

	customer: Codes
	day: Days
	from_tier: Shorts
	to_tier: Shorts
	left: tuple[str, ...]
	reached: tuple[str, ...]

	def where(self, mask: Flags) -> Moves:
		"""The moves for which `mask` is true."""
		if mask.all():
			return self
		return Moves(
			self.customer[mask],
			self.day[mask],
			self.from_tier[mask],
			self.to_tier[mask],
			self.left,
			self.reached,
		)

	def between(self, from_tier: str, to_tier: str) -> Flags:
		"""True for the moves between two tiers, empty for no member. Raises ValueError for a tier in no move."""
		left = self.left.index(from_tier) if from_tier else NO_CODE
		found: Flags = (self.from_tier == left) & (self.to_tier == self.reached.index(to_tier))
		return found

	@classmethod
	def none(cls) -> Moves:
		"""No move at all."""
		codes = np.zeros(0, np.int16)
		return cls(np.zeros(0, np.int64), np.zeros(0, np.int32), codes, codes, (), ())


@dataclass(frozen=True, slots=True)
class MovesByMonth:
	"""months: the last twelve as YYYY-MM. rows: from (empty for new members), to, and the customers of each month."""

	months: tuple[str, ...]
	rows: tuple[tuple[str, str, tuple[int, ...]], ...]


def moves_by_month(moves: Moves, until: date, tiers: Sequence[str]) -> MovesByMonth:
	"""How many different customers moved in each month up to that of `until`; pairs of tiers without a move are left out.

	`tiers` is the program's order, lowest first; what it does not name comes last.
	"""
	last = month_number(until)
	first = last - MONTHS + 1
	month = month_numbers(moves.day) - first
	recent = (month >= 0) & (month < MONTHS)
	counts = _customers_of_cells(moves.where(recent), month[recent])
	rank = {name: place for place, name in enumerate(("", *tiers))}

	def order(row: tuple[str, str, tuple[int, ...]]) -> tuple[int, int, str, str]:
		return rank.get(row[0], len(rank)), rank.get(row[1], len(rank)), row[0], row[1]

	rows = sorted(
		(
			(moves.left[pair[0]] if pair[0] != NO_CODE else "", moves.reached[pair[1]], found)
			for pair, found in counts.items()
		),
		key=order,
	)
	return MovesByMonth(tuple(month_label(first + place) for place in range(MONTHS)), tuple(rows))


def _customers_of_cells(moves: Moves, month: Days) -> dict[tuple[int, int], tuple[int, ...]]:
	"""Different customers by month for each pair of tiers."""
	reached = max(len(moves.reached), 1)
	customers = int(moves.customer.max(initial=0)) + 1
	pair = (moves.from_tier.astype(np.int64) + 1) * reached + moves.to_tier
	once = np.unique((pair * MONTHS + month) * customers + moves.customer)
	cells, counts = np.unique(once // customers, return_counts=True)
	found: dict[tuple[int, int], list[int]] = {}
	for cell, count in zip(cells.tolist(), counts.tolist(), strict=True):
		of_pair, place = divmod(cell, MONTHS)
		from_tier, to_tier = divmod(of_pair, reached)
		found.setdefault((from_tier - 1, to_tier), [0] * MONTHS)[place] = count
	return {key: tuple(row) for key, row in found.items()}


def pair_name(from_tier: str, to_tier: str) -> str:
	"""Two tiers as one part of a cell's name: a slash inside a name is written ~1, a tilde ~0 (as in RFC 6901)."""
	return "/".join(name.replace("~", "~0").replace("/", "~1") for name in (from_tier, to_tier))


def read_pair(name: str) -> tuple[str, str]:
	"""What `pair_name` has joined. Raises ValueError for anything else."""
	from_tier, to_tier = (part.replace("~1", "/").replace("~0", "~") for part in name.split("/"))
	return from_tier, to_tier
