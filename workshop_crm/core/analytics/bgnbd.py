"""The BG/NBD model of how often customers come and when they stop coming.

Fader, Hardie, Lee (2005), "Counting your customers the easy way: an alternative to the Pareto/NBD model", Marketing
Science 24(2) 275-284. While alive a customer buys as a Poisson process with a gamma(r, alpha) rate; after each
purchase the customer leaves for good with a beta(a, b) probability. Equation numbers below are the paper's.
A customer with one purchase is certainly alive in this model: leaving happens only at a repeat purchase.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import digamma, gammaln, hyp2f1

from workshop_crm.core.analytics.arrays import Floats, Integers
from workshop_crm.core.analytics.optimiser import maximise
from workshop_crm.core.analytics.summary import Summary

DAYS_PER_WEEK = 7.0
_STARTS = ((1.0, 5.0, 1.0, 3.0), (0.5, 20.0, 0.5, 5.0), (2.0, 50.0, 0.1, 1.0))
_BITS = 21  # counts and days below two million share one integer key


@dataclass(frozen=True, slots=True)
class BgNbd:
	"""Fitted parameters, time in weeks as in the literature; the methods take arrays of equal length in days."""

	r: float
	alpha: float
	a: float
	b: float
	log_likelihood: float

	def probability_alive(self, frequency: Integers, recency: Integers, age: Integers) -> Floats:
		"""P(still a customer) after `frequency` repeats, the last at `recency`, observed for `age` days (0..1)."""
		repeats = np.maximum(frequency, 1)
		silence = (self.alpha + age / DAYS_PER_WEEK) / (self.alpha + recency / DAYS_PER_WEEK)
		log_odds_of_death = np.log(self.a / (self.b + repeats - 1)) + (self.r + frequency) * np.log(silence)
		alive: Floats = 1 / (1 + np.exp(np.minimum(log_odds_of_death, 700)))
		return np.where(frequency > 0, alive, 1.0)

	def expected_if_alive(self, days: float, frequency: Integers, age: Integers) -> Floats:
		"""Expected purchases in the next `days` of customers who are alive: equation 10 without its denominator.

		The paper's ((alpha+T)/(alpha+T+t))^(r+x) 2F1(r+x, b+x; c; z) with c = a+b+x-1 is by Euler's transformation
		also (1-z)^(a-1) 2F1(a-1, c-r-x; c; z). The one with the smaller exponent is worked out: so neither heavy buyers
		(large x) nor customers who all leave at the same rate (large a and b) overflow. Nobody is expected to buy more
		than without ever leaving, which also bounds what rounding may do.
		"""
		a, b = self._away_from_poles()
		known, ahead = self.alpha + age / DAYS_PER_WEEK, days / DAYS_PER_WEEK
		z, c = ahead / (known + ahead), a + b + frequency - 1
		small, large = np.minimum(self.r + frequency, a - 1), np.maximum(self.r + frequency, a - 1)
		with np.errstate(over="ignore", invalid="ignore"):
			rest = (1 - z) ** small * hyp2f1(small, c - large, c, z)
			expected = np.maximum(c / (a - 1) * (1 - rest), 0)
		without_leaving = (self.r + frequency) / known * ahead
		bounded: Floats = np.fmin(expected, without_leaving)
		return bounded

	def rate_shape(self, frequency: Integers) -> Floats:
		"""Shape of the gamma distribution of a customer's rate after `frequency` repeats."""
		return np.asarray(self.r + frequency, dtype=np.float64)

	def expected_purchases(
		self, days: float, frequency: Integers, recency: Integers, age: Integers
	) -> Floats:
		"""Expected purchases in the next `days` given the customer's history (equation 10)."""
		alive = self.probability_alive(frequency, recency, age)
		return alive * self.expected_if_alive(days, frequency, age)

	def _away_from_poles(self) -> tuple[float, float]:
		"""a and b, moved a hair where the formula divides by zero and its limit is finite (a = 1, a + b = 1)."""
		a = self.a if abs(self.a - 1) > 1e-6 else 1 + 1e-6
		b = self.b if abs(a + self.b - 1) > 1e-6 else self.b + 2e-6
		return a, b


@dataclass(frozen=True, slots=True)
class _Rows:
	"""Distinct customers and how many there are of each; x = frequency, times in weeks."""

	x: Floats
	recency: Floats
	age: Floats
	count: Floats
	x_values: Floats
	x_place: Integers


def fit(summary: Summary) -> BgNbd | None:
	"""Maximum-likelihood fit to the customers who have come; None when it does not converge or nobody has."""
	rows = _distinct_rows(summary)
	if len(rows.x) == 0:
		return None
	found = maximise(lambda parameters: _log_likelihood(parameters, rows), _STARTS, float(rows.count.sum()))
	if found is None:
		return None
	r, alpha, a, b = found.parameters
	return BgNbd(r, alpha, a, b, found.log_likelihood)


def _distinct_rows(summary: Summary) -> _Rows:
	known = summary.first_day > 0
	keys = (summary.frequency[known] << (2 * _BITS)) | (summary.recency[known] << _BITS) | summary.T[known]
	keys, counts = np.unique(keys, return_counts=True)
	low = (1 << _BITS) - 1
	x = (keys >> (2 * _BITS)).astype(np.float64)
	x_values, x_place = np.unique(x, return_inverse=True)
	return _Rows(
		x=x,
		recency=((keys >> _BITS) & low) / DAYS_PER_WEEK,
		age=(keys & low) / DAYS_PER_WEEK,
		count=counts.astype(np.float64),
		x_values=x_values,
		x_place=x_place.astype(np.int64),
	)


def _log_likelihood(parameters: Floats, rows: _Rows) -> tuple[float, Floats]:
	"""Log-likelihood (equation 6) of all customers and its gradient in r, alpha, a, b."""
	r, alpha, a, b = parameters.tolist()
	x, place = rows.x_values, rows.x_place
	by_x = gammaln(r + x) - gammaln(r) + gammaln(a + b) - gammaln(a + b + x) + gammaln(b + x) - gammaln(b)
	log_age, log_recency = np.log(alpha + rows.age), np.log(alpha + rows.recency)
	alive = -(r + rows.x) * log_age
	left_after = np.where(rows.x > 0, b + rows.x - 1, 1.0)
	dead = np.where(rows.x > 0, np.log(a / left_after) - (r + rows.x) * log_recency, -np.inf)
	either = np.logaddexp(alive, dead)
	value = float((rows.count * (by_x[place] + r * np.log(alpha) + either)).sum())

	p_dead = np.exp(dead - either)
	p_alive = 1 - p_dead
	of_r = (digamma(r + x) - digamma(r))[place] + np.log(alpha) - p_alive * log_age - p_dead * log_recency
	inverse = p_alive / (alpha + rows.age) + p_dead / (alpha + rows.recency)
	of_alpha = r / alpha - (r + rows.x) * inverse
	of_ab = digamma(a + b) - digamma(a + b + x)
	of_a = of_ab[place] + p_dead / a
	of_b = (of_ab + digamma(b + x) - digamma(b))[place] - p_dead / left_after
	return value, np.array([(rows.count * part).sum() for part in (of_r, of_alpha, of_a, of_b)])
