"""Published intervals, and what must hold of any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.statistics import difference_interval


@pytest.mark.parametrize(
	("groups", "expected"),
	[
		# Table II of Newcombe 1998, Statistics in Medicine 17:873-890, method 10.
		((56, 70, 48, 80), (0.0524, 0.3339)),
		((9, 10, 3, 10), (0.1705, 0.8090)),
		((6, 7, 2, 7), (0.0582, 0.8062)),
		((5, 56, 0, 29), (-0.0381, 0.1926)),
		((0, 10, 0, 20), (-0.1611, 0.2775)),
		((0, 10, 0, 10), (-0.2775, 0.2775)),
		((10, 10, 0, 20), (0.6791, 1.0)),
		((10, 10, 0, 10), (0.6075, 1.0)),
	],
)
def test_the_interval_of_a_difference_is_newcombes(groups, expected):
	assert difference_interval(*groups) == pytest.approx(expected, abs=0.00005)


@given(st.data())
def test_an_interval_holds_its_difference_and_turns_round_with_its_groups(data):
	trials, others = data.draw(st.integers(0, 500)), data.draw(st.integers(0, 500))
	came, other = data.draw(st.integers(0, trials)), data.draw(st.integers(0, others))
	low, high = difference_interval(came, trials, other, others)
	assert -1 <= low <= high <= 1
	if trials and others:
		assert low - 1e-12 <= came / trials - other / others <= high + 1e-12
	turned = difference_interval(other, others, came, trials)
	assert turned == pytest.approx((-high, -low))
