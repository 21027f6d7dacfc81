from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.subscription import WEEKDAYS, check_weekday, filters_on, is_due
from workshop_crm.core.common.errors import InvalidInput

SUNDAY = date(2026, 11, 29)


@given(st.sampled_from(WEEKDAYS), st.lists(st.booleans(), min_size=1, max_size=60))
def test_a_week_brings_one_email_whatever_days_the_server_was_down(weekday: str, up: list[bool]):
	"""Each day with a scheduler sends at most once; no two in the week of one weekday."""
	last, sent = SUNDAY, []
	for number, is_up in enumerate(up):
		day = SUNDAY + timedelta(days=number + 1)
		if is_up and is_due(weekday, last, day):
			sent.append(day)
			last = day
	weeks = [(day - timedelta(days=(day.weekday() - WEEKDAYS.index(weekday)) % 7)) for day in sent]
	assert len(weeks) == len(set(weeks))
	if all(up) and len(up) >= 7:
		assert len(sent) >= len(up) // 7
		assert all(WEEKDAYS[day.weekday()] == weekday for day in sent)


def test_the_first_comes_on_the_next_such_day_not_today():
	assert not is_due("Sunday", SUNDAY, SUNDAY)
	assert is_due("Sunday", SUNDAY, SUNDAY + timedelta(days=7))
	assert is_due("Monday", SUNDAY, SUNDAY + timedelta(days=1))
	assert not is_due("Monday", SUNDAY, SUNDAY)


def test_its_dates_move_on_and_open_ends_stay_open():
	chosen = Filters(date(2026, 10, 31), SUNDAY, segment="Active")
	later = filters_on(chosen, "", SUNDAY, SUNDAY + timedelta(days=14))
	assert later == Filters(date(2026, 11, 14), SUNDAY + timedelta(days=14), segment="Active")
	assert filters_on(Filters(), "", SUNDAY, SUNDAY + timedelta(days=14)) == Filters()


def test_this_month_is_the_month_of_the_email_not_days_of_two():
	chosen = Filters(date(2026, 11, 1), SUNDAY, segment="Active")
	later = filters_on(chosen, "month", SUNDAY, date(2026, 12, 13))
	assert later == Filters(date(2026, 12, 1), date(2026, 12, 13), segment="Active")


def test_another_word_is_no_weekday():
	with pytest.raises(InvalidInput):
		check_weekday("Someday")
