"""Choose how customers are valued: by the models where the data carry them, by averages where not."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_crm.core.analytics import empirical
from workshop_crm.core.analytics.clv import PurchaseModel, SpendModel, Valuation, customer_lifetime_value
from workshop_crm.core.analytics.summary import Summary
from workshop_crm.core.common.errors import N_

MINIMUM_REPEATERS = 50
"""With fewer customers who came again, four parameters are not worth estimating."""

BOTH_MODELS = N_("BG/NBD and gamma-gamma models")
PURCHASE_MODEL = N_("BG/NBD model and average spend")
AVERAGES = N_("Averages, too few repeat customers for a model")
METHODS = (BOTH_MODELS, PURCHASE_MODEL, AVERAGES)
"""English texts, translated by the host."""


@dataclass(frozen=True, slots=True)
class Estimator:
	"""A purchase model, a spend model, and what to call them."""

	method: str
	purchases: PurchaseModel
	spend: SpendModel

	def value(self, summary: Summary, horizon_months: int, monthly_discount: float) -> Valuation:
		"""Value the customers of any summary, also one of an earlier date than that of the fit."""
		return customer_lifetime_value(self.purchases, self.spend, summary, horizon_months, monthly_discount)


def fit(summary: Summary, half_life_days: float) -> Estimator:
	"""Fit to a summary; `half_life_days` is used by the averages only. Always gives an estimator."""
	# They load scipy, which takes a third of a second, and pages are read from what was fitted before.
	from workshop_crm.core.analytics import bgnbd, gamma_gamma

	averages = empirical.average_spend(summary)
	enough = int((summary.frequency > 0).sum()) >= MINIMUM_REPEATERS
	purchases = bgnbd.fit(summary) if enough else None
	if purchases is None:
		return Estimator(AVERAGES, empirical.average_rate(summary, half_life_days), averages)
	spend = gamma_gamma.fit(summary)
	if spend is None:
		return Estimator(PURCHASE_MODEL, purchases, averages)
	return Estimator(BOTH_MODELS, purchases, spend)
