from datetime import date

import pytest

from workshop_crm.core.analytics.heatmap import weekday_hour
from workshop_crm.core.analytics.transactions import from_columns


@pytest.mark.parametrize(
	("day", "weekday"),
	[(date(2025, 1, 5), 0), (date(2025, 1, 6), 1), (date(2025, 1, 10), 5), (date(2025, 1, 11), 6)],
)
def test_the_week_begins_on_sunday(day: date, weekday: int):
	counts = weekday_hour(from_columns([0], [day.toordinal()], [1.0], [9])).counts
	assert [row.index(1) if 1 in row else None for row in counts].index(0) == weekday


def test_hours_without_visits_between_others_are_shown():
	counted = weekday_hour(from_columns([0, 0], [7, 7], [1.0, 1.0], [8, 11]))
	assert counted.hours == (8, 9, 10, 11)
	assert counted.counts[0] == (1, 0, 0, 1)


def test_unknown_hours_and_returns_are_not_counted():
	counted = weekday_hour(from_columns([0, 0, 0], [7, 7, 7], [1.0, 1.0, -1.0], [-1, 9, 10]))
	assert counted.hours == (9,)
	assert sum(sum(row) for row in counted.counts) == 1


def test_without_visits_there_are_seven_empty_days():
	assert weekday_hour(from_columns([], [], [])).counts == ((),) * 7
