"""The probability that a customer comes within a horizon, learned from the workshop's own past.

Logistic regression on recency, frequency, age and spending. It is taught on days of the past, after which the visits
are known, and so needs no assumption about how customers leave: on the CDNOW holdout it ranks customers better
than BG/NBD and than recency alone (`./dev benchmark clv`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from workshop_crm.core.analytics.arrays import Flags, Floats
from workshop_crm.core.analytics.summary import Summary, VisitHistory, summarise_history

MAX_HORIZON_DAYS = 183
MIN_HORIZON_DAYS = 28
MIN_OF_EACH_KIND = 50
"""Customers who came, and customers who did not, below which nothing is learned."""
_HORIZONS_OF_HISTORY = 3
_WINDOWS = 3
_WINDOW_STEP_DAYS = 21
_PENALTY = 1.0


@dataclass(frozen=True, slots=True)
class Activity:
	"""Fitted weights: the intercept, then one for each standardised feature (`_features`)."""

	horizon_days: int
	weights: Floats
	centre: Floats
	scale: Floats

	def probability(self, summary: Summary) -> Floats:
		"""P(at least one visit in the next `horizon_days`) of each customer (0..1); 0 for those who have not come."""
		features = (_features(summary) - self.centre) / self.scale
		known = summary.first_day > 0
		chance: Floats = np.where(known, expit(self.weights[0] + features @ self.weights[1:]), 0.0)
		return chance


def horizon_of(history: VisitHistory, as_of: date) -> int | None:
	"""Days ahead that the history can teach: a third of its length, at most `MAX_HORIZON_DAYS`; None when too short."""
	if len(history.day) == 0:
		return None
	length = as_of.toordinal() - int(history.day.min())
	horizon = min(MAX_HORIZON_DAYS, length // _HORIZONS_OF_HISTORY)
	return horizon if horizon >= MIN_HORIZON_DAYS else None


def fit(history: VisitHistory, customers: int, as_of: date) -> Activity | None:
	"""Learn from the last windows of one horizon that end by `as_of`; None when there is too little to learn from."""
	horizon = horizon_of(history, as_of)
	if horizon is None:
		return None
	windows = [
		_window(history, customers, as_of - timedelta(days=horizon + back), horizon)
		for back in range(0, _WINDOWS * _WINDOW_STEP_DAYS, _WINDOW_STEP_DAYS)
	]
	features = np.concatenate([window[0] for window in windows])
	came = np.concatenate([window[1] for window in windows])
	if min(int(came.sum()), int((~came).sum())) < MIN_OF_EACH_KIND:
		return None
	centre, scale = features.mean(0), features.std(0)
	scale = np.where(scale > 0, scale, 1.0)
	weights = _logistic_regression((features - centre) / scale, came)
	return None if weights is None else Activity(horizon, weights, centre, scale)


def _window(history: VisitHistory, customers: int, split: date, horizon: int) -> tuple[Floats, Flags]:
	"""Features on the day `split` of those who had come by then, and whether they came in the horizon after it."""
	before = summarise_history(history, customers, split)
	after = summarise_history(history, customers, split + timedelta(days=horizon))
	known = before.first_day > 0
	return _features(before)[known], (after.last_day > before.last_day)[known]


def _features(summary: Summary) -> Floats:
	"""(n, 8): logarithms of frequency, silence, age and money a visit, their curvature, and silence in own gaps."""
	frequency = np.log1p(summary.frequency)
	silence = np.log1p((summary.T - summary.recency) / 7)
	spend = np.log1p(np.maximum(summary.revenue, 0) / (summary.frequency + 1))
	gap = np.maximum(summary.recency, 1) / np.maximum(summary.frequency, 1)
	overdue = np.log1p(np.minimum((summary.T - summary.recency) / gap, 100))
	return np.stack(
		[
			frequency,
			silence,
			np.log1p(summary.T / 7),
			spend,
			frequency * silence,
			frequency**2,
			silence**2,
			np.where(summary.frequency > 0, overdue, 0.0),
		],
		axis=1,
	)


def _logistic_regression(features: Floats, came: Flags) -> Floats | None:
	"""Weights of the penalised maximum likelihood, the intercept first and unpenalised; None without convergence."""
	rows = np.column_stack([np.ones(len(features)), features])
	penalised = np.r_[0.0, np.full(features.shape[1], _PENALTY)]

	def loss(weights: Floats) -> tuple[float, Floats]:
		score = rows @ weights
		value = (np.logaddexp(0, score) - came * score).sum() + 0.5 * (penalised * weights**2).sum()
		return float(value) / len(rows), (rows.T @ (expit(score) - came) + penalised * weights) / len(rows)

	found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B")
	return np.asarray(found.x, dtype=np.float64) if found.success else None
