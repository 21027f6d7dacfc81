from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.data import cdnow
from examples import examples
from workshop_crm.core.analytics.estimator import AVERAGES, BOTH_MODELS, PURCHASE_MODEL
from workshop_crm.core.analytics.rules import SegmentThresholds
from workshop_crm.core.analytics.scores import Scores, score_customers
from workshop_crm.core.analytics.segments import NO_SEGMENT
from workshop_crm.core.analytics.transactions import from_columns

TODAY = date(2025, 12, 31)
TODAY_NUMBER = TODAY.toordinal()
FLOAT_COLUMNS = ("p_alive", "expected_visits", "clv", "revenue", "monetary_value")


def assert_sound(scores: Scores) -> None:
	for name in FLOAT_COLUMNS:
		assert np.isfinite(getattr(scores, name)).all(), name
	assert ((scores.p_alive >= 0) & (scores.p_alive <= 1)).all()
	assert (scores.expected_visits >= 0).all()
	assert (scores.clv >= 0).all()


def monthly_customers(count: int, visits: int, amount: float = 100.0) -> Scores:
	"""Customers who differ in how often they came."""
	columns: tuple[list[int], list[int], list[float]] = ([], [], [])
	for customer in range(count):
		for visit in range(1 + customer % visits):
			columns[0].append(customer)
			columns[1].append(TODAY_NUMBER - 700 + 20 * visit + customer % 90)
			columns[2].append(amount * (1 + customer % 7) * (1 + visit % 3))
	return score_customers(from_columns(*columns), count, TODAY)


def test_cdnow_is_scored_by_both_models():
	scores = score_customers(cdnow.sample(), cdnow.SAMPLE_CUSTOMERS, cdnow.CALIBRATION_END)
	assert scores.method == BOTH_MODELS
	assert_sound(scores)
	assert scores.visits.sum() > 4000


def test_lifetime_value_is_the_discounted_sum_of_the_months():
	transactions = cdnow.sample()
	arguments = (transactions, cdnow.SAMPLE_CUSTOMERS, cdnow.CALIBRATION_END)
	plain = score_customers(*arguments, monthly_discount=0.0)
	discounted = score_customers(*arguments, monthly_discount=0.01)
	one_month = score_customers(*arguments, horizon_months=1, monthly_discount=0.01)
	ratio = discounted.clv.sum() / plain.clv.sum()
	assert 1.01**-12 < ratio < 1.01**-1
	month = score_customers(*arguments, horizon_months=1, monthly_discount=0.0)
	assert one_month.clv == pytest.approx(month.clv / 1.01)


def test_a_longer_horizon_is_worth_more():
	arguments = (cdnow.sample(), cdnow.SAMPLE_CUSTOMERS, cdnow.CALIBRATION_END)
	short, long = (score_customers(*arguments, horizon_months=months) for months in (6, 24))
	assert (long.clv > short.clv).all()


def test_few_repeaters_are_scored_by_averages_and_the_method_says_so():
	scores = monthly_customers(count=30, visits=5)
	assert scores.method == AVERAGES
	assert_sound(scores)
	assert scores.clv.sum() > 0


def test_enough_repeaters_are_scored_by_the_model():
	scores = monthly_customers(count=400, visits=9)
	assert scores.method in (BOTH_MODELS, PURCHASE_MODEL)
	assert_sound(scores)


def test_repeats_without_money_leave_the_spend_to_the_averages():
	scores = monthly_customers(count=400, visits=9, amount=0.0)
	assert scores.method == PURCHASE_MODEL
	assert_sound(scores)
	assert scores.clv.sum() == 0


def test_no_customers_give_empty_columns():
	scores = score_customers(from_columns([], [], []), 0, TODAY)
	assert len(scores) == 0
	assert scores.method == AVERAGES


def test_customers_without_any_invoice_have_no_segment_and_no_value():
	scores = score_customers(from_columns([], [], []), 3, TODAY)
	assert scores.segment.tolist() == [NO_SEGMENT] * 3
	assert scores.clv.tolist() == scores.p_alive.tolist() == scores.expected_visits.tolist() == [0, 0, 0]


def test_the_first_customer_of_the_first_day_has_a_value():
	scores = score_customers(from_columns([0], [TODAY_NUMBER], [500.0]), 1, TODAY)
	assert_sound(scores)
	assert 100 < scores.clv[0] < 1000
	assert scores.p_alive[0] == 1


def test_single_visits_only_are_scored_by_averages():
	scores = score_customers(
		from_columns(range(500), [TODAY_NUMBER - day for day in range(500)], [90.0] * 500), 500, TODAY
	)
	assert scores.method == AVERAGES
	assert_sound(scores)
	assert scores.p_alive[0] > scores.p_alive[499]


def test_averages_halve_the_chance_of_return_after_the_active_days():
	transactions = from_columns([0], [TODAY_NUMBER - 100], [90.0])
	scores = score_customers(transactions, 1, TODAY, thresholds=SegmentThresholds(active_days=100))
	assert scores.p_alive[0] == pytest.approx(0.5)


def test_huge_amounts_do_not_break_the_others():
	scores = monthly_customers(count=400, visits=9, amount=1e11)
	assert_sound(scores)


def test_recency_days_count_from_the_last_visit():
	scores = score_customers(
		from_columns([0, 0], [TODAY_NUMBER - 50, TODAY_NUMBER - 20], [1.0, 1.0]), 1, TODAY
	)
	assert scores.recency_days.tolist() == [20]


def test_scores_do_not_know_the_future():
	past = [0, 1, 2], [TODAY_NUMBER - 300, TODAY_NUMBER - 200, TODAY_NUMBER - 10], [10.0, 20.0, 30.0]
	later = from_columns([*past[0], 0], [*past[1], TODAY_NUMBER + 1], [*past[2], 9999.0])
	now = score_customers(from_columns(*past), 3, TODAY)
	assert score_customers(later, 3, TODAY).clv == pytest.approx(now.clv)


invoice = st.tuples(
	st.integers(0, 79),
	st.integers(TODAY_NUMBER - 3000, TODAY_NUMBER + 5),
	st.floats(-1e12, 1e12, allow_nan=False) | st.just(0.0) | st.floats(0, 1e-9),
)


@examples(60, deadline=timedelta(seconds=5))
@given(st.lists(invoice, max_size=400))
def test_any_invoices_give_sound_scores(rows: list[tuple[int, int, float]]):
	columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
	assert_sound(score_customers(from_columns(*columns), 80, TODAY))
