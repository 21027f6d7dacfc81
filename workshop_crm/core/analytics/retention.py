"""Do customers come back: monthly cohorts by first visit, and how many of each came in the months after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from workshop_crm.core.analytics.arrays import (
	Codes,
	Days,
	Integers,
	group_starts,
	month_number,
	month_numbers,
)
from workshop_crm.core.analytics.transactions import Transactions


@dataclass(frozen=True, slots=True)
class Cohort:
	"""Customers whose first visit was in one month (a month number, see `arrays.month_label`).

	counts[k]: how many of them came in the k-th month after; counts[0] is all of them. complete[k]: that month is over.
	"""

	month: int
	counts: tuple[int, ...]
	complete: tuple[bool, ...]

	@property
	def size(self) -> int:
		return self.counts[0]

	@property
	def shares(self) -> tuple[float, ...]:
		"""counts as shares of the size, 0..1."""
		return tuple(count / self.size for count in self.counts)


def cohorts(
	transactions: Transactions,
	until: date,
	from_date: date | None = None,
	rows: int = 24,
	periods: int = 13,
) -> list[Cohort]:
	"""The latest `rows` cohorts, oldest first, followed for up to `periods` months including their own.

	`transactions` must reach back to the first visits and not beyond `until`; `from_date` leaves out cohorts that began
	in an earlier month. Months without new customers have no row.
	"""
	visits = transactions.visits
	if len(visits) == 0:
		return []
	month = month_numbers(visits.day)
	base, last = int(month.min()), month_number(until)
	counts = _count(visits.customer, month - base, last - base + 1, periods)
	earliest = month_number(from_date) if from_date else base
	begun = [base + place for place in np.flatnonzero(counts[:, 0]).tolist()]
	running = month_number(until + timedelta(days=1))
	found = []
	for start in [month for month in begun if month >= earliest][-rows:]:
		length = min(periods, last - start + 1)
		complete = tuple(start + period < running for period in range(length))
		found.append(Cohort(start, tuple(counts[start - base, :length].tolist()), complete))
	return found


def first_months(customer: Codes, month: Days) -> Days:
	"""For each visit the month of its customer's first one; both are ordered by customer, then day."""
	begins = group_starts(customer)
	first: Days = np.repeat(month[begins], np.diff(np.append(begins, len(customer))))
	return first


def _count(customer: Codes, month: Days, months: int, periods: int) -> Integers:
	"""Distinct customers by month of first visit (rows, from 0) and months since then (columns); both are ordered."""
	first = first_months(customer, month)
	is_new = np.ones(len(customer), np.bool_)
	is_new[1:] = (customer[1:] != customer[:-1]) | (month[1:] != month[:-1])
	since = month - first
	# What does not count has a cell of its own, the last one.
	cells = np.where(is_new & (since < periods), first * periods + since, months * periods)
	counts = np.bincount(cells, minlength=months * periods + 1)[:-1]
	return counts.reshape(months, periods).astype(np.int64)
