"""Who came, and what may be said about it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.analytics.actions.measures import Tally, is_counted, measure_rows, measures_view
from workshop_crm.core.analytics.actions.outcomes import Group, Spent, difference, outcome_of, verdict
from workshop_crm.core.analytics.actions.rules import HIGH_RISK, ActionRule

MADE, UNTIL = date(2026, 1, 10), date(2026, 3, 11)
DAY = timedelta(days=1)


def outcome(*days: int, today: date = UNTIL + DAY):
	visits = [Spent(MADE + day * DAY, Decimal(100 + day)) for day in days]
	return outcome_of(MADE, UNTIL, visits, today)


def test_the_first_visit_in_time_counts_with_all_its_invoices():
	assert outcome(0, 61, 400) == ("Did Not Come", None, 0)
	assert outcome(30, 3, 3) == ("Came", MADE + 3 * DAY, Decimal(206))
	assert outcome(60) == ("Came", UNTIL, Decimal(160))
	assert outcome(today=UNTIL) == ("Pending", None, 0)


@given(st.lists(st.integers(-50, 200)), st.integers(0, 200))
def test_an_outcome_is_known_once_the_time_is_over(days, later):
	found = outcome(*days, today=MADE + later * DAY)
	assert (found.outcome == "Came") == any(0 < day <= 60 for day in days)
	assert found.outcome != "Pending" or later <= 60
	assert (found.came_on is None) == (found.outcome != "Came")


def test_too_few_say_nothing_and_a_wide_interval_says_that_it_is_not_clear():
	assert verdict(difference(Group(19, 19), Group(500, 0))) == "too_few"
	assert verdict(difference(Group(100, 30), Group(25, 6))) == "unclear"
	assert verdict(difference(Group(400, 160), Group(100, 15))) == "more"
	assert verdict(difference(Group(400, 60), Group(100, 40))) == "fewer"


def tally(status: str, outcome: str, count: int, revenue: int = 0, is_over: bool = True) -> Tally:
	return Tally("R", status, outcome, is_over, count, Decimal(revenue))


def test_the_panel_counts_only_those_whose_time_is_over():
	rules = [ActionRule("R", HIGH_RISK, "At risk", "مهدد"), ActionRule("S", HIGH_RISK, "Never made one")]
	tallies = [
		tally("Done", "Came", 30, 9000),
		tally("Open", "Did Not Come", 50),
		tally("Dismissed", "Did Not Come", 20),
		tally("Held Out", "Came", 10, 2000),
		tally("Held Out", "Did Not Come", 30),
		tally("Done", "Came", 7, 700, is_over=False),
		tally("Open", "Pending", 3, is_over=False),
	]
	view = measures_view(rules, tallies, "SAR", "ar")
	row, without = view["rules"]
	assert (without["treated"]["share"], without["verdict"], without["running"]) == (None, "too_few", 0)
	assert (row["title"], row["running"]) == ("مهدد", 10)
	assert (row["treated"]["customers"], row["treated"]["came"], row["treated"]["share"]) == (100, 30, 0.3)
	assert row["treated"]["revenue_each"] == 90
	assert (row["held_out"]["customers"], row["held_out"]["share"], row["held_out"]["revenue_each"]) == (
		40,
		0.25,
		50,
	)
	assert row["difference"]["low"] < row["difference"]["share"] == 0.05 < row["difference"]["high"]
	header, cells, _ = measure_rows(view, str)
	assert len(header) == len(cells)
	assert cells[1:4] == [100, 30, 0.3]


@pytest.mark.parametrize(
	("status", "outcome", "until", "side", "came_only", "counted"),
	[
		("Done", "Came", UNTIL, "treated", True, True),
		("Done", "Came", UNTIL, "held_out", True, False),
		("Held Out", "Did Not Come", UNTIL, "held_out", False, True),
		("Held Out", "Did Not Come", UNTIL, "held_out", True, False),
		("Open", "Came", UNTIL + DAY, "treated", False, False),
	],
)
def test_behind_a_number_stand_those_whom_it_counts(status, outcome, until, side, came_only, counted):
	action = {"status": status, "outcome": outcome, "outcome_until": until}
	assert is_counted(action, side, came_only, UNTIL + DAY) == counted
