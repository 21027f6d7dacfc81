"""What a message that is due meets: surveys that are off, an earlier message that has not left, a cancelled visit."""

from datetime import datetime, timedelta

import pytest

from workshop_crm.core.surveys.cadence import MIN_GAP, Contact, Step, steps_of
from workshop_crm.core.surveys.defaults import DEFAULT_CADENCE
from workshop_crm.core.surveys.invitation import EXPIRED, new_invitation, scheduled
from workshop_crm.core.surveys.planning import (
	DISABLED,
	LOOK_AGAIN,
	SURVEY_OFF,
	InvitationRules,
	Message,
	Reach,
	Situation,
	after,
	plan,
	turn,
)
from workshop_crm.core.surveys.visits import Visit

NOW = datetime(2026, 3, 1, 10, 0)
STEPS = steps_of(DEFAULT_CADENCE)
VISIT = Visit("Sales Invoice", "SINV-1", "CUST-1", NOW.date())
ON = InvitationRules(enabled=True)
OFF = [
	(InvitationRules(enabled=False), DISABLED),
	(InvitationRules(enabled=True, survey_enabled=False), SURVEY_OFF),
]


def at_any_time(moment: datetime) -> datetime:
	return moment


def invited(**changes) -> dict:
	planned = scheduled("row", "WhatsApp", NOW, NOW, 14)
	made = {**new_invitation(VISIT, "S", "Trigger", "ar"), "opted_out": 0, "sent_on": None, **planned}
	return {**made, **changes}


def turned(invitation: dict, now: datetime = NOW, **situation):
	return turn(invitation, STEPS, Situation(**{"rules": ON, **situation}), now, at_any_time)


@pytest.mark.parametrize(("rules", "reason"), OFF)
def test_what_is_due_while_surveys_are_off_waits_and_goes_on_afterwards(rules, reason):
	for invitation, says in (
		(invited(), {"reason": reason}),
		(invited(status="Sent", step=1, contacts=1), {}),
	):
		changes = turned(invitation, rules=rules)
		assert changes == {**says, "next_contact_on": NOW + LOOK_AGAIN}
		assert isinstance(turned(invitation | changes, NOW + LOOK_AGAIN), Contact)
		ended = turned(invitation | changes, NOW + timedelta(days=15), rules=rules)
		assert ended["next_contact_on"] is None


@pytest.mark.parametrize(("rules", "reason"), OFF)
def test_nobody_new_is_asked_while_surveys_are_off(rules, reason):
	state = plan(None, "key", (), rules, STEPS, Reach("WhatsApp"), NOW, at_any_time)
	assert (state["status"], state["reason"]) == ("Not Sent", reason)


def hours(number: float) -> timedelta:
	return timedelta(hours=number)


DAY = hours(24)
ONE_DONE = {"status": "Sent", "step": 1, "contacts": 1, "next_contact_on": NOW}


@pytest.mark.parametrize(
	("situation", "waits"),
	[
		({}, None),
		({"is_leaving": True}, DAY),
		({"last_left": NOW - hours(2)}, DAY - hours(2)),
		({"last_left": NOW - DAY}, None),
		({"last_left": NOW + hours(3)}, DAY + hours(3)),
	],
	ids=[
		"in the outbox",
		"still waits for its provider",
		"left late",
		"left in time",
		"leaves in the morning",
	],
)
def test_a_reminder_counts_from_when_the_message_before_it_left(situation, waits):
	decided = turned(invited(**ONE_DONE), **situation)
	if waits is None:
		assert (decided.step.number, decided.at) == (2, NOW)
	else:
		assert decided == {"next_contact_on": NOW + waits}


def test_messages_held_up_over_night_do_not_come_together_in_the_morning():
	"""Four hours apart on paper, begun at half past ten in the evening; nothing leaves before seven."""
	steps = [Step(number, hours(4 if number > 1 else 0), "T") for number in (1, 2, 3)]
	invitation = invited(next_contact_on=datetime(2026, 3, 1, 22, 31))
	morning = datetime(2026, 3, 2, 7)
	left = None
	leaves = []
	while now := invitation["next_contact_on"]:
		situation = Situation(ON, is_leaving=bool(left and left > now), last_left=left)
		decided = turn(invitation, steps, situation, now, at_any_time)
		if isinstance(decided, Contact):
			left = max(now, morning)
			leaves.append(left)
			decided = after(invitation, decided, Message("SMS", has_left=True), steps, now, at_any_time)
		invitation |= decided
	assert leaves == [morning, morning + hours(4), morning + hours(8)]


def test_rows_without_a_delay_keep_a_gap_to_the_message_before():
	steps = [Step(number, timedelta(), "T") for number in (1, 2)]
	invitation = invited(**ONE_DONE)
	assert turn(invitation, steps, Situation(ON, is_leaving=True), NOW, at_any_time) == {
		"next_contact_on": NOW + MIN_GAP
	}


def test_the_link_of_a_cancelled_visit_ends():
	assert turned(invited(), is_cancelled=True) == EXPIRED
