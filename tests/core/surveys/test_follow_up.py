"""A follow-up from its opening to its close, and how well the loop is closed."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from follow_ups import NOW, OPEN
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import Conflict, InvalidInput
from workshop_crm.core.surveys.follow_up import (
	MAX_SUBJECT,
	REASONS,
	People,
	assignee,
	closing,
	contacted,
	is_late,
	new_follow_up,
	wants_second_survey,
)
from workshop_crm.core.surveys.follow_up_rules import BELOW, Match, Reason, Rule
from workshop_crm.core.surveys.recovery import is_recovered, loop_view

RESPONSE = {"customer": "CUST-1", "company": "W", "answered_on": NOW, "comment": ""}
RULE = Rule(BELOW, "", Decimal(60), "", "High", "sami@example.com", 24, 48, "", "Short survey")
MATCH = Match(RULE, (Reason("Score: {score} of 100", {"score": 25}),))


def opened(match: Match = MATCH, name: str = "Huda", **response: object) -> dict:
	return new_follow_up({**RESPONSE, **response}, name, match, People(manager="boss@example.com"), str)


def after(hours: float) -> datetime:
	return NOW + timedelta(hours=hours)


def test_a_follow_up_names_the_customer_and_shows_what_was_written_as_plain_text():
	follow_up = opened(
		name='Huda <img src="//evil/x">', comment='<script>x</script>\nsee www.evil.example "now"'
	)
	assert follow_up["subject"] == "Low survey score from Huda "
	assert follow_up["opening_date"] == date(2026, 3, 1)
	assert "<p>Score: 25 of 100</p>" in follow_up["description"]
	assert "<script" not in follow_up["description"]
	assert "www.evil" not in follow_up["description"]
	assert "<br>" in follow_up["description"]


def test_what_met_a_rule_is_shown_as_plain_text_too():
	match = Match(RULE, (Reason("The customer wrote: {words}", {"words": "<b>bad</b>"}),))
	assert "<b>" not in opened(match)["description"]


def test_the_subject_of_a_follow_up_fits_its_field_whatever_the_name():
	assert len(opened(name="x" * 300)["subject"]) == MAX_SUBJECT


def test_the_rule_says_who_calls_and_until_when_and_the_settings_what_it_leaves_open():
	follow_up = opened()
	assert follow_up["priority"] == "High"
	assert (follow_up["follow_up_due_on"], follow_up["follow_up_escalate_on"]) == (after(24), after(48))
	assert follow_up["follow_up_escalate_to"] == "boss@example.com"
	assert follow_up["follow_up_second_survey"] == "Short survey"
	assert assignee(MATCH, People("desk@example.com")) == "sami@example.com"
	assert assignee(Match(Rule(BELOW), ()), People("desk@example.com")) == "desk@example.com"


def test_a_rule_without_hours_sets_no_times():
	follow_up = opened(Match(Rule(BELOW), ()))
	assert (follow_up["follow_up_due_on"], follow_up["follow_up_escalate_on"], follow_up["priority"]) == (
		None,
	) * 3


@pytest.mark.parametrize("status", ["Closed", "Resolved"])
def test_a_follow_up_is_closed_once(status):
	assert closing({**OPEN, "status": "Replied"}, "Solved", after(5)) == {
		"status": "Closed",
		"follow_up_closed_on": after(5),
		"follow_up_reason": "Solved",
		"follow_up_first_contact_on": after(5),
		"follow_up_due_on": None,
	}
	with pytest.raises(Conflict, match="ISS-1 is closed already"):
		closing({**OPEN, "status": status}, "Solved", NOW)


@pytest.mark.parametrize("reason", ["", "solved", "Because"])
def test_a_follow_up_is_not_closed_without_a_reason(reason):
	with pytest.raises(InvalidInput, match="Choose why") as error:
		closing(OPEN, reason, NOW)
	assert error.value.field == "reason"


def test_who_could_not_be_reached_was_not_spoken_with():
	assert "follow_up_first_contact_on" not in closing(OPEN, "Could not be reached", NOW)


def test_the_first_contact_counts():
	assert contacted(OPEN, after(2)) == {"follow_up_first_contact_on": after(2), "follow_up_due_on": None}
	assert contacted({**OPEN, "follow_up_first_contact_on": after(2)}, after(3)) == {}


@given(
	st.sampled_from(["Open", "Replied", "Closed", "Resolved"]),
	st.booleans(),
	st.booleans(),
	st.integers(-99, 99),
)
def test_a_follow_up_is_passed_on_once_when_it_is_late_and_open(status, has_time, was_passed_on, hours):
	follow_up = {
		**OPEN,
		"status": status,
		"follow_up_escalate_on": after(48) if has_time else None,
		"follow_up_escalated_on": NOW if was_passed_on else None,
	}
	late = status in ("Open", "Replied") and has_time and not was_passed_on and hours >= 0
	assert is_late(follow_up, after(48 + hours)) is late


@pytest.mark.parametrize(
	("changes", "wants"),
	[
		({"follow_up_second_survey": "S", "follow_up_reason": "Solved"}, True),
		({"follow_up_reason": "Solved"}, False),
		({"follow_up_second_survey": "S", "follow_up_reason": "Could not be reached"}, False),
		(
			{
				"follow_up_second_survey": "S",
				"follow_up_reason": "Solved",
				"follow_up_second_invitation": "I",
			},
			False,
		),
	],
)
def test_who_was_spoken_with_is_asked_again_once(changes, wants):
	assert wants_second_survey({**OPEN, **changes}) is wants


@pytest.mark.parametrize(
	("reason", "first", "second", "recovered"),
	[
		("Solved", 25.0, None, True),
		("Explained", 25.0, None, False),
		("Explained", 25.0, 80.0, True),
		("Solved", 25.0, 20.0, False),
		("Solved", 25.0, 25.0, False),
		("Solved", None, 90.0, True),
	],
)
def test_the_second_answer_says_whether_a_customer_was_won_back_before_the_reason_does(
	reason, first, second, recovered
):
	row = {**OPEN, "follow_up_reason": reason, "first_score": first, "second_score": second}
	assert is_recovered(row) is recovered


def test_the_loop_is_measured_from_the_answer_to_the_first_contact_and_the_close():
	closed = {**OPEN, "status": "Closed", "follow_up_reason": "Solved"}
	rows = [
		{**closed, "follow_up_first_contact_on": after(2), "follow_up_closed_on": after(10)},
		{**closed, "follow_up_first_contact_on": after(4), "follow_up_closed_on": after(30)},
		{**closed, "follow_up_reason": "Not justified", "follow_up_closed_on": after(20)},
		OPEN,
	]
	view = loop_view(rows, after(25))
	assert (view["open"], view["late"], view["closed"]) == (1, 1, 3)
	assert (view["hours_to_contact"], view["hours_to_close"]) == (3.0, 20.0)
	assert (view["recovery"]["value"], view["recovery"]["n"]) == (pytest.approx(2 / 3), 3)


@given(st.lists(st.floats(0, 400), max_size=20))
def test_every_open_follow_up_has_one_age(hours):
	rows = [{**OPEN, "follow_up_opened_on": NOW - timedelta(hours=past)} for past in hours]
	view = loop_view(rows, NOW)
	assert sum(age["count"] for age in view["ages"]) == len(rows)
	assert view["hours_to_contact"] is None
	assert view["recovery"]["value"] is None


def test_all_reasons_can_be_chosen():
	for reason in REASONS:
		assert closing(OPEN, reason, NOW)["follow_up_reason"] == reason
