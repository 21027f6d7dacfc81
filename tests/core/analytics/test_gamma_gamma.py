from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import check_grad

from benchmarks.data import cdnow
from workshop_crm.core.analytics import gamma_gamma
from workshop_crm.core.analytics.summary import Summary


@pytest.mark.parametrize("name", ["p", "q", "v"])
def test_the_fit_to_cdnow_gives_the_published_parameters(cdnow_summary: Summary, name: str):
	fitted = gamma_gamma.fit(cdnow_summary)
	assert fitted is not None
	assert getattr(fitted, name) == pytest.approx(cdnow.PUBLISHED[name], rel=1e-3)


def test_no_parameters_are_likelier_than_the_fitted_ones(cdnow_summary: Summary):
	fitted = gamma_gamma.fit(cdnow_summary)
	assert fitted is not None
	x = cdnow_summary.frequency[cdnow_summary.frequency > 0]
	money = cdnow_summary.monetary_value[cdnow_summary.frequency > 0]
	assert len(x) == 946
	values, place = np.unique(x, return_inverse=True)

	def likelihood(*parameters: float) -> float:
		return gamma_gamma._log_likelihood(np.array(parameters), values, place, money)[0]

	best = likelihood(fitted.p, fitted.q, fitted.v)
	assert best == pytest.approx(fitted.log_likelihood, abs=1e-6)
	for factor in (0.98, 1.02):
		assert likelihood(fitted.p * factor, fitted.q, fitted.v) < best
		assert likelihood(fitted.p, fitted.q * factor, fitted.v) < best
		assert likelihood(fitted.p, fitted.q, fitted.v * factor) < best


def test_the_gradient_is_the_slope_of_the_likelihood(cdnow_summary: Summary):
	paying = cdnow_summary.monetary_value > 0
	values, place = np.unique(cdnow_summary.frequency[paying], return_inverse=True)
	arguments = (values, place, cdnow_summary.monetary_value[paying])
	point = np.array([3.0, 2.0, 20.0])
	error = check_grad(
		lambda parameters: gamma_gamma._log_likelihood(parameters, *arguments)[0],
		lambda parameters: gamma_gamma._log_likelihood(parameters, *arguments)[1],
		point,
	)
	assert error < 1e-4 * np.linalg.norm(gamma_gamma._log_likelihood(point, *arguments)[1])


def test_the_currency_does_not_change_the_fit(cdnow_summary: Summary):
	dollars = gamma_gamma.fit(cdnow_summary)
	millions = gamma_gamma.fit(replace(cdnow_summary, monetary_value=cdnow_summary.monetary_value * 1e6))
	assert dollars is not None
	assert millions is not None
	assert (millions.p, millions.q) == pytest.approx((dollars.p, dollars.q), rel=1e-3)
	assert millions.v == pytest.approx(dollars.v * 1e6, rel=1e-3)


def test_a_customer_without_a_repeat_is_expected_to_spend_the_populations_mean(cdnow_summary: Summary):
	fitted = gamma_gamma.fit(cdnow_summary)
	assert fitted is not None
	expected = fitted.expected_spend(cdnow_summary)[cdnow_summary.frequency == 0]
	assert expected == pytest.approx(fitted.p * fitted.v / (fitted.q - 1))


def test_the_more_visits_are_known_the_more_a_customers_own_average_counts(cdnow_summary: Summary):
	fitted = gamma_gamma.fit(cdnow_summary)
	assert fitted is not None
	base = {name: getattr(cdnow_summary, name)[:2] for name in Summary.__slots__}
	two = Summary(**(base | {"frequency": np.array([1, 30]), "monetary_value": np.array([200.0, 200.0])}))
	rare, often = fitted.expected_spend(two)
	assert 36 < rare < often < 200
