"""What came of actions: who came, what they spent, and the difference to those who were left alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from workshop_crm.core.analytics.actions.record import CAME, PENDING, STAYED_AWAY, Outcome
from workshop_crm.core.common.statistics import difference_interval, wilson_interval

MIN_GROUP = 20
"""With fewer customers in either group an interval is too wide to say anything."""

Verdict = Literal["too_few", "more", "fewer", "unclear"]


class Spent(NamedTuple):
	"""A day on which a customer came, and the total of its invoices without returns."""

	day: date
	amount: Decimal


class Came(NamedTuple):
	"""The fields of a Customer Action that say what came of it."""

	outcome: Outcome
	came_on: date | None = None
	revenue: Decimal = Decimal(0)


def outcome_of(made_on: date, until: date, visits: Iterable[Spent], today: date) -> Came:
	"""The first visit after the day on which an action was made, if it came in time.

	The day itself does not count: a customer who stood at the counter that morning did not come because of a call.
	"""
	in_time = [visit for visit in visits if made_on < visit.day <= until]
	if in_time:
		first = min(visit.day for visit in in_time)
		spent = sum((visit.amount for visit in in_time if visit.day == first), Decimal(0))
		return Came(CAME, first, spent)
	return Came(PENDING if today <= until else STAYED_AWAY)


@dataclass(frozen=True, slots=True)
class Group:
	"""Customers of a rule whose time is over: how many, how many of them came, and what these spent."""

	customers: int = 0
	came: int = 0
	revenue: Decimal = Decimal(0)

	@property
	def share(self) -> float | None:
		return self.came / self.customers if self.customers else None

	@property
	def interval(self) -> tuple[float, float] | None:
		return wilson_interval(self.came, self.customers) if self.customers else None

	@property
	def revenue_each(self) -> Decimal | None:
		"""A customer, whether they came or not."""
		return self.revenue / self.customers if self.customers else None


@dataclass(frozen=True, slots=True)
class Difference:
	"""The share of those treated who came less that of those held out, with its 95 % interval; all -1..1."""

	share: float
	low: float
	high: float


def difference(treated: Group, held_out: Group) -> Difference | None:
	"""None while either group is too small to say."""
	if min(treated.customers, held_out.customers) < MIN_GROUP:
		return None
	low, high = difference_interval(treated.came, treated.customers, held_out.came, held_out.customers)
	return Difference((treated.share or 0) - (held_out.share or 0), low, high)


def verdict(found: Difference | None) -> Verdict:
	"""Whether more of those treated came, as far as the interval allows to say."""
	if found is None:
		return "too_few"
	if found.low > 0:
		return "more"
	return "fewer" if found.high < 0 else "unclear"
