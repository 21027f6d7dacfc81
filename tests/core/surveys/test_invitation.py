from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from workshop_crm.core.surveys.invitation import (
	InvitationFacts,
	InvitationPlan,
	InvitationRules,
	page_state,
	plan,
)

NOW = datetime(2026, 3, 1, 10, 0)
RULES = InvitationRules(enabled=True, delay_minutes=30, valid_days=14, min_days_between=7)
FACTS = InvitationFacts(has_form=True, channel="WhatsApp")


def test_an_invitation_goes_out_after_the_delay_and_is_valid_from_then():
	planned = plan(FACTS, RULES, NOW)
	assert planned == InvitationPlan("Scheduled", datetime(2026, 3, 1, 10, 30), datetime(2026, 3, 15, 10, 30))
	assert planned.send
	assert planned.reason == ""


@pytest.mark.parametrize(
	("facts", "rules", "code"),
	[
		({}, {"enabled": False}, "disabled"),
		({"has_form": False}, {}, "no_form"),
		({"channel": None}, {}, "no_channel"),
		({"already_invited": True}, {}, "already_invited"),
		({"last_invited_at": NOW - timedelta(days=6, hours=23)}, {}, "too_soon"),
	],
)
def test_an_invitation_that_does_not_go_out_says_why(facts, rules, code):
	planned = plan(replace(FACTS, **facts), replace(RULES, **rules), NOW)
	assert planned == InvitationPlan("Not Sent", reason_code=code)
	assert not planned.send
	assert planned.reason


def test_a_customer_is_asked_again_when_the_days_between_have_passed():
	assert plan(replace(FACTS, last_invited_at=NOW - timedelta(days=7)), RULES, NOW).send


def test_without_a_cap_a_customer_is_asked_after_every_visit():
	facts = replace(FACTS, last_invited_at=NOW - timedelta(minutes=1))
	assert plan(facts, replace(RULES, min_days_between=0), NOW).send


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
	expires_at = None if expires_in is None else NOW + timedelta(minutes=expires_in)
	assert page_state(state, expires_at, NOW) == page
