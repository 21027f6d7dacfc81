"""Saved views: what is kept comes back, on a later day with the dates of that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.segments import SEGMENTS
from workshop_crm.core.analytics.views import (
	MAX_TITLE,
	MAX_VIEWS,
	View,
	changed_view,
	new_view,
	own_view,
	read_view,
	view_record,
	views_reply,
)
from workshop_crm.core.common.errors import InvalidInput, NotAllowed, NotFound
from workshop_crm.core.common.periods import USUAL_PERIODS

TODAY = date(2026, 11, 29)
MINE = View("v1", "Fleet", "me", False, "", Filters(branch="North"))
OTHERS = View("v2", "Fleet", "you", True, "month", Filters(TODAY.replace(day=1), TODAY))

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
names = st.none() | st.text("abc ئ\"'", min_size=1, max_size=8)
kept = st.builds(
	Filters,
	from_date=st.none() | days,
	to_date=st.none(),
	segment=st.none() | st.sampled_from(SEGMENTS),
	service_type=names,
	branch=names,
	tier=names,
	vehicle_make=names,
)


@given(kept, st.booleans(), st.sampled_from(["", *USUAL_PERIODS]))
def test_what_is_saved_is_read_again(filters: Filters, is_shared: bool, period: str):
	view = new_view([], "me", "  A   view ", filters, period, is_shared)
	assert view.title == "A view"
	assert read_view({**view_record(view), "name": ""}) == view


@given(st.sampled_from(["30", "90", "365"]), days, st.integers(0, 800))
def test_the_last_days_are_as_many_on_every_later_day(period: str, saved_on: date, later: int):
	start, end = USUAL_PERIODS[period](saved_on)
	view = new_view([], "me", "x", Filters(start, end), period, False)
	today = saved_on + timedelta(days=later)
	shown = views_reply([view], "me", {}, today)["views"][0]["filters"]
	first, last = date.fromisoformat(shown["from_date"]), date.fromisoformat(shown["to_date"])
	assert (last, (last - first).days + 1) == (today, int(period))


@given(days, st.integers(0, 800))
def test_own_dates_stay_as_they_are(saved_on: date, later: int):
	view = new_view([], "me", "Ramadan", Filters(saved_on, saved_on), "", False)
	shown = views_reply([view], "me", {}, saved_on + timedelta(days=later))["views"][0]["filters"]
	assert (shown["from_date"], shown["to_date"]) == (saved_on.isoformat(),) * 2


def test_the_same_title_takes_the_place_of_the_own_view_alone():
	again = new_view([MINE], "me", "fleet", Filters(branch="South"), "", True)
	assert (again.name, again.filters.branch, again.is_shared) == ("v1", "South", True)
	assert new_view([], "me", "Fleet", Filters(), "", False).name == ""


def test_own_views_come_first_and_say_whose_the_others_are():
	reply = views_reply([OTHERS, MINE], "me", {"you": "Huda"}, date(2026, 12, 5))["views"]
	assert [(row["view"], row["is_own"], row["owner_name"]) for row in reply] == [
		("v1", True, "me"),
		("v2", False, "Huda"),
	]
	assert reply[1]["filters"]["from_date"] == "2026-12-01"


def test_only_the_own_view_may_be_changed():
	assert own_view([MINE, OTHERS], "v1", "me") == MINE
	with pytest.raises(NotAllowed):
		own_view([MINE, OTHERS], "v2", "me")
	with pytest.raises(NotFound):
		own_view([MINE, OTHERS], "v3", "me")


def test_a_view_keeps_its_title_or_takes_a_free_one():
	second = replace(MINE, name="v3", title="Vans")
	assert changed_view(MINE, [MINE, second], "Fleet", True).is_shared
	assert changed_view(MINE, [MINE, second], "Cars", False).title == "Cars"
	with pytest.raises(InvalidInput) as refused:
		changed_view(MINE, [MINE, second], "VANS", False)
	assert refused.value.field == "title"


@pytest.mark.parametrize("title", ["", "  ", "x" * (MAX_TITLE + 1)])
def test_a_bad_title_is_refused_at_its_field(title: str):
	with pytest.raises(InvalidInput) as refused:
		new_view([], "me", title, Filters(), "", False)
	assert refused.value.field == "title"


def test_there_is_an_end_to_views_but_not_to_saving_one_again():
	full = [replace(MINE, name=str(number), title=str(number)) for number in range(MAX_VIEWS)]
	with pytest.raises(InvalidInput):
		new_view(full, "me", "one more", Filters(), "", False)
	assert new_view(full, "me", "3", Filters(), "", False).name == "3"
	with pytest.raises(InvalidInput):
		new_view([], "me", "x", Filters(), "fortnight", False)
