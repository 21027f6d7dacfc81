"""Members beside customers who are none, and what a repeat visit of a member costs.

Customers who join a program come more often anyway, so the difference between the two is not what the program
brings. To know that, some customers would have to be left out of it by lot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from workshop_crm.core.common.periods import months_after
from workshop_crm.core.loyalty.figures.filters import AGAIN_MONTHS

Group = Literal["member", "other"]
GROUPS: tuple[Group, ...] = ("member", "other")


@dataclass(frozen=True, slots=True)
class Visitor:
	"""What a customer did in the span. Several invoices on a day are one visit; `spend` is `turnover` less credit notes."""

	customer: str
	first: str
	visits: int
	invoices: int
	turnover: Decimal
	spend: Decimal
	group: Group


@dataclass(frozen=True, slots=True)
class Index:
	"""A first visit, and whether another came within `AGAIN_MONTHS` months of it."""

	customer: str
	day: str
	again: bool
	group: Group


@dataclass(frozen=True, slots=True)
class GroupSums:
	"""Sums over the customers of a group; `again` of `index` came again."""

	customers: int = 0
	visits: int = 0
	invoices: int = 0
	turnover: Decimal = Decimal(0)
	spend: Decimal = Decimal(0)
	index: int = 0
	again: int = 0


def read_visitors(
	rows: Iterable[Sequence[Any]], since: Mapping[str, str], money: Callable[[Any], Decimal]
) -> list[Visitor]:
	"""From (customer, first day, visits, invoices, turnover, spend); who only returned something did not visit."""
	return [
		Visitor(
			customer,
			str(first),
			int(visits),
			int(invoices),
			money(turnover),
			money(spend),
			_group(since, customer, str(first)),
		)
		for customer, first, visits, invoices, turnover, spend in rows
		if visits
	]


def read_index(rows: Iterable[Sequence[Any]], since: Mapping[str, str]) -> list[Index]:
	"""From (customer, day of the first visit, day of the next one or None)."""
	return [
		Index(customer, str(day), _is_again(str(day), later), _group(since, customer, str(day)))
		for customer, day, later in rows
	]


def sums_of(group: Group, visitors: Iterable[Visitor], index: Iterable[Index]) -> GroupSums:
	own = [visitor for visitor in visitors if visitor.group == group]
	early = [one for one in index if one.group == group]
	return GroupSums(
		len(own),
		sum(one.visits for one in own),
		sum(one.invoices for one in own),
		sum((one.turnover for one in own), Decimal(0)),
		sum((one.spend for one in own), Decimal(0)),
		len(early),
		sum(one.again for one in early),
	)


def repeat_visits(visitors: Iterable[Visitor]) -> int:
	"""The visits of members in the span beyond the first of each."""
	return sum(one.visits - 1 for one in visitors if one.group == "member")


def _group(since: Mapping[str, str], customer: str, day: str) -> Group:
	"""A customer is a member who had joined by that visit, this one included.

	Were it looked at the end, who came often would count as a member for having had more occasions to join.
	"""
	return "member" if str(since.get(customer, "9999")) <= day else "other"


def _is_again(day: str, later: object) -> bool:
	until = months_after(date.fromisoformat(day), AGAIN_MONTHS)
	return bool(later) and str(later) <= (until or date.max).isoformat()
