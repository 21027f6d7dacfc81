"""Answers as columns: kept as bytes, joined, filtered and counted as if each row were looked at."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.periods import Period
from workshop_crm.core.surveys.scores.columns import FIELDS, from_rows, pack, unpack
from workshop_crm.core.surveys.scores.filters import DIMENSIONS, FilterArguments, ResultFilters
from workshop_crm.core.surveys.scores.months import Month, kept_before, needed
from workshop_crm.core.surveys.scores.report import build

SUNDAY = date(2026, 3, 1)
NAMES = st.sampled_from(["", "A", "ب", "Branch - W", None])
ROWS = st.lists(
	st.tuples(
		st.integers(SUNDAY.toordinal(), SUNDAY.toordinal() + 60),
		*[NAMES] * len(DIMENSIONS),
		st.sampled_from(["", "Satisfied", "Not satisfied"]),
		st.sampled_from(["", "Promoter", "Passive", "Detractor", None]),
		st.integers(0, 7),
		st.integers(0, 1),
		st.integers(0, 10_000).map(lambda score: score / 100),
	),
	max_size=40,
)


def row(day=SUNDAY, satisfaction="Satisfied", nps="Promoter", effort=6, score=80.0, **members):
	named = [members.get(dimension, "") for dimension in DIMENSIONS]
	return (day.toordinal(), *named, satisfaction, nps, effort, int(score is not None), score or 0.0)


def build_all(answers, filters):
	return build([answers], filters)


def value(document, measure):
	return document["measures"][measure]["value"]


@given(ROWS)
def test_what_is_kept_comes_back_as_it_was(rows):
	answers = from_rows(rows)
	again = unpack(pack(answers))
	assert build_all(again, ResultFilters()) == build_all(answers, ResultFilters())
	assert len(again) == len(rows)


@given(st.lists(ROWS, max_size=4))
def test_months_one_after_the_other_count_as_if_they_had_been_read_together(parts):
	together = [one for part in parts for one in part]
	document = build([from_rows(part) for part in parts], ResultFilters())
	assert document == build_all(from_rows(together), ResultFilters())


@given(ROWS, st.sampled_from(DIMENSIONS), st.sampled_from(["A", "ب", "nobody"]), st.integers(0, 60))
def test_filters_let_through_what_a_look_at_each_row_would(rows, dimension, name, days):
	until = SUNDAY + timedelta(days=days)
	place = FIELDS.index(dimension)
	kept = [one for one in rows if one[place] == name and one[0] <= until.toordinal()]
	filters = FilterArguments(None, until.isoformat(), **{dimension: name}).read()
	found = build_all(from_rows(rows), filters)
	assert found["answers"] == len(kept)
	assert found["measures"] == build_all(from_rows(kept), ResultFilters())["measures"]


@given(ROWS)
def test_every_grouping_adds_up_to_all_answers(rows):
	document = build_all(from_rows(rows), ResultFilters())
	for dimension in DIMENSIONS:
		assert sum(group["answers"] for group in document["groups"][dimension]) == len(rows)


def test_the_measures_of_a_few_answers():
	rows = [
		row(score=100.0, effort=7),
		row(satisfaction="Not satisfied", nps="Detractor", score=None, effort=2),
		row(satisfaction="", nps="", effort=0, score=50.0),
	]
	document = build_all(from_rows(rows), ResultFilters())
	assert document["answers"] == 3
	assert [value(document, name) for name in ("csat", "nps", "ces", "ces_agree", "index")] == [
		0.5,
		0,
		4.5,
		0.5,
		75,
	]


def test_without_answers_there_is_an_empty_report():
	document = build_all(from_rows([]), ResultFilters())
	assert (document["answers"], document["trend"]["weeks"], document["trend"]["mann_kendall"]) == (
		0,
		[],
		None,
	)
	assert value(document, "csat") is None
	assert all(not rows for rows in document["groups"].values())


def test_weeks_begin_on_sunday_and_those_without_answers_are_there():
	days = (SUNDAY, SUNDAY + timedelta(days=6), SUNDAY + timedelta(days=21))
	trend = build_all(from_rows([row(day) for day in days]), ResultFilters())["trend"]
	assert trend["weeks"] == ["2026-03-01", "2026-03-08", "2026-03-15", "2026-03-22"]
	assert (trend["n"], trend["share"]) == ([2, 0, 0, 1], [1.0, None, None, 1.0])


def test_people_have_a_fair_share_and_services_have_none():
	rows = [row(technician="Omar", service_type="Tyres")] * 3 + [
		row(technician="Ali", service_type="Oil")
	] * 3
	groups = build_all(from_rows(rows), ResultFilters())["groups"]
	assert all(one["fair"] for one in groups["technician"])
	assert not any(one["fair"] for one in groups["service_type"])
	assert {one["rank"] for one in groups["technician"]} == {None}


def test_a_period_that_ends_before_it_begins_is_refused():
	with pytest.raises(InvalidInput, match="after the last date"):
		FilterArguments("2026-03-02", "2026-03-01").read()


@pytest.mark.parametrize(
	("start", "end", "labels"),
	[
		(None, None, ["2025-12", "2026-01", "2026-02", "2026-03"]),
		("2026-02-28", None, ["2026-02", "2026-03"]),
		("2020-01-01", "2026-01-01", ["2025-12", "2026-01"]),
		("2026-04-01", None, []),
		("2020-01-01", "2020-02-01", []),
	],
)
def test_a_report_reads_the_months_of_its_period_since_the_first_answer(start, end, labels):
	period = FilterArguments(start, end).read().period
	months = needed(period, date(2025, 12, 31), date(2026, 3, 10))
	assert [month.label for month in months] == labels


@given(st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.dates(date(2024, 1, 1), date(2027, 1, 1)))
def test_what_is_kept_of_a_month_and_the_rest_are_all_its_days_and_no_day_that_still_gets_answers(
	first, today
):
	month = Month(first.year, first.month)
	until = month.kept_until(today)
	rest = month.rest(max(until, month.first))
	assert until <= kept_before(today) < today
	assert (until > month.period.end) is (rest is None)
	if rest:
		assert rest == Period(max(until, month.first), month.period.end)


def test_a_month_that_an_earlier_version_kept_is_whole():
	assert Month(2024, 2).rest(None) is None
	assert Month(2024, 2).period.end == date(2024, 2, 29)


def test_without_any_answer_no_month_is_read():
	assert needed(ResultFilters().period, None, SUNDAY) == []
