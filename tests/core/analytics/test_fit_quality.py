from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.data import cdnow, synthetic
from workshop_crm.core.analytics import activity, fit_quality
from workshop_crm.core.analytics.fit_quality import Holdout
from workshop_crm.core.analytics.summary import VisitHistory, group_visits, summarise_history


@pytest.fixture(scope="module")
def history() -> VisitHistory:
	return group_visits(cdnow.sample())


def _until(history: VisitHistory, day: date) -> VisitHistory:
	seen, returned = history.day <= day.toordinal(), history.return_day <= day.toordinal()
	return VisitHistory(
		history.customer[seen],
		history.day[seen],
		history.amount[seen],
		history.invoices[seen],
		history.returning_customer[returned],
		history.return_day[returned],
		history.return_amount[returned],
	)


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=30))
def test_auc_is_the_share_of_pairs_in_the_right_order(rows: list[tuple[int, bool]]):
	score, positive = np.array([row[0] for row in rows], float), np.array([row[1] for row in rows], bool)
	pairs = [(a, b) for a in score[positive] for b in score[~positive]]
	found = fit_quality.auc(score, positive)
	if not pairs:
		assert found is None
	else:
		right = sum(1.0 if a > b else 0.5 if a == b else 0.0 for a, b in pairs)
		assert found == pytest.approx(right / len(pairs))


def test_a_test_knows_nothing_of_the_days_after_it(history: VisitHistory):
	until = cdnow.CALIBRATION_END
	tests = fit_quality.hold_outs(history, cdnow.SAMPLE_CUSTOMERS, until, 183)
	assert tests == fit_quality.hold_outs(_until(history, until), cdnow.SAMPLE_CUSTOMERS, until, 183)
	assert tests[-1].until == until
	assert [one.split for one in tests] == sorted({one.split for one in tests})
	assert all(one.split < one.until for one in tests)


def test_one_test_is_the_published_holdout(history: VisitHistory):
	found = fit_quality.hold_out(
		history, cdnow.SAMPLE_CUSTOMERS, cdnow.CALIBRATION_END, cdnow.HOLDOUT_END, 183
	)
	assert found.actual == 1882
	assert found.expected == pytest.approx(1653, abs=1)
	assert found.error == pytest.approx(-0.121, abs=0.001)
	assert found.auc == pytest.approx(0.7725, abs=0.001)


def test_the_interval_holds_what_really_came(history: VisitHistory):
	tests = fit_quality.hold_outs(history, cdnow.SAMPLE_CUSTOMERS, cdnow.CALIBRATION_END, 183)
	found = fit_quality.spread(tests)
	assert found is not None
	assert 1653 * found.lower < 1882 < 1653 * found.upper


def test_a_total_is_always_inside_its_own_interval():
	"""Also where all tests were too low: the forecast is shown, and not corrected."""
	day = date(2025, 1, 1)
	low = [Holdout(day, day + timedelta(30), 100.0, actual, None) for actual in (150, 152, 151, 150)]
	found = fit_quality.spread(low)
	assert found is not None
	assert found.lower <= 1 <= found.upper
	assert found.upper > 1.5
	assert fit_quality.spread(low[:2]) is None


def test_nothing_is_said_of_a_young_workshop():
	drawn = group_visits(synthetic.purchases(20, days=40))
	assert fit_quality.hold_outs(drawn, 20, synthetic.TODAY, 183) == []
	assert activity.fit(drawn, 20, synthetic.TODAY) is None
	assert fit_quality.hold_outs(group_visits(synthetic.purchases(0)), 0, synthetic.TODAY, 183) == []


def test_activity_ranks_the_holdout_better_than_recency(history: VisitHistory):
	"""Taught within the calibration alone."""
	learned = activity.fit(history, cdnow.SAMPLE_CUSTOMERS, cdnow.CALIBRATION_END)
	assert learned is not None
	known, end = (
		summarise_history(history, cdnow.SAMPLE_CUSTOMERS, day)
		for day in (cdnow.CALIBRATION_END, cdnow.HOLDOUT_END)
	)
	came = end.frequency > known.frequency
	found = fit_quality.auc(learned.probability(known), came)
	recency = fit_quality.auc((known.recency - known.T).astype(float), came)
	assert found is not None
	assert recency is not None
	assert found > recency + 0.01


def test_activity_is_taught_by_the_past_alone(history: VisitHistory):
	until = cdnow.CALIBRATION_END
	whole = activity.fit(history, cdnow.SAMPLE_CUSTOMERS, until)
	past = activity.fit(_until(history, until), cdnow.SAMPLE_CUSTOMERS, until)
	assert whole is not None
	assert past is not None
	assert np.array_equal(whole.weights, past.weights)


def test_as_many_come_as_the_probabilities_add_up_to():
	customers, split = 20_000, synthetic.TODAY - timedelta(days=activity.MAX_HORIZON_DAYS)
	history = group_visits(synthetic.purchases(customers, days=1200, alpha=15.0))
	learned = activity.fit(history, customers, split)
	assert learned is not None
	assert learned.horizon_days == activity.MAX_HORIZON_DAYS
	known, later = (summarise_history(history, customers, day) for day in (split, synthetic.TODAY))
	chance, came = learned.probability(known), later.last_day > known.last_day
	assert chance.sum() == pytest.approx(came[known.first_day > 0].sum(), rel=0.05)
	assert chance[known.first_day == 0].sum() == 0
