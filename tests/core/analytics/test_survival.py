from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.analytics.survival import GapCounts, count_by_service, gaps_after, kaplan_meier
from workshop_crm.core.analytics.transactions import from_columns

START = date(2025, 1, 1)


def counted(durations: list[int], ended: list[bool]) -> GapCounts:
	"""One row a gap."""
	lasting, over = np.zeros((2, max(durations, default=0) + 1), np.int64)
	for days, has_ended in zip(durations, ended, strict=True):
		lasting[days] += 1
		over[days] += has_ended
	return GapCounts(lasting, over)


@given(st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=40))
def test_the_share_is_the_product_of_those_who_stay_away(rows: list[tuple[int, bool]]):
	found = kaplan_meier(counted([row[0] for row in rows], [row[1] for row in rows]))
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
	found = kaplan_meier(counted(ended + running, [True] * len(ended) + [False] * len(running)))
	assert found.share[found.days == 6][0] == pytest.approx(0.857, abs=0.001)
	assert found.share[found.days == 23][0] == pytest.approx(0.448, abs=0.001)
	assert found.median() == 23


def test_the_last_gap_of_a_customer_is_still_running():
	day = START.toordinal()
	visits = from_columns([0, 0, 1, 1], [day, day + 10, day, day + 30], [1.0] * 4)
	found = gaps_after(visits, START + timedelta(days=60))
	assert sorted(zip(found.days.tolist(), found.ended.tolist(), strict=True)) == [
		(10, True),
		(30, False),
		(30, True),
		(50, False),
	]
	curve = kaplan_meier(counted(found.days.tolist(), found.ended.tolist()))
	assert curve.share.tolist() == pytest.approx([3 / 4, 3 / 4 * 2 / 3])
	assert curve.median() == 30
	assert [round(curve.at(days)[0], 2) for days in (9, 10, 29, 30, 99)] == [1.0, 0.75, 0.75, 0.5, 0.5]


@given(
	st.lists(
		st.tuples(st.integers(0, 3), st.integers(0, 20), st.integers(-1, 2), st.booleans()), max_size=40
	),
	st.integers(0, 20),
)
def test_each_visit_waits_for_the_next_day_of_its_customer(rows: list[tuple[int, int, int, bool]], last: int):
	"""Against every visit by hand; returns are no visits, and nothing after the last day is looked at."""
	base = START.toordinal()
	columns = from_columns(
		[row[0] for row in rows],
		[base + row[1] for row in rows],
		[1.0 if row[3] else -1.0 for row in rows],
		service=[row[2] for row in rows],
	)
	seen = {(who, day, service) for who, day, service, visit in rows if visit and day <= last}
	expected = []
	for who, day, service in seen:
		later = [other for whose, other, _service in seen if whose == who and other > day]
		expected.append((service, min(later, default=last) - day, bool(later)))
	found = gaps_after(columns, START + timedelta(days=last))
	shown = zip(found.service.tolist(), found.days.tolist(), found.ended.tolist(), strict=True)
	assert sorted(shown) == sorted(expected)
	counts = count_by_service(found, 3)
	for service, lasting, over in zip(range(-1, 3), counts.lasting, counts.ended, strict=True):
		own = [(days, has_ended) for code, days, has_ended in expected if code == service]
		assert np.repeat(np.arange(len(lasting)), lasting).tolist() == sorted(days for days, _ended in own)
		assert np.repeat(np.arange(len(over)), over).tolist() == sorted(days for days, ended in own if ended)


def test_nothing_is_known_without_visits():
	none = gaps_after(from_columns([], [], []), START)
	curve = kaplan_meier(GapCounts(*(column[0] for column in count_by_service(none, 1))))
	assert (curve.gaps, curve.median(), curve.at(30)) == (0, None, (1.0, 1.0, 1.0))
