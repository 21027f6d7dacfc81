import numpy as np
import pytest
from scipy.optimize import check_grad

from benchmarks.data import cdnow, synthetic
from workshop_crm.core.analytics import bgnbd
from workshop_crm.core.analytics.summary import Summary, summarise


@pytest.fixture(scope="module")
def model(cdnow_summary: Summary) -> bgnbd.BgNbd:
	fitted = bgnbd.fit(cdnow_summary)
	assert fitted is not None
	return fitted


@pytest.mark.parametrize("name", ["r", "alpha", "a", "b"])
def test_the_fit_to_cdnow_gives_the_published_parameters(model: bgnbd.BgNbd, name: str):
	assert getattr(model, name) == pytest.approx(cdnow.PUBLISHED[name], abs=2e-4)


def test_the_fit_to_cdnow_gives_the_published_log_likelihood(model: bgnbd.BgNbd):
	assert model.log_likelihood == pytest.approx(cdnow.PUBLISHED["log_likelihood"], abs=0.05)


def test_the_holdout_is_foretold_as_in_the_literature(model: bgnbd.BgNbd, cdnow_summary: Summary):
	days = (cdnow.HOLDOUT_END - cdnow.CALIBRATION_END).days
	foretold = model.expected_purchases(days, cdnow_summary.frequency, cdnow_summary.recency, cdnow_summary.T)
	end = summarise(cdnow.sample(), cdnow.SAMPLE_CUSTOMERS, cdnow.HOLDOUT_END)
	actual = end.frequency - cdnow_summary.frequency
	assert actual.sum() == 1882
	assert foretold.sum() == pytest.approx(1653, abs=1)
	assert np.corrcoef(foretold, actual)[0, 1] == pytest.approx(0.626, abs=0.001)


def test_the_papers_customer_gets_the_papers_expectation():
	"""Section 4 of the paper's spreadsheet note: x = 2, t_x = 30.43, T = 38.86, t = 39 gives 1.226."""
	model = bgnbd.BgNbd(0.2426, 4.4135, 0.7929, 2.4258, -9582.4)
	expected = model.expected_purchases(39 * 7, np.array([2]), np.array([213]), np.array([272]))
	assert expected[0] == pytest.approx(1.226, abs=0.001)


@pytest.mark.parametrize("point", [(0.24, 4.4, 0.8, 2.4), (3.0, 50.0, 0.05, 1.0), (0.05, 1.0, 5.0, 0.3)])
def test_the_gradient_is_the_slope_of_the_likelihood(cdnow_summary: Summary, point: tuple[float, ...]):
	rows = bgnbd._distinct_rows(cdnow_summary)
	error = check_grad(
		lambda parameters: bgnbd._log_likelihood(parameters, rows)[0],
		lambda parameters: bgnbd._log_likelihood(parameters, rows)[1],
		np.array(point),
	)
	gradient = bgnbd._log_likelihood(np.array(point), rows)[1]
	assert error < 1e-4 * np.linalg.norm(gradient)


def test_parameters_that_made_the_data_are_found_again():
	customers = 40_000
	drawn = synthetic.purchases(customers, seed=3, days=1500, r=0.6, alpha=25.0, a=0.7, b=3.0)
	fitted = bgnbd.fit(summarise(drawn, customers, synthetic.TODAY))
	assert fitted is not None
	assert fitted.r == pytest.approx(0.6, rel=0.05)
	assert fitted.alpha == pytest.approx(25.0, rel=0.05)
	assert fitted.a / (fitted.a + fitted.b) == pytest.approx(0.7 / 3.7, rel=0.05)


@pytest.mark.parametrize(
	("r", "alpha", "a", "b"),
	[(0.5, 6.0, 0.8, 2.5), (1.5, 10.0, 1.0, 3.0), (0.4, 5.0, 0.3, 0.4), (2, 8, 2.5, 4)],
)
def test_new_customers_buy_as_often_as_simulated_ones(r: float, alpha: float, a: float, b: float):
	"""Among the cases are a = 1 and a + b < 1, where the formula's terms divide by zero or change sign."""
	customers, days = 60_000, 365
	drawn = _repeat_purchases(customers, days, r, alpha, a, b)
	new = np.zeros(1, np.int64)
	expected = bgnbd.BgNbd(r, alpha, a, b, 0.0).expected_purchases(days, new, new, new)[0]
	assert expected == pytest.approx(drawn.mean(), abs=4 * drawn.std() / np.sqrt(customers))


def _repeat_purchases(customers: int, days: int, r: float, alpha: float, a: float, b: float) -> np.ndarray:
	random = np.random.default_rng(11)
	rate, leaves = random.gamma(r, 1 / (alpha * 7), customers), random.beta(a, b, customers)
	counts, clock, present = np.zeros(customers), np.zeros(customers), np.ones(customers, bool)
	while present.any():
		clock[present] += random.exponential(1 / np.maximum(rate[present], 1e-12))
		present &= clock < days
		counts[present] += 1
		present &= random.random(customers) >= leaves
	return counts


def test_the_expectation_is_smooth_where_the_formula_divides_by_zero():
	history = (np.array([0, 3, 40]), np.array([0, 100, 700]), np.array([20, 200, 720]))
	at_one = bgnbd.BgNbd(0.5, 6.0, 1.0, 2.0, 0.0).expected_purchases(365, *history)
	beside = bgnbd.BgNbd(0.5, 6.0, 1.001, 2.0, 0.0).expected_purchases(365, *history)
	assert at_one == pytest.approx(beside, rel=5e-3)


def test_customers_who_all_leave_at_the_same_rate_follow_the_simple_formula():
	"""With one leaving probability p for all, E[(1 - exp(-rate p t)) / p] over the gamma rates has a closed form."""
	r, alpha, a, b, weeks = 1.5, 5.0, 45_000.0, 155_000.0, 52.0
	x, age = np.array([0, 3, 8]), np.array([0, 300, 690])
	leaves = a / (a + b)
	expected = bgnbd.BgNbd(r, alpha, a, b, 0.0).expected_if_alive(weeks * 7, x, age)
	simple = (1 - (1 + leaves * weeks / (alpha + age / 7)) ** -(r + x)) / leaves
	assert expected == pytest.approx(simple, rel=1e-3)


def test_a_taxi_that_comes_every_day_does_not_overflow(model: bgnbd.BgNbd):
	history = (np.array([5000]), np.array([5000]), np.array([5000]))
	expected = model.expected_purchases(365, *history)
	assert np.isfinite(expected).all()
	assert expected[0] == pytest.approx(365, rel=0.1)


def test_a_regular_who_stays_away_is_less_likely_alive(model: bgnbd.BgNbd):
	alive = model.probability_alive(np.array([6, 6]), np.array([200, 200]), np.array([210, 600]))
	assert alive[1] < 0.1 < 0.8 < alive[0]


def test_a_customer_of_one_purchase_is_alive_in_this_model(model: bgnbd.BgNbd):
	assert model.probability_alive(np.array([0]), np.array([0]), np.array([900])) == [1.0]


def test_there_is_no_fit_without_customers(cdnow_summary: Summary):
	nobody = Summary(*(getattr(cdnow_summary, name)[:0] for name in Summary.__slots__))
	assert bgnbd.fit(nobody) is None
