from datetime import date

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.limits import MAX_ROWS, at_most
from workshop_crm.core.common.periods import USUAL_PERIODS, read_period, usual_periods


def test_both_ends_may_be_open():
	assert read_period(None, "") == (None, None)
	assert read_period("2026-03-01", None) == (date(2026, 3, 1), None)


def test_one_day_is_a_period():
	assert read_period("2026-03-01", "2026-03-01") == (date(2026, 3, 1), date(2026, 3, 1))


@pytest.mark.parametrize(
	("first", "last"), [("2026-03-02", "2026-03-01"), ("soon", None), (None, "2026-02-30")]
)
def test_what_is_no_period_is_refused(first, last):
	with pytest.raises(InvalidInput):
		read_period(first, last)


def test_usual_periods_end_today_and_hold_as_many_days_as_they_say():
	today = date(2028, 3, 1)
	found = {row["name"]: (row["from_date"], row["to_date"]) for row in usual_periods(today)}
	assert found == {
		"all": (None, None),
		"month": ("2028-03-01", "2028-03-01"),
		"30": ("2028-02-01", "2028-03-01"),
		"90": ("2027-12-03", "2028-03-01"),
		"365": ("2027-03-03", "2028-03-01"),
		"year": ("2028-01-01", "2028-03-01"),
	}
	assert list(found) == list(USUAL_PERIODS)


@pytest.mark.parametrize(
	("asked", "given"), [(-1, 1), (0, 1), (7, 7), (MAX_ROWS, MAX_ROWS), (10**9, MAX_ROWS)]
)
def test_a_list_has_at_least_one_row_and_no_more_than_the_most(asked, given):
	assert at_most(asked) == given
