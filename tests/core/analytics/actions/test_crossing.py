"""Who crosses a line, and when: the same whichever days a job ran on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workshop_crm.core.analytics.actions.crossing import (
	MAX_LATE,
	MAX_LOOK_BACK,
	LowScore,
	Window,
	is_kept_back,
	is_valuable,
	last_visits_between,
	low_score,
	rank_of_least_valuable,
	service_due,
	silence,
	usual_days,
	window,
)
from workshop_crm.core.analytics.actions.rules import HIGH_RISK, LAPSED, SERVICE_DUE, ActionRule
from workshop_crm.core.analytics.rules import SegmentThresholds
from workshop_crm.core.analytics.segments import SEGMENTS, assign

TODAY = date(2026, 3, 10)
DAY = timedelta(days=1)
SEGMENT = {HIGH_RISK: "High Risk", LAPSED: "Lapsed"}

limits = st.lists(st.integers(1, 400), min_size=3, max_size=3, unique=True).map(sorted)


@st.composite
def thresholds(draw) -> SegmentThresholds:
	active, high_risk, lapsed = draw(limits)
	return SegmentThresholds(draw(st.integers(0, 300)), active, high_risk, lapsed)


def segment_on(day: date, visits: list[date], of: SegmentThresholds) -> str:
	codes = assign(np.array([max(visits).toordinal()], np.int32), np.array([len(visits)]), day, of)
	return SEGMENTS[int(codes[0])]


@given(
	trigger=st.sampled_from((HIGH_RISK, LAPSED)),
	of=thresholds(),
	ago=st.lists(st.integers(0, 900), min_size=1, max_size=4),
	back=st.integers(0, 31),
)
def test_somebody_crosses_on_the_first_day_on_which_the_segment_is_theirs(trigger, of, ago, back):
	visits = [TODAY - days * DAY for days in ago]
	days = Window(TODAY - back * DAY, TODAY)
	assume(max(visits) < days.first)
	entered = [
		day
		for day in (days.first + number * DAY for number in range(back + 1))
		if segment_on(day, visits, of) == SEGMENT[trigger] != segment_on(day - DAY, visits, of)
	]
	found = silence(trigger, of, visits, days)
	assert ([found.day] if found else []) == entered
	if found:
		# A host that reads only these has read everybody who crosses.
		assert last_visits_between(trigger, of, days).includes(max(visits))


@given(st.lists(st.integers(1, 20), min_size=1, max_size=8), st.integers(0, 900))
def test_everybody_crosses_once_however_irregularly_the_job_runs(pauses, ago):
	"""Each run looks from the day of the one before; days are seen twice at most, and the key is the same then."""
	of, visits = SegmentThresholds(), [TODAY - ago * DAY, TODAY - (ago + 50) * DAY]
	checked, day, found = TODAY, TODAY, set()
	for pause in pauses:
		day += pause * DAY
		if crossing := silence(HIGH_RISK, of, visits, window(checked, day)):
			found.add((crossing.day, crossing.what))
		checked = day
	entered = visits[0] + of.active_days * DAY
	assert len(found) == (TODAY <= entered <= day)


def test_the_first_look_goes_back_a_week_and_none_goes_back_more_than_a_month():
	assert window(None, TODAY) == Window(TODAY - 7 * DAY, TODAY)
	assert window(TODAY - 2 * DAY, TODAY) == Window(TODAY - 2 * DAY, TODAY)
	assert window(TODAY - 200 * DAY, TODAY) == Window(TODAY - MAX_LOOK_BACK, TODAY)
	assert window(TODAY + DAY, TODAY) == Window(TODAY, TODAY)


def test_who_comes_again_crosses_again():
	of, days = SegmentThresholds(), Window(TODAY - 7 * DAY, TODAY)
	first = silence(HIGH_RISK, of, [TODAY - 185 * DAY, TODAY - 300 * DAY], days)
	later = silence(HIGH_RISK, of, [TODAY - 184 * DAY, TODAY - 300 * DAY], days)
	assert first
	assert later
	assert first.what != later.what
	assert silence(HIGH_RISK, of, [], days) is None


@pytest.mark.parametrize(
	("ago", "expected"), [([0], None), ([0, 90], None), ([0, 90, 180], 90), ([0, 0, 100, 130], 65)]
)
def test_a_habit_takes_two_returns(ago, expected):
	assert usual_days([TODAY - days * DAY for days in ago]) == expected


def test_a_low_score_counts_on_its_day():
	answer = LowScore("R-1", datetime(2026, 3, 9, 23, 50), 40, 2, "ISS-1")
	found = low_score(answer, Window(TODAY - DAY, TODAY))
	assert found
	assert (found.day, found.follow_up, found.facts["rating"]) == (TODAY - DAY, "ISS-1", 2)
	assert low_score(answer, Window(TODAY, TODAY)) is None


@dataclass(frozen=True)
class Due:
	service_type: str
	due_on: date | None
	last_on: date = date(2025, 9, 1)


def due(*services: Due, lead: int = 7, first: date = TODAY - DAY):
	rule = ActionRule("R", SERVICE_DUE, "Due", lead_days=lead)
	return service_due(rule, "CAR-1", services, Window(first, TODAY))


def test_a_service_is_called_about_some_days_before_it_is_due():
	assert due(Due("Oil", TODAY + 8 * DAY)) is None
	found = due(Due("Oil", TODAY + 7 * DAY), Due("Brakes", TODAY + 20 * DAY), Due("Tyres", TODAY + 60 * DAY))
	assert found
	assert found.day == TODAY
	assert (found.vehicle, found.facts["services"]) == ("CAR-1", ["Oil", "Brakes"])


def test_the_same_service_is_one_crossing_however_its_day_moves():
	moved = [due(Due("Oil", TODAY + days * DAY)) for days in (7, 3, -2)]
	assert len({one.what for one in moved if one}) == 1
	assert all(moved)
	done_since = due(Due("Oil", TODAY + 7 * DAY, last_on=date(2026, 2, 1)))
	assert done_since
	assert moved[0]
	assert done_since.what != moved[0].what


def test_what_was_due_long_ago_is_no_news_and_hides_nothing():
	assert due(Due("Oil", TODAY + 7 * DAY - MAX_LATE - DAY)) is None
	found = due(Due("Oil", date(2020, 1, 1)), Due("Brakes", TODAY), Due("Never", None))
	assert found
	assert found.facts["services"] == ["Brakes"]


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=60), st.integers(1, 99))
def test_the_most_valuable_are_as_many_as_the_rule_says(values, percent):
	ranked = sorted(values, reverse=True)
	rank = rank_of_least_valuable(len(ranked), percent)
	assert rank is not None
	chosen = [value for value in ranked if is_valuable(value, ranked[rank])]
	wanted = len(ranked) * percent / 100
	assert len([value for value in chosen if value > ranked[rank]]) <= wanted
	if all(values):
		assert len(chosen) >= wanted


def test_everybody_is_valuable_without_a_share():
	assert rank_of_least_valuable(100, 0) is rank_of_least_valuable(100, 100) is None
	assert is_valuable(None, None)
	assert not is_valuable(None, 5.0)
	assert not is_valuable(0.0, 0.0)


def test_a_customer_is_taken_once_in_so_many_days():
	assert is_kept_back(TODAY - 89 * DAY, 90, TODAY)
	assert not is_kept_back(TODAY - 90 * DAY, 90, TODAY)
	assert not is_kept_back(TODAY, 0, TODAY)
	assert not is_kept_back(None, 90, TODAY)
