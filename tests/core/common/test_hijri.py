"""Days of the Umm al-Qura calendar: there and back, in words, and by the same table in the browser."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hijridate import Hijri
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.dates import read_calendar, written_day
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.hijri import YEARS, to_gregorian, to_hijri

SCRIPT = Path("workshop_crm/public/js/host/umm_al_qura.js")


@given(st.dates(date(1990, 1, 1), date(2077, 11, 16)))
def test_a_day_comes_back_and_the_next_one_follows(day: date):
	found = to_hijri(day)
	assert found
	assert to_gregorian(*found) == day
	after = to_hijri(day + timedelta(days=1))
	assert after is None or after == (*found[:2], found.day + 1) or after.day == 1


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1900, 5, 5), date(2077, 11, 17), date(9999, 12, 31)])
def test_a_day_that_the_calendar_has_not_is_written_as_gregorian(day: date):
	assert to_hijri(day) is None
	assert written_day(day, "en", "hijri") == written_day(day, "en")


def test_a_day_is_written_in_the_readers_language():
	day = date(2026, 11, 29)
	assert written_day(day, "en", "hijri") == "19 Jumada II 1448 AH"
	assert written_day(day, "ar", "hijri") == "١٩ جمادى الآخرة ١٤٤٨ هـ"
	assert written_day(day, "en") == "29 November 2026"


def test_there_are_two_calendars():
	assert [read_calendar(name) for name in ("gregorian", "hijri")] == ["gregorian", "hijri"]
	with pytest.raises(InvalidInput):
		read_calendar("julian")


def test_the_browser_has_the_same_months():
	"""The script holds the months' lengths, three hexadecimal digits a year."""
	script = SCRIPT.read_text(encoding="utf-8")
	first_year = int(re.search(r"FIRST_YEAR = (\d+)", script)[1])
	year, month, day = map(int, re.search(r"Date\.UTC\((\d+), (\d+), (\d+)\)", script).groups())
	assert date(year, month + 1, day) == to_gregorian(first_year, 1, 1)
	lengths = "".join(re.findall(r"\"([0-9a-f]+)\"", script))
	years = [int(lengths[place : place + 3], 16) for place in range(0, len(lengths), 3)]
	assert first_year + len(years) == YEARS.stop
	for number, bits in enumerate(years, first_year):
		told = [29 + (bits >> month & 1) for month in range(12)]
		assert told == [Hijri(number, month, 1).month_length() for month in range(1, 13)], number
