"""How long customers stay away before they come again: the share who have not come back, by days since a visit.

Kaplan and Meier (1958), "Nonparametric estimation from incomplete observations", Journal of the American Statistical
Association 53, 457-481; the interval is that of the log-log transformed curve (Kalbfleisch and Prentice 1980).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from workshop_crm.core.analytics.arrays import Days, Flags, Floats, Integers, Shorts
from workshop_crm.core.analytics.transactions import Transactions

_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Gaps:
	"""One element a customer, day and service: days until the next day with a visit, or until now when none came yet."""

	service: Shorts
	days: Days
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
	visits = transactions.visits
	past = visits.where(visits.day <= until.toordinal())
	same_customer = past.customer[1:] == past.customer[:-1]
	step = past.day[1:] - past.day[:-1]
	days = np.int32(until.toordinal()) - past.day
	days[:-1] = np.where(same_customer, step, days[:-1])
	ended = np.append(same_customer, np.zeros(min(len(past), 1), np.bool_))
	shares_day = same_customer & (step == 0)
	if not shares_day.any():
		return Gaps(past.service, days, ended)
	return _once_a_day(Gaps(past.service, days, ended), shares_day)


def _once_a_day(gaps: Gaps, shares_day: Flags) -> Gaps:
	"""Each service of a day once, with the days until the next one.

	shares_day: true where a visit is on the same day as the one after it. Few are: only those are looked at.
	"""
	goes_on = np.append(shares_day, False)
	is_shared = goes_on.copy()
	is_shared[1:] |= shares_day
	places = np.flatnonzero(is_shared)
	lasts = np.where(goes_on[places], len(goes_on), places)
	last_of_day = np.minimum.accumulate(lasts[::-1])[::-1]
	firsts = np.unique((last_of_day << 16) + gaps.service[places], return_index=True)[1]
	kept, last = places[firsts], last_of_day[firsts]
	alone = ~is_shared
	return Gaps(
		np.concatenate((gaps.service[alone], gaps.service[kept])),
		np.concatenate((gaps.days[alone], gaps.days[last])),
		np.concatenate((gaps.ended[alone], gaps.ended[last])),
	)


class GapCounts(NamedTuple):
	"""How many gaps last each number of days, from 0, and how many of those have ended; the last axis is the days."""

	lasting: Integers
	ended: Integers


def count_by_service(gaps: Gaps, services: int) -> GapCounts:
	"""Shape (services + 1, days): row 0 is of visits without a service, row n + 1 of the service n."""
	width = int(gaps.days.max()) + 1 if len(gaps.days) else 1
	cells = gaps.service.astype(np.int64)
	cells += 1
	cells *= width
	cells += gaps.days
	shape = services + 1, width
	lasting = np.bincount(cells, minlength=shape[0] * width).reshape(shape)
	# Fewer last until now than have ended.
	running = np.bincount(cells[~gaps.ended], minlength=shape[0] * width).reshape(shape)
	return GapCounts(lasting, lasting - running)


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
