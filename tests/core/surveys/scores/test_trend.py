import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from workshop_crm.core.surveys.scores.chart import (
	LAMBDA,
	MIN_ANSWERS,
	MIN_BASE_PERIODS,
	L,
	Portion,
	control_chart,
)
from workshop_crm.core.surveys.scores.mann_kendall import MIN_VALUES, mann_kendall

VALUES = st.lists(st.integers(0, 20).map(lambda value: value / 20), min_size=MIN_VALUES, max_size=60)
PERIODS = st.lists(
	st.integers(0, 80).flatmap(lambda n: st.builds(Portion, st.integers(0, n), st.just(n))), max_size=60
)


@given(VALUES)
def test_tau_is_that_of_scipy(values):
	expected = stats.kendalltau(range(len(values)), values).statistic
	if len(set(values)) > 1:
		assert mann_kendall(values).tau == pytest.approx(expected, abs=1e-9)


@given(VALUES)
def test_the_slope_is_sens(values):
	expected = stats.theilslopes(values, range(len(values))).slope
	assert mann_kendall(values).slope == pytest.approx(expected, abs=1e-9)


@given(VALUES)
def test_p_is_the_normal_approximation_of_s_corrected_for_ties(values):
	n, found = len(values), mann_kendall(values)
	s = sum(np.sign(values[j] - values[i]) for i in range(n) for j in range(i + 1, n))
	ties = [values.count(value) for value in set(values)]
	variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
	z = (s - np.sign(s)) / np.sqrt(variance) if variance else 0
	assert (found.s, found.p) == (s, pytest.approx(2 * stats.norm.sf(abs(z)), abs=1e-9))


def test_a_published_example_has_its_published_result():
	"""pyMannKendall's own example of a rising row: 360 values, z = 32.28..., slope 1."""
	found = mann_kendall(list(range(360)))
	assert (found.s, found.slope, found.direction) == (64620, 1, "up")


def test_a_gap_counts_as_time_that_passed():
	assert mann_kendall([1, None, 3, None, None, 6, 7]).slope == 1


def test_too_few_values_say_nothing():
	assert mann_kendall([1, 2, None, 3]) is None


@pytest.mark.parametrize(
	("values", "direction"), [([5] * 9, "none"), (range(9, 0, -1), "down"), ([1, 3, 2, 3], "none")]
)
def test_a_direction_is_named_only_when_chance_is_unlikely(values, direction):
	assert mann_kendall(list(values)).direction == direction


@given(
	st.lists(
		st.integers(MIN_ANSWERS, 50).flatmap(lambda n: st.builds(Portion, st.integers(0, n), st.just(n))),
		min_size=9,
		max_size=50,
	)
)
def test_the_chart_is_the_sum_of_weights_that_fade(periods):
	"""z_t = (1 - l)^t m + l sum (1 - l)^(t - i) p_i, and the band has the variance of that sum and of m."""
	points = control_chart(periods)
	base = periods[:MIN_BASE_PERIODS]
	answers = sum(period.whole for period in base)
	centre = sum(period.part for period in base) / answers
	for t, point in enumerate(points):
		weights = LAMBDA * (1 - LAMBDA) ** np.arange(t, -1, -1)
		shares = np.array([part / whole for part, whole in periods[: t + 1]])
		smoothed = weights @ shares + (1 - LAMBDA) ** (t + 1) * centre
		assert point.smoothed == pytest.approx(smoothed, abs=1e-9)
		if point.low is None:
			assert t + 1 < MIN_BASE_PERIODS
			continue
		spread = sum(weights**2 / np.array([period.whole for period in periods[: t + 1]])) + 1 / answers
		half = L * np.sqrt(centre * (1 - centre) * spread)
		ends = np.clip([centre - half, centre + half], 0, 1)
		assert (point.low, point.high) == pytest.approx(tuple(ends), abs=1e-9)


@given(PERIODS)
def test_an_alarm_is_a_smoothed_share_outside_the_band(periods):
	for point in control_chart(periods):
		if point.low is None:
			assert not point.alarm
		else:
			outside = "low" if point.smoothed < point.low else "high" if point.smoothed > point.high else ""
			assert point.alarm == outside


def test_a_lasting_fall_raises_an_alarm_within_weeks():
	points = control_chart([Portion(45, 50)] * 20 + [Portion(38, 50)] * 6)
	assert not any(point.alarm for point in points[:20])
	assert "low" in [point.alarm for point in points[20:]]


def test_one_bad_answer_in_a_quiet_week_is_no_alarm():
	points = control_chart([Portion(45, 50)] * 20 + [Portion(0, 1)])
	assert not points[-1].alarm


def test_quiet_weeks_wait_until_there_are_enough_answers_for_a_point():
	busy = [Portion(40, 50)] * 9
	quiet = control_chart([*busy, Portion(1, 2), Portion(2, 2), Portion(0, 1)])
	assert [point.smoothed for point in quiet[9:11]] == [None, None]
	assert quiet[11].smoothed == control_chart([*busy, Portion(3, 5)])[9].smoothed
	assert quiet[11].share == 0


def test_weeks_without_answers_have_no_point_and_leave_the_rest_as_it_was():
	busy = [Portion(40, 50)] * 9
	points = control_chart([*busy[:5], Portion(0, 0), *busy[5:]])
	assert points[5] == (None, None, None, None, "")
	assert points[:5] + points[6:] == control_chart(busy)


def test_false_alarms_are_as_rare_as_documented():
	"""The average run length of the known process, by Brook and Evans' Markov chain: 371 periods."""
	states, half = 401, L * np.sqrt(LAMBDA / (2 - LAMBDA))
	width = 2 * half / states
	centres = -half + width * (np.arange(states) + 0.5)
	kept = (1 - LAMBDA) * centres[:, None]
	upper, lower = (centres + width / 2 - kept) / LAMBDA, (centres - width / 2 - kept) / LAMBDA
	moves = stats.norm.cdf(upper) - stats.norm.cdf(lower)
	runs = np.linalg.solve(np.eye(states) - moves, np.ones(states))
	assert runs[states // 2] == pytest.approx(371, abs=1)
