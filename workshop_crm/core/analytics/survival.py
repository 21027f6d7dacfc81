"""How long customers stay away before they come again: the share who have not come back, by days since a visit.

Kaplan and Meier (1958), "Nonparametric estimation from incomplete observations", Journal of the American Statistical
Association 53, 457-481; the interval is that of the log-log transformed curve (Kalbfleisch and Prentice 1980).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from workshop_crm.core.analytics.arrays import Flags, Floats, Integers, Shorts
from workshop_crm.core.analytics.transactions import Transactions

_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Gaps:
	"""One element a customer, day and service: days until the next day with a visit, or until now when none came yet."""

	service: Shorts
	days: Integers
	ended: Flags


@dataclass(frozen=True, slots=True)
class Survival:
	"""share[k]: of the gaps that last longer than days[k] (0..1), with its 95 % interval; gaps: how many there are."""

	days: Integers
	share: Floats
	lower: Floats
	upper: Floats
	gaps: int
	came_back: int

	def at(self, day: int) -> tuple[float, float, float]:
		"""Share, lower and upper limit on a day; 1 before anybody came back."""
		place = int(np.searchsorted(self.days, day, side="right")) - 1
		if place < 0:
			return 1.0, 1.0, 1.0
		return float(self.share[place]), float(self.lower[place]), float(self.upper[place])

	def median(self) -> int | None:
		"""Days after which half have come again; None when fewer than half ever did."""
		below = np.flatnonzero(self.share <= 0.5)
		return int(self.days[below[0]]) if len(below) else None


def gaps_after(transactions: Transactions, until: date) -> Gaps:
	"""Of all visits up to `until`. Several visits of a customer on a day are one, once for each service."""
	ordered = transactions.ordered()
	visited = ordered.is_visit & (ordered.day <= until.toordinal())
	day, customer, service = ordered.day[visited], ordered.customer[visited], ordered.service[visited]
	is_new_day = np.ones(len(day), np.bool_)
	is_new_day[1:] = (customer[1:] != customer[:-1]) | (day[1:] != day[:-1])
	starts = np.flatnonzero(is_new_day)
	followed = np.zeros(len(starts), np.bool_)
	followed[:-1] = customer[starts[1:]] == customer[starts[:-1]]
	ends = np.full(len(starts), until.toordinal(), np.int64)
	ends[:-1][followed[:-1]] = day[starts[1:]][followed[:-1]]
	of_day = np.cumsum(is_new_day) - 1
	kept = _once_a_day(is_new_day, of_day, service)
	places = of_day[kept]
	return Gaps(service[kept], ends[places] - day[kept], followed[places])


def _once_a_day(is_new_day: Flags, of_day: Integers, service: Shorts) -> Integers:
	"""Places of the first row of each day and service. Most days have one row: only the others are sorted."""
	is_kept = is_new_day.copy()
	is_kept[:-1] &= is_new_day[1:]
	shared = np.flatnonzero(~is_kept)
	firsts = np.unique((of_day[shared] << 16) + service[shared], return_index=True)[1]
	is_kept[shared[firsts]] = True
	return np.flatnonzero(is_kept)


class GapCounts(NamedTuple):
	"""How many gaps last each number of days, from 0, and how many of those have ended; the last axis is the days."""

	lasting: Integers
	ended: Integers


def count_by_service(gaps: Gaps, services: int) -> GapCounts:
	"""Shape (services + 1, days): row 0 is of visits without a service, row n + 1 of the service n."""
	width = int(gaps.days.max()) + 1 if len(gaps.days) else 1
	cells = (gaps.service.astype(np.int64) + 1) * width + gaps.days
	shape = services + 1, width
	lasting = np.bincount(cells, minlength=shape[0] * width).reshape(shape)
	return GapCounts(lasting, np.bincount(cells[gaps.ended], minlength=shape[0] * width).reshape(shape))


def kaplan_meier(counts: GapCounts) -> Survival:
	"""From counts of one axis; one point a day on which a gap ended."""
	days = np.flatnonzero(counts.ended).astype(np.int64)
	at_least = np.cumsum(counts.lasting[::-1])[::-1]
	events, at_risk = counts.ended[days].astype(np.float64), at_least[days].astype(np.float64)
	share = np.asarray(np.cumprod(1 - events / at_risk), dtype=np.float64)
	lower, upper = _interval(share, events, at_risk)
	return Survival(days, share, lower, upper, int(counts.lasting.sum()), int(counts.ended.sum()))


def _interval(share: Floats, events: Floats, at_risk: Floats) -> tuple[Floats, Floats]:
	"""Greenwood's variance on the log-log scale; the share itself where that is not defined (all or none left)."""
	with np.errstate(divide="ignore", invalid="ignore"):
		variance = np.cumsum(events / (at_risk * (at_risk - events)))
		width = _Z * np.sqrt(variance) / np.abs(np.log(share))
		limits = [np.exp(np.log(share) * np.exp(sign * width)) for sign in (1, -1)]
	lower, upper = (np.where(np.isfinite(limit) & (share > 0), limit, share) for limit in limits)
	return lower, upper
