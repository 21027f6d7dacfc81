from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import NotFound
from workshop_crm.core.surveys.invitation import (
	ANSWERABLE,
	answered,
	handed_over,
	new_invitation,
	not_sent,
	opted_out,
	page_state,
	require_valid,
	response_rate,
	scheduled,
	takes_messages,
)
from workshop_crm.core.surveys.triggers import CAPPED, WhyNot
from workshop_crm.core.surveys.visits import Visit

NOW = datetime(2026, 3, 1, 10, 0)
VISIT = Visit("Sales Invoice", "SINV-1", "CUST-1", NOW.date(), company="W", vehicle="CAR")


def made(**changes) -> dict:
	return {**new_invitation(VISIT, "After your visit", "Trigger", "ar"), "opted_out": 0, **changes}


def test_an_invitation_knows_its_visit_and_its_link_works_for_the_days_after_the_first_message():
	first = NOW + timedelta(minutes=30)
	invitation = made() | scheduled("row", "WhatsApp", NOW, first, 14)
	assert (invitation["status"], invitation["reason"]) == ("Scheduled", "")
	assert invitation["expires_on"] == first + timedelta(days=14)
	assert (invitation["reference_doctype"], invitation["reference_name"]) == ("Sales Invoice", "SINV-1")
	assert (invitation["visited_on"], invitation["vehicle"]) == (NOW.date(), "CAR")


def test_whoever_is_not_asked_has_the_reason_and_no_times():
	asked = NOW - timedelta(days=12)
	invitation = made() | not_sent("row", WhyNot(CAPPED, asked))
	assert (invitation["status"], invitation["reason"], invitation["last_asked_on"]) == (
		"Not Sent",
		CAPPED,
		asked,
	)
	assert invitation["next_contact_on"] is None


@pytest.mark.parametrize("status", [*ANSWERABLE, "Answered", "Expired"])
def test_a_link_that_works_or_is_over_is_handed_over_as_it_is(status):
	assert handed_over(made(status=status), NOW, 14) == {}


def test_whoever_could_not_be_written_to_may_answer_at_the_counter():
	changes = handed_over(made(status="Not Sent"), NOW, 14)
	assert changes == handed_over(None, NOW, 14)
	assert page_state(made() | changes, NOW) == "open"
	assert changes["sent_on"] == NOW


def test_messages_follow_a_link_that_was_only_handed_over_and_no_other():
	over = made(trigger="") | handed_over(None, NOW, 14)
	assert takes_messages(over)
	assert not takes_messages(over | {"trigger": "row"})
	assert not takes_messages(made(trigger="", status="Answered"))


@pytest.mark.parametrize(
	("status", "changes"),
	[
		("Sent", {"opted_out": 1, "next_contact_on": None}),
		("Scheduled", {"opted_out": 1, "next_contact_on": None, "status": "Not Sent", "reason": "no more"}),
		("Answered", {}),
		("Expired", {}),
	],
)
def test_who_wants_no_more_messages_gets_none_and_is_counted(status, changes):
	assert opted_out(made(status=status), "no more") == changes


@pytest.mark.parametrize(
	("step", "way", "by", "channel"),
	[(2, None, "2", "SMS"), (2, "Handover", "Handover", ""), (0, "Print", "Print", ""), (0, None, "", "")],
)
def test_an_answer_is_put_down_to_the_message_or_the_way_by_which_it_came(step, way, by, channel):
	changes = answered(made(step=step, channel="SMS"), way, "ar", NOW)
	assert (changes["status"], changes["answered_on"], changes["next_contact_on"]) == ("Answered", NOW, None)
	assert (changes["answered_by"], changes["answered_channel"]) == (by, channel)


@pytest.mark.parametrize(
	("state", "expires_in", "page"),
	[
		("Sent", 1, "open"),
		("Outbox", 1, "open"),
		("Scheduled", 1, "open"),
		("Handed Over", 1, "open"),
		("Opened", 0, "open"),
		("Opened", None, "open"),
		("Sent", -1, "unavailable"),
		("Expired", 1, "unavailable"),
		("Not Sent", 1, "unavailable"),
		("Answered", 1, "answered"),
		("Answered", -1, "answered"),
	],
)
def test_the_link_shows_the_form_only_while_it_can_be_answered(state, expires_in, page):
	expires_on = None if expires_in is None else NOW + timedelta(minutes=expires_in)
	assert page_state({"status": state, "expires_on": expires_on}, NOW) == page


def test_a_link_that_leads_nowhere_is_refused_whatever_the_reason():
	assert page_state(None, NOW) == "unavailable"


@pytest.mark.parametrize(("ends_in", "page"), [(1, "open"), (-1, "answered"), (None, "open")])
def test_the_rest_of_a_survey_answered_by_a_number_can_be_answered_until_the_link_ends(ends_in, page):
	expires_on = None if ends_in is None else NOW + timedelta(days=ends_in)
	known = {"status": "Answered", "can_complete": 1, "expires_on": expires_on}
	assert page_state(known, NOW) == page
	assert page_state({**known, "can_complete": 0}, NOW) == "answered"
	for state, found in (("unavailable", "invitation"), ("unavailable", None), ("open", None)):
		with pytest.raises(NotFound, match="not valid any more"):
			require_valid(state, found)
	assert require_valid("open", "invitation") == require_valid("answered", "invitation") == "invitation"


@given(st.integers(0, 9), st.integers(0, 9))
def test_the_rate_is_a_share_of_those_who_were_asked(answered, others):
	rate = response_rate(answered + others, answered)
	assert (rate["sent"], rate["answered"]) == (answered + others, answered)
	assert rate["share"] is None if not rate["sent"] else 0 <= rate["share"] <= 1
