import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.ratings import csat
from workshop_crm.core.common.statistics import wilson_interval


@pytest.mark.parametrize(
	("successes", "trials", "low", "high"),
	[(4, 5, 38, 96), (40, 50, 67, 89), (0, 10, 0, 28), (10, 10, 72, 100)],
)
def test_the_interval_has_the_published_values(successes, trials, low, high):
	assert [round(100 * end) for end in wilson_interval(successes, trials)] == [low, high]


def test_without_trials_everything_is_possible():
	assert wilson_interval(0, 0) == (0.0, 1.0)


def test_without_ratings_there_is_no_share_to_show():
	assert csat(0, 0) == (None, None, None)


@given(st.integers(1, 100_000).flatmap(lambda rated: st.tuples(st.integers(0, rated), st.just(rated))))
def test_the_interval_holds_the_share_and_stays_within_nothing_and_everything(counts):
	share, low, high = csat(*counts)
	assert 0 <= low <= share <= high <= 1
