from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.analytics.summary import group_visits
from workshop_crm.core.analytics.survival import kaplan_meier, until_next_visit
from workshop_crm.core.analytics.transactions import from_columns

START = date(2025, 1, 1)


@given(st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=40))
def test_the_share_is_the_product_of_those_who_stay_away(rows: list[tuple[int, bool]]):
	durations, ended = np.array([row[0] for row in rows], np.int64), np.array([row[1] for row in rows], bool)
	found = kaplan_meier(durations, ended)
	share = 1.0
	for place, day in enumerate(sorted({days for days, over in rows if over})):
		at_risk = sum(days >= day for days, _over in rows)
		share *= 1 - sum(days == day and over for days, over in rows) / at_risk
		assert found.days[place] == day
		assert found.share[place] == pytest.approx(share)
		assert found.lower[place] <= found.share[place] + 1e-12
		assert found.share[place] <= found.upper[place] + 1e-12
	assert len(found.days) == len({days for days, over in rows if over})


def test_the_published_remission_times_give_the_published_curve():
	"""Freireich et al. (1963), 6-MP group, as in every textbook: S(6) = .857, S(23) = .448."""
	ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
	running = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
	found = kaplan_meier(
		np.array(ended + running, np.int64), np.array([True] * len(ended) + [False] * len(running))
	)
	assert found.share[found.days == 6][0] == pytest.approx(0.857, abs=0.001)
	assert found.share[found.days == 23][0] == pytest.approx(0.448, abs=0.001)
	assert found.median() == 23


def test_the_last_gap_of_a_customer_is_still_running():
	day = START.toordinal()
	history = group_visits(from_columns([0, 0, 1, 1], [day, day + 10, day, day + 30], [1.0] * 4))
	found = until_next_visit(history, np.array([True, True]), START + timedelta(days=60))
	assert (found.gaps, found.came_back) == (4, 2)
	assert found.days.tolist() == [10, 30]
	assert found.share.tolist() == pytest.approx([3 / 4, 3 / 4 * 2 / 3])
	assert found.median() == 30


def test_only_the_chosen_and_only_until_the_day():
	day = START.toordinal()
	history = group_visits(from_columns([0, 0, 1, 1], [day, day + 10, day, day + 30], [1.0] * 4))
	chosen = until_next_visit(history, np.array([False, True]), START + timedelta(days=60))
	assert (chosen.gaps, chosen.came_back) == (2, 1)
	earlier = until_next_visit(history, np.array([True, True]), START + timedelta(days=20))
	assert (earlier.gaps, earlier.came_back) == (3, 1)
	assert until_next_visit(history, np.array([False, False]), START).median() is None
