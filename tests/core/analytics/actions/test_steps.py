"""What staff may do with an action, and what is refused."""

from datetime import date, datetime

import pytest

from workshop_crm.core.analytics.actions import steps
from workshop_crm.core.common.errors import Conflict, InvalidInput

NOW = datetime(2026, 3, 10, 9, 30)
TODAY = NOW.date()
CLOSED = ("Done", "Dismissed", "Held Out")


def action(status: str = "Open") -> dict[str, str]:
	return {"name": "ACT-1", "status": status}


@pytest.mark.parametrize("status", CLOSED)
def test_a_closed_action_is_left_alone(status):
	for step in (
		lambda: steps.finish(action(status), "Reached", "me", NOW),
		lambda: steps.snooze(action(status), "2026-03-20", TODAY),
		lambda: steps.assign(action(status), "", ()),
		lambda: steps.dismiss(action(status), "me", NOW),
	):
		with pytest.raises(Conflict):
			step()


def test_a_call_ends_with_a_result():
	done = steps.finish(action("Snoozed"), "Booked", "me", NOW)
	assert (done["status"], done["result"], done["done_by"], done["snoozed_until"]) == (
		"Done",
		"Booked",
		"me",
		None,
	)
	with pytest.raises(InvalidInput):
		steps.finish(action(), "", "me", NOW)


def test_the_history_says_how_the_call_ended_and_what_was_said():
	assert (
		steps.call_text("Reached", " comes on Monday ", str)["text"] == "Called and reached. comes on Monday"
	)
	assert steps.call_text("Not Reached", "", str)["text"] == "Called and not reached."


@pytest.mark.parametrize("until", [None, "", "2026-03-10", "2026-03-09", "2027-03-11", "soon"])
def test_a_snooze_ends_on_a_later_day(until):
	with pytest.raises(InvalidInput):
		steps.snooze(action(), until, TODAY)


def test_a_snoozed_action_waits_until_its_day():
	assert steps.snooze(action(), "2026-03-17", TODAY) == {
		"status": "Snoozed",
		"snoozed_until": date(2026, 3, 17),
	}


def test_an_action_is_given_to_staff_alone():
	assert steps.assign(action(), "a@example.com", {"a@example.com"}) == {"assigned_to": "a@example.com"}
	assert steps.assign(action(), "", {"a@example.com"}) == {"assigned_to": None}
	with pytest.raises(InvalidInput):
		steps.assign(action(), "b@example.com", {"a@example.com"})


def test_what_was_closed_by_mistake_comes_back():
	assert steps.reopen(action("Done"))["status"] == "Open"
	for status in ("Open", "Held Out"):
		with pytest.raises(Conflict):
			steps.reopen(action(status))
