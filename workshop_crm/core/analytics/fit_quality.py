"""How well the models foretold what is known by now: fitted to the past of a day, compared with what came after.

Rolling origins: Tashman (2000), "Out-of-sample tests of forecasting accuracy", International Journal of Forecasting
16(4) 437-450. The spread of the past errors is the interval of the present forecast; the models' own parameter
uncertainty is left out, because with many customers it is far smaller than the errors they really make.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from workshop_crm.core.analytics import estimator
from workshop_crm.core.analytics.arrays import Flags, Floats
from workshop_crm.core.analytics.holdout import Holdout
from workshop_crm.core.analytics.summary import VisitHistory, summarise_history
from workshop_crm.core.common.statistics import student_quantile

ORIGINS = 6
MIN_ORIGINS = 3
MIN_VISITS = 30
"""A test period with fewer visits says nothing about a forecast."""
CONFIDENCE = 0.8
_LONGEST_TEST_DAYS = 365
_TESTED_SHARE = 3


@dataclass(frozen=True, slots=True)
class Spread:
	"""The factors by which a total forecast has to be multiplied for its lower and upper limit."""

	lower: float
	upper: float


def hold_outs(
	history: VisitHistory, customers: int, as_of: date, active_days: float, origins: int = ORIGINS
) -> list[Holdout]:
	"""Tests that end with `as_of` and before, oldest first; each is as long as a third of the history, at most a year.

	Origins stand half a test apart. Those with fewer than `MIN_VISITS` visits to foretell are left out.
	"""
	if len(history.day) == 0:
		return []
	first = int(history.day.min())
	length = min(_LONGEST_TEST_DAYS, (as_of.toordinal() - first) // _TESTED_SHARE)
	if length < 1:
		return []
	splits = [as_of - timedelta(days=length + back * max(length // 2, 1)) for back in range(origins)]
	splits = [split for split in splits if split.toordinal() - first >= length]
	found = [
		hold_out(history, customers, split, split + timedelta(days=length), active_days) for split in splits
	]
	return [one for one in reversed(found) if one.actual >= MIN_VISITS]


def hold_out(history: VisitHistory, customers: int, split: date, until: date, active_days: float) -> Holdout:
	"""One test; later visits than `until` are not looked at."""
	before, after = (summarise_history(history, customers, day) for day in (split, until))
	known = before.first_day > 0
	purchases = estimator.fit(before, active_days).purchases
	alive = purchases.probability_alive(before.frequency, before.recency, before.T)
	ahead = purchases.expected_if_alive((until - split).days, before.frequency, before.T)
	expected, actual = (alive * ahead)[known], (after.frequency - before.frequency)[known]
	return Holdout(split, until, float(expected.sum()), int(actual.sum()), auc(expected, actual > 0))


def spread(tests: Sequence[Holdout]) -> Spread | None:
	"""80 % prediction interval of a forecast made like the tested ones; None with fewer than `MIN_ORIGINS`.

	Of the logarithm of actual / expected: mean +- t sd sqrt(1 + 1/n). Overlapping tests are not independent, so the
	degrees of freedom are those of the tests that do not overlap.
	"""
	if len(tests) < MIN_ORIGINS:
		return None
	ratios = np.log([one.actual / one.expected for one in tests])
	apart = max((len(tests) + 1) // 2 - 1, 1)
	width = student_quantile(CONFIDENCE, apart) * ratios.std(ddof=1) * np.sqrt(1 + 1 / len(tests))
	centre = float(ratios.mean())
	return Spread(float(np.exp(min(centre - width, 0))), float(np.exp(max(centre + width, 0))))


def auc(score: Floats, positive: Flags) -> float | None:
	"""Area under the ROC curve, from the rank sum of Mann and Whitney; ties count one half."""
	from scipy.stats import rankdata  # takes a second to load, and the dashboard is read without it

	positives, negatives = int(positive.sum()), int((~positive).sum())
	if not positives or not negatives:
		return None
	ranks = float(rankdata(score)[positive].sum())
	return (ranks - positives * (positives + 1) / 2) / (positives * negatives)
