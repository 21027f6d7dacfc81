"""Lifetime value of a customer: discounted revenue expected in a horizon of months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from workshop_crm.core.analytics.arrays import Floats, Integers
from workshop_crm.core.analytics.empirical import DAYS_PER_YEAR
from workshop_crm.core.analytics.summary import Summary

DAYS_PER_MONTH = DAYS_PER_YEAR / 12
_BITS = 21


class PurchaseModel(Protocol):
	"""How often customers will come; arrays of equal length, times in days."""

	def probability_alive(self, frequency: Integers, recency: Integers, age: Integers) -> Floats:
		"""P(still a customer), 0..1."""

	def expected_if_alive(self, days: float, frequency: Integers, age: Integers) -> Floats:
		"""Expected purchases in the next `days` of customers who are alive."""

	def rate_shape(self, frequency: Integers) -> Floats:
		"""Shape of the gamma distribution of a customer's rate."""


class SpendModel(Protocol):
	"""How much a visit will be worth."""

	def expected_spend(self, summary: Summary) -> Floats:
		"""Expected amount of a future visit of each customer, money."""


@dataclass(frozen=True, slots=True)
class Valuation:
	"""Arrays of length n; zeros for customers who have not come. expected_visits: days with a visit in the horizon."""

	p_alive: Floats
	expected_visits: Floats
	clv: Floats


def customer_lifetime_value(
	purchases: PurchaseModel,
	spend: SpendModel,
	summary: Summary,
	horizon_months: int = 12,
	monthly_discount: float = 0.01,
) -> Valuation:
	"""Value every customer: sum over months m of E[purchases in month m] * E[spend] / (1 + discount)^m.

	Revenue, not profit; a month is 30.44 days and its purchases are paid at its end. Past revenue is not in it.
	"""
	known = summary.first_day > 0
	alive = purchases.probability_alive(summary.frequency, summary.recency, summary.T) * known
	expected, discounted = _purchases_if_alive(purchases, summary, horizon_months, monthly_discount)
	return Valuation(alive, alive * expected, alive * discounted * spend.expected_spend(summary))


def _purchases_if_alive(
	purchases: PurchaseModel, summary: Summary, horizon_months: int, monthly_discount: float
) -> tuple[Floats, Floats]:
	"""Expected purchases in the horizon and the same discounted, worked out once per distinct (frequency, T)."""
	keys, place = np.unique((summary.frequency << _BITS) | summary.T, return_inverse=True)
	frequency, age = keys >> _BITS, keys & ((1 << _BITS) - 1)
	expected, discounted = np.zeros(len(keys)), np.zeros(len(keys))
	for month in range(1, horizon_months + 1):
		until = purchases.expected_if_alive(month * DAYS_PER_MONTH, frequency, age)
		discounted += (until - expected) / (1 + monthly_discount) ** month
		expected = until
	return expected[place], discounted[place]
