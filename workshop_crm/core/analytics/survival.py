"""How long customers stay away before they come again: the share who have not come back, by days since a visit.

Kaplan and Meier (1958), "Nonparametric estimation from incomplete observations", Journal of the American Statistical
Association 53, 457-481; the interval is that of the log-log transformed curve (Kalbfleisch and Prentice 1980).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from workshop_crm.core.analytics.arrays import Flags, Floats, Integers
from workshop_crm.core.analytics.summary import VisitHistory

_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Survival:
	"""share[k]: of the gaps that lasted longer than days[k] (0..1), with its 95 % interval; gaps: how many there are."""

	days: Integers
	share: Floats
	lower: Floats
	upper: Floats
	gaps: int
	came_back: int

	def median(self) -> int | None:
		"""Days after which half have come again; None when fewer than half ever did."""
		below = np.flatnonzero(self.share <= 0.5)
		return int(self.days[below[0]]) if len(below) else None


def until_next_visit(history: VisitHistory, chosen: Flags, as_of: date) -> Survival:
	"""Of all visits of the `chosen` customers (length n) up to `as_of`; the last gap of each is still running."""
	seen = (history.day <= as_of.toordinal()) & chosen[history.customer]
	customer, day = history.customer[seen], history.day[seen].astype(np.int64)
	followed = np.zeros(len(customer), np.bool_)
	followed[:-1] = customer[1:] == customer[:-1]
	ends = np.full(len(day), as_of.toordinal(), np.int64)
	ends[:-1][followed[:-1]] = day[1:][followed[:-1]]
	return kaplan_meier(ends - day, followed)


def kaplan_meier(durations: Integers, ended: Flags) -> Survival:
	"""From durations in days and whether each has ended, both of the same length; one point a distinct end."""
	days, place = np.unique(durations[ended], return_inverse=True)
	events = np.bincount(place, minlength=len(days)).astype(np.float64)
	at_risk = len(durations) - np.searchsorted(np.sort(durations), days, side="left").astype(np.float64)
	share = np.asarray(np.cumprod(1 - events / at_risk), dtype=np.float64)
	lower, upper = _interval(share, events, at_risk)
	return Survival(days.astype(np.int64), share, lower, upper, len(durations), int(ended.sum()))


def _interval(share: Floats, events: Floats, at_risk: Floats) -> tuple[Floats, Floats]:
	"""Greenwood's variance on the log-log scale; the share itself where that is not defined (all or none left)."""
	with np.errstate(divide="ignore", invalid="ignore"):
		variance = np.cumsum(events / (at_risk * (at_risk - events)))
		width = _Z * np.sqrt(variance) / np.abs(np.log(share))
		limits = [np.exp(np.log(share) * np.exp(sign * width)) for sign in (1, -1)]
	lower, upper = (np.where(np.isfinite(limit) & (share > 0), limit, share) for limit in limits)
	return lower, upper
