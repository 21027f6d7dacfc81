from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from workshop_crm.core.surveys.scores.measures import NO_MEASURE, ces, ces_agree, csat, index, nps
from workshop_crm.core.surveys.scores.tally import Tally, read_tally, total

EXACT = 1e-9
SHARES = st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
GROUPS = st.tuples(*[st.integers(0, 10_000)] * 3).filter(any)
EFFORTS = st.lists(st.integers(1, 7), min_size=2, max_size=200)
SCORES = st.lists(st.integers(0, 10_000).map(lambda score: score / 100), min_size=2, max_size=200)


def of_groups(promoters, passives, detractors):
	return Tally(promoters=promoters, passives=passives, detractors=detractors)


def of_efforts(values):
	agreeing = sum(value >= 5 for value in values)
	return Tally(
		efforts=len(values),
		effort_sum=sum(values),
		effort_squares=sum(value**2 for value in values),
		agreeing=agreeing,
	)


def of_scores(values):
	return Tally(scored=len(values), score_sum=sum(values), score_squares=sum(value**2 for value in values))


@given(SHARES)
def test_csat_has_the_share_and_wilsons_interval(counts):
	satisfied, rated = counts
	found = csat(Tally(rated=rated, satisfied=satisfied))
	expected = stats.binomtest(satisfied, rated).proportion_ci(method="wilson")
	assert found[:3] == pytest.approx((satisfied / rated, expected.low, expected.high), abs=EXACT)


@given(GROUPS)
def test_nps_is_the_mean_of_plus_and_minus_a_hundred_with_the_variance_of_that_sample(groups):
	found, n = nps(of_groups(*groups)), sum(groups)
	sample = np.repeat([100.0, 0.0, -100.0], groups)
	assert found.value == pytest.approx(sample.mean(), abs=EXACT)
	if max(groups) < n:
		half = stats.norm.ppf(0.975) * sample.std() / sqrt(n)
		ends = np.clip([found.value - half, found.value + half], -100, 100)
		assert (found.low, found.high) == pytest.approx(tuple(ends), abs=1e-7)


@pytest.mark.parametrize("groups", [(1, 0, 0), (0, 3, 0), (0, 0, 5), (40, 0, 0)])
def test_nps_of_one_group_alone_is_not_taken_for_certain(groups):
	found = nps(of_groups(*groups))
	assert found.high - found.low > 10
	assert -100 <= found.low <= found.value <= found.high <= 100


@given(EFFORTS)
def test_ces_is_the_mean_with_students_interval(values):
	found = ces(of_efforts(values))
	assert found.value == pytest.approx(np.mean(values), abs=EXACT)
	if len(set(values)) > 1:
		ends = stats.t.interval(0.95, len(values) - 1, np.mean(values), stats.sem(values))
		assert (found.low, found.high) == pytest.approx(tuple(np.clip(ends, 1, 7)), abs=EXACT)


@given(EFFORTS)
def test_ces_also_says_how_many_agree_that_it_was_easy(values):
	agreeing = sum(value >= 5 for value in values)
	expected = stats.binomtest(agreeing, len(values)).proportion_ci(method="wilson")
	found = ces_agree(of_efforts(values))
	assert found[:3] == pytest.approx((agreeing / len(values), expected.low, expected.high), abs=EXACT)


@given(SCORES)
def test_the_index_is_the_mean_score_with_students_interval(values):
	found = index(of_scores(values))
	assert found.value == pytest.approx(np.mean(values), abs=EXACT)
	# A spread of a cent loses its digits in a sum of squares of ten thousands.
	if np.std(values) > 0.1:
		ends = stats.t.interval(0.95, len(values) - 1, np.mean(values), stats.sem(values))
		assert (found.low, found.high) == pytest.approx(tuple(np.clip(ends, 0, 100)), abs=1e-7)


@pytest.mark.parametrize("measure", [csat, nps, ces, ces_agree, index])
def test_without_answers_there_is_nothing_to_show_and_no_zero(measure):
	assert measure(Tally(answers=12)) == NO_MEASURE


def test_one_answer_says_nothing_about_the_spread():
	assert ces(of_efforts([6])) == (6, 1, 7, 1)
	assert index(of_scores([80])) == (80, 0, 100, 1)


@given(st.lists(st.builds(of_groups, *[st.integers(0, 99)] * 3), max_size=9))
def test_tallies_of_parts_add_up_to_that_of_the_whole(parts):
	one_by_one = Tally()
	for part in parts:
		one_by_one = one_by_one + part
	assert total(parts) == one_by_one


def test_a_database_gives_nothing_for_the_sum_of_no_rows():
	row = dict.fromkeys(Tally.__dataclass_fields__)
	assert read_tally(row) == Tally()
