"""Plain averages for a workshop that is too young for the models: few repeaters, or a fit that does not converge.

Both estimates pull a customer's own figures towards those of all customers: the shorter the history, the more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workshop_crm.core.analytics.arrays import Floats, Integers
from workshop_crm.core.analytics.summary import Summary

DAYS_PER_YEAR = 365.25
_PRIOR_DAYS = DAYS_PER_YEAR
_PRIOR_PURCHASES = 1.0
_PRIOR_VISITS = 3.0


@dataclass(frozen=True, slots=True)
class AverageRate:
	"""Repeat visits a day of all customers, and the days of silence that halve the chance of being a customer still.

	A customer's own rate is (repeats + rate * 1 year) / (days observed + 1 year).
	"""

	rate: float
	half_life_days: float

	def probability_alive(self, frequency: Integers, recency: Integers, age: Integers) -> Floats:
		"""One half for every `half_life_days` since the last visit (0..1)."""
		return np.exp2(-(age - recency) / self.half_life_days)

	def expected_if_alive(self, days: float, frequency: Integers, age: Integers) -> Floats:
		"""Expected visits in the next `days` of customers who still come."""
		return days * (frequency + self.rate * _PRIOR_DAYS) / (age + _PRIOR_DAYS)

	def rate_shape(self, frequency: Integers) -> Floats:
		"""Of a gamma distribution that starts with what is expected of a customer in the year before the first visit."""
		return np.asarray(frequency + self.rate * _PRIOR_DAYS, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class AverageSpend:
	"""Average money of a day with a visit of all customers; a customer's own average counts from 3 visits on as much."""

	mean: float

	def expected_spend(self, summary: Summary) -> Floats:
		"""Expected amount of a future visit of each customer, money."""
		days = np.where(summary.first_day > 0, summary.frequency + 1, 0)
		return (np.maximum(summary.revenue, 0) + _PRIOR_VISITS * self.mean) / (days + _PRIOR_VISITS)


def average_rate(summary: Summary, half_life_days: float) -> AverageRate:
	"""Pooled rate of repeats; one repeat in one customer-year is added, so that a first day gives a figure too."""
	repeats, observed = float(summary.frequency.sum()), float(summary.T.sum())
	return AverageRate((repeats + _PRIOR_PURCHASES) / (observed + DAYS_PER_YEAR), half_life_days)


def average_spend(summary: Summary) -> AverageSpend:
	"""Average money of a day with a visit, 0 without visits."""
	days = float((summary.frequency[summary.first_day > 0] + 1).sum())
	return AverageSpend(float(np.maximum(summary.revenue, 0).sum()) / days if days else 0.0)
