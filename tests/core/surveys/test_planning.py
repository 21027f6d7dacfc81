"""What a message that is due meets: surveys that are off, and a visit that was cancelled."""

from datetime import datetime, timedelta

import pytest

from workshop_crm.core.surveys.cadence import Contact, steps_of
from workshop_crm.core.surveys.defaults import DEFAULT_CADENCE
from workshop_crm.core.surveys.invitation import EXPIRED, new_invitation, scheduled
from workshop_crm.core.surveys.planning import (
	DISABLED,
	LOOK_AGAIN,
	SURVEY_OFF,
	InvitationRules,
	Reach,
	Situation,
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


def test_the_link_of_a_cancelled_visit_ends():
	assert turned(invited(), is_cancelled=True) == EXPIRED
