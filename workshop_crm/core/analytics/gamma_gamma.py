"""The gamma-gamma model of how much a visit is worth.

Fader, Hardie (2013), "The gamma-gamma model of monetary value"; Fader, Hardie, Lee (2005), "RFM and CLV: using
iso-value curves", Journal of Marketing Research 42(4) 415-430. A visit's amount is gamma(p, nu) around the
customer's mean, and nu is gamma(q, v) across customers; amounts do not depend on how often a customer comes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import digamma, gammaln

from workshop_crm.core.analytics.arrays import Floats, Integers
from workshop_crm.core.analytics.optimiser import maximise
from workshop_crm.core.analytics.summary import Summary

_STARTS = ((2.0, 3.0, 3.0), (6.0, 4.0, 1.0), (1.0, 10.0, 10.0))


@dataclass(frozen=True, slots=True)
class GammaGamma:
	"""Fitted parameters; v is in money."""

	p: float
	q: float
	v: float
	log_likelihood: float

	def expected_spend(self, summary: Summary) -> Floats:
		"""Expected amount of a future visit of each customer, money; the population's mean without a repeat."""
		repeats = np.where(summary.monetary_value > 0, summary.frequency, 0)
		spent = repeats * summary.monetary_value
		expected: Floats = self.p * (self.v + spent) / (self.p * repeats + self.q - 1)
		return expected


def fit(summary: Summary) -> GammaGamma | None:
	"""Maximum-likelihood fit to customers with a repeat of positive value.

	None when there is none, when it does not converge, or when the mean of the fitted population is not finite (q <= 1).
	"""
	paying = (summary.frequency > 0) & (summary.monetary_value > 0)
	if not paying.any():
		return None
	x, money = summary.frequency[paying], summary.monetary_value[paying]
	scale = float(np.median(money))
	x_values, place = np.unique(x, return_inverse=True)
	found = maximise(
		lambda parameters: _log_likelihood(parameters, x_values, place.astype(np.int64), money / scale),
		_STARTS,
		float(len(x)),
	)
	if found is None or found.parameters[1] <= 1:
		return None
	p, q, v = found.parameters
	return GammaGamma(p, q, v * scale, found.log_likelihood - len(x) * float(np.log(scale)))


def _log_likelihood(
	parameters: Floats, x_values: Integers, place: Integers, money: Floats
) -> tuple[float, Floats]:
	"""Log-likelihood of average amounts and its gradient in p, q, v."""
	p, q, v = parameters.tolist()
	x = x_values[place]
	shape = p * x_values
	log_x, log_money, log_total = np.log(x), np.log(money), np.log(x * money + v)
	by_x = (gammaln(shape + q) - gammaln(shape) - gammaln(q))[place]
	value = by_x + q * np.log(v) + p * x * (log_x + log_money) - log_money - (p * x + q) * log_total
	of_p = x * ((digamma(shape + q) - digamma(shape))[place] + log_money + log_x - log_total)
	of_q = (digamma(shape + q) - digamma(q))[place] + np.log(v) - log_total
	of_v = q / v - (p * x + q) / (x * money + v)
	return float(value.sum()), np.array([of_p.sum(), of_q.sum(), of_v.sum()])
