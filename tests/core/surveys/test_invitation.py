from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import NotFound
from workshop_crm.core.surveys.invitation import (
	ANSWERABLE,
	InvitationRules,
	Visit,
	is_asked_about,
	is_due,
	new_invitation,
	page_state,
	require_valid,
	response_rate,
	sent,
	stopped,
)

NOW = datetime(2026, 3, 1, 10, 0)
RULES = InvitationRules(enabled=True, survey="After your visit", delay_minutes=30, valid_days=14)
VISIT = Visit("Sales Invoice", "SINV-1", "CUST-1", NOW.date(), is_submitted=True, is_return=False)
NO_CHANNEL = "no channel"


def planned(channel: str | None = "WhatsApp", **changes: object) -> dict:
	return new_invitation(VISIT, "ar", channel, NO_CHANNEL, replace(RULES, **changes), NOW)


@pytest.mark.parametrize(
	("changes", "asked"),
	[
		({}, True),
		({"visited_on": date(2026, 2, 27)}, True),
		({"visited_on": date(2026, 2, 26)}, False),
		({"is_submitted": False}, False),
		({"is_return": True}, False),
	],
)
def test_a_recent_sale_is_asked_about_and_nothing_else(changes, asked):
	assert is_asked_about(replace(VISIT, **changes), NOW.date()) is asked


def test_an_invitation_goes_out_after_the_delay_and_its_link_works_for_the_days_after():
	invitation = planned()
	assert (invitation["status"], invitation["reason"]) == ("Scheduled", "")
	assert invitation["send_after"] == datetime(2026, 3, 1, 10, 30)
	assert invitation["expires_on"] == datetime(2026, 3, 15, 10, 30)
	assert (invitation["reference_doctype"], invitation["reference_name"]) == ("Sales Invoice", "SINV-1")


def test_an_invitation_is_due_from_its_moment_on():
	assert not is_due(planned(), NOW + timedelta(minutes=29))
	assert is_due(planned(), NOW + timedelta(minutes=30))
	assert not is_due({**planned(), "status": "Outbox"}, NOW + timedelta(minutes=30))


@pytest.mark.parametrize(
	("channel", "rules", "reason"),
	[
		("WhatsApp", {"enabled": False}, "Surveys are switched off in the settings."),
		("WhatsApp", {"survey": None}, "No survey is chosen in the settings."),
		(None, {}, NO_CHANNEL),
		(None, {"enabled": False}, "Surveys are switched off in the settings."),
	],
)
def test_an_invitation_that_does_not_go_out_says_why_and_has_no_times(channel, rules, reason):
	invitation = planned(channel, **rules)
	assert (invitation["status"], invitation["reason"]) == ("Not Sent", reason)
	assert (invitation["send_after"], invitation["expires_on"]) == (None, None)


def test_before_it_leaves_the_invoice_and_the_consent_are_asked_once_more():
	assert stopped(is_cancelled=False, no_channel="") is None
	assert stopped(is_cancelled=True, no_channel="") == {"status": "Expired"}
	assert stopped(is_cancelled=False, no_channel=NO_CHANNEL) == {"status": "Not Sent", "reason": NO_CHANNEL}


def test_a_message_that_nobody_sends_by_itself_waits_in_the_outbox():
	assert sent("WhatsApp", "ar", has_left=False, now=NOW)["status"] == "Outbox"
	assert sent("Email", "en", has_left=True, now=NOW) == {
		"status": "Sent",
		"channel": "Email",
		"language": "en",
		"sent_on": NOW,
	}


@pytest.mark.parametrize(
	("state", "expires_in", "page"),
	[
		("Sent", 1, "open"),
		("Outbox", 1, "open"),
		("Scheduled", 1, "open"),
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
	for state, found in (("unavailable", "invitation"), ("unavailable", None), ("open", None)):
		with pytest.raises(NotFound, match="not valid any more"):
			require_valid(state, found)
	assert require_valid("open", "invitation") == require_valid("answered", "invitation") == "invitation"


@given(st.lists(st.sampled_from([*ANSWERABLE, "Answered", "Expired"])))
def test_an_answer_counts_with_its_invitation_so_that_the_rate_never_exceeds_one(states):
	rate = response_rate(states)
	assert rate["sent"] == len(states)
	assert rate["answered"] == states.count("Answered")
	assert rate["share"] is None if not states else 0 <= rate["share"] <= 1
