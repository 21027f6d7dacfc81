"""Who is in which tier at the start and at the end of a span, and the flow between tiers month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple


class Move(NamedTuple):
	"""A Loyalty Tier Change; `from_tier` is empty for a new member."""

	customer: str
	day: str
	from_tier: str
	to_tier: str
	reason: str


class Flow(NamedTuple):
	month: str
	from_tier: str
	to_tier: str
	reason: str


def read_moves(rows: Iterable[Sequence[Any]]) -> list[Move]:
	"""From rows of (customer, day, from, to, reason) in the order in which they happened."""
	return [
		Move(customer, str(day), from_tier or "", to_tier or "", reason or "")
		for customer, day, from_tier, to_tier, reason in rows
	]


def tiers_on(
	day: date, moves: Iterable[Move], accounts: Mapping[str, str], since: Mapping[str, str]
) -> dict[str, str]:
	"""The tier of each customer who had joined by `day`.

	That is where the last move up to the day led; without one, where the first move after it came from; without any,
	as in a program that is older than its history, the tier of the account for who was a member then. `since` is the first
	day of each customer in the ledger.
	"""
	until = day.isoformat()
	before: dict[str, str] = {}
	after: dict[str, str] = {}
	for move in moves:
		if move.day <= until:
			before[move.customer] = move.to_tier
		else:
			after.setdefault(move.customer, move.from_tier)
	joined = {
		customer: tier for customer, tier in accounts.items() if str(since.get(customer, "9999")) <= until
	}
	found = {**joined, **after, **before}
	return {customer: tier for customer, tier in found.items() if tier}


def flows(moves: Iterable[Move], start: date, end: date) -> Counter[Flow]:
	"""How many moves there were in each month of the span, by where from, where to and why."""
	first, last = start.isoformat(), end.isoformat()
	return Counter(
		Flow(move.day[:7], move.from_tier, move.to_tier, move.reason)
		for move in moves
		if first <= move.day <= last
	)
