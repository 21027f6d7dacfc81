"""What staff do with a follow-up: who has it, until when to call, its notes, its close and its reopening, each once."""

from datetime import datetime, timedelta

import pytest
from follow_ups import NOW, OPEN
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import Conflict, InvalidInput
from workshop_crm.core.surveys import follow_up_steps as steps
from workshop_crm.core.surveys import follow_up_work as work
from workshop_crm.core.surveys.follow_up import closing, contacted, is_late, is_overdue
from workshop_crm.core.surveys.follow_up_list import NOBODY, Reader, follow_up_view, list_view, read_part
from workshop_crm.core.surveys.follow_up_work import Act, ActArguments
from workshop_crm.core.surveys.recovery import loop_view

SHOWN = {
	**OPEN,
	"customer": "CUST-1",
	"customer_name": "Huda",
	"customer_name_ar": "هدى",
	"mobile_no": "+966551234567",
	"phone_extension": None,
	"subject": "Low",
	"has_score": 1,
	"score": "25.00",
	"comment": "slow",
	"opening_date": NOW.date(),
	"priority": None,
}
CLOSED = {**OPEN, **closing(OPEN, "Solved", NOW + timedelta(hours=5))}
STAFF = ("sara@example.com", "ali@example.com")
READER = Reader("ar", NOW + timedelta(hours=25), "SA", str, str)


def after(hours: float) -> datetime:
	return NOW + timedelta(hours=hours)


@pytest.mark.parametrize("user", ["sara@example.com", ""])
def test_it_is_given_to_one_of_the_staff_or_to_nobody(user):
	assert work.given(OPEN, user, STAFF, Act()) == user


def test_it_is_not_given_to_somebody_who_may_not_see_the_customer():
	with pytest.raises(InvalidInput, match="may not look after this customer") as error:
		work.given(OPEN, "stranger@example.com", STAFF, Act())
	assert error.value.field == "user"


@pytest.mark.parametrize(
	"step",
	[
		lambda case, act: work.given(case, STAFF[0], STAFF, act),
		lambda case, act: work.scheduled(case, after(30), act, NOW),
		lambda case, act: work.snoozed(case, 1, act, NOW),
		lambda case, act: work.closed(case, "Solved", act, NOW),
	],
)
def test_what_somebody_else_has_changed_meanwhile_is_not_overwritten(step):
	seen = Act(seen=work.state_of(OPEN))
	step(OPEN, seen)
	step({**OPEN, "follow_up_first_contact_on": NOW}, seen)
	for change in ({"assigned_to": STAFF[1]}, {"follow_up_due_on": after(99)}, {"follow_up_due_on": None}):
		with pytest.raises(Conflict, match="Somebody else has changed this follow-up"):
			step({**OPEN, **change}, seen)
	with pytest.raises(Conflict, match="closed already"):
		step(CLOSED, seen)


@given(st.integers(min_value=-(60 * 24 * 400), max_value=60 * 24 * 400))
def test_a_call_is_due_later_and_within_a_year(minutes):
	moment = NOW + timedelta(minutes=minutes)
	if 0 < minutes <= 60 * 24 * 365:
		assert work.scheduled(OPEN, moment.isoformat(), Act(), NOW)["follow_up_due_on"] == moment
	else:
		with pytest.raises(InvalidInput, match="Choose a later time") as error:
			work.scheduled(OPEN, moment, Act(), NOW)
		assert error.value.field == "due_on"


def test_a_follow_up_needs_no_due_time():
	assert work.scheduled(OPEN, "", Act(), NOW) == {"follow_up_due_on": None}


@pytest.mark.parametrize("days", [1, 7, 365])
def test_a_follow_up_is_put_off_by_days(days):
	assert work.snoozed(OPEN, days, Act(), NOW)["follow_up_due_on"] == NOW + timedelta(days=days)


@given(st.lists(st.integers(min_value=1, max_value=24 * 365), min_size=1, max_size=4))
def test_a_call_that_is_put_off_is_not_late_before_its_new_time(times):
	case = OPEN
	for hours in times:
		late_on = case["follow_up_escalate_on"]
		case = {**case, **work.scheduled(case, after(hours), Act(), NOW)}
		assert case["follow_up_escalate_on"] >= max(late_on, after(hours + 24))
		assert not is_late(case, after(hours + 23))


@pytest.mark.parametrize(
	("change", "late_on"),
	[
		({"follow_up_due_on": None}, after(72 + 24)),
		({"follow_up_due_on": after(60)}, after(72)),
		({"follow_up_escalate_on": None}, None),
		({"follow_up_escalated_on": after(40)}, after(48)),
	],
)
def test_how_long_after_its_new_time_a_call_is_late(change, late_on):
	case = {**OPEN, **change}
	assert {**case, **work.scheduled(case, after(72), Act(), NOW)}["follow_up_escalate_on"] == late_on


@pytest.mark.parametrize("days", [0, -1, 366, 10**12])
def test_it_is_not_put_off_for_ever(days):
	with pytest.raises(InvalidInput, match="at most a year"):
		work.snoozed(OPEN, days, Act(), NOW)


def test_a_call_that_was_made_is_not_overdue_until_the_next_one_is():
	assert is_overdue(OPEN, after(25))
	spoken = {**OPEN, **contacted(OPEN, after(26))}
	assert not is_overdue(spoken, after(99))
	again = {**spoken, **work.scheduled(spoken, after(50), Act(), after(27))}
	assert not is_overdue(again, after(49))
	assert is_overdue(again, after(51))
	assert not is_overdue({**again, "status": "Closed"}, after(51))


def test_a_reopened_follow_up_waits_as_a_new_one_and_has_no_result():
	again = {**CLOSED, **work.reopened(CLOSED, "It came back", Act(), after(100))}
	assert (again["status"], again["follow_up_reason"], again["follow_up_closed_on"]) == ("Open", "", None)
	assert (again["follow_up_due_on"], again["follow_up_escalate_on"]) == (after(124), after(148))
	assert again["follow_up_first_contact_on"] == after(5)
	assert not is_late(again, after(147))
	assert is_late(again, after(149))


def test_one_that_is_never_passed_on_is_not_after_it_was_reopened():
	closed = {**CLOSED, "follow_up_escalate_on": None}
	assert work.reopened(closed, "x", Act(), after(9))["follow_up_escalate_on"] is None


def test_an_open_one_is_not_reopened_and_a_reason_is_written_down():
	with pytest.raises(Conflict, match="ISS-1 is open already"):
		work.reopened(OPEN, "x", Act(), NOW)
	with pytest.raises(InvalidInput, match="Write a note") as error:
		work.reopened(CLOSED, "  ", Act(), NOW)
	assert error.value.field == "note"


def test_what_was_won_back_counts_while_it_is_closed_alone():
	def recovery(case: dict) -> tuple:
		view = loop_view([case], after(200))
		return view["open"], view["closed"], view["recovery"]["value"]

	again = {**CLOSED, **work.reopened(CLOSED, "x", Act(), after(100))}
	ended = {**again, **closing(again, "Explained", after(120))}
	assert [recovery(case)[:2] for case in (OPEN, CLOSED, again, ended)] == [(1, 0), (0, 1), (1, 0), (0, 1)]
	assert (recovery(CLOSED)[2], recovery(ended)[2]) == (1, 0)
	assert loop_view([ended], after(200))["hours_to_close"] == 120
	assert loop_view([ended], after(200))["hours_to_contact"] == 5


def note(text: str, hours: float, user: str = "sara@example.com", key: str = "") -> dict:
	return steps.step(steps.NOTE, after(hours), user, note=text, key=key)


def test_a_request_that_arrives_twice_is_known_by_its_key():
	done = [note("x", 1, key="abc"), note("y", 2)]
	assert steps.was_done(done, "abc")
	assert not steps.was_done(done, "other")
	assert not steps.was_done(done, "")
	with pytest.raises(InvalidInput):
		ActArguments(key="x" * 141).read()


def test_a_note_keeps_its_lines_and_has_a_limit():
	assert steps.read_note("  one\ntwo  ") == "one\ntwo"
	with pytest.raises(InvalidInput, match="at most 2000"):
		steps.read_note("x" * 2001)


def test_the_history_says_who_did_what_the_latest_first():
	done = [
		steps.step(steps.GIVEN, after(1), None, given_to="ali@example.com"),
		note("Called, no answer", 2),
		steps.step(steps.CLOSED, after(5), "sara@example.com", reason="Solved", note="Free wash"),
	]
	view = steps.history_view(CLOSED, done, {"sara@example.com": "Sara", "ali@example.com": "Ali"})
	assert [(row["kind"], row["user_name"]) for row in view] == [
		("Closed", "Sara"),
		("Note", "Sara"),
		("Given", ""),
		("Opened", ""),
	]
	assert view[2]["given_to_name"] == "Ali"
	assert (view[0]["reason"], view[0]["note"]) == ("Solved", "Free wash")
	assert view[3]["happened_on"] == "2026-03-01T10:00"


def test_what_was_done_before_there_was_a_history_is_in_it_without_its_doer():
	view = steps.history_view({**CLOSED, "follow_up_escalated_on": after(3)}, [], {})
	assert [(row["kind"], row["user"], row["reason"]) for row in view] == [
		("Spoken", None, ""),
		("Closed", None, "Solved"),
		("Passed On", None, ""),
		("Opened", None, ""),
	]


def test_who_had_it_last():
	assert steps.last_given_to([]) == ""
	given_twice = [steps.step(steps.GIVEN, NOW, None, given_to=user) for user in STAFF]
	assert steps.last_given_to(given_twice) == STAFF[1]
	assert steps.last_given_to([*given_twice, steps.step(steps.GIVEN, NOW, "x")]) == ""


def test_a_row_has_its_answer_its_phone_and_its_last_note():
	row = {**SHOWN, "assigned_to": "ali@example.com"}
	view = follow_up_view(row, [note("second", 3), note("first", 1)], {"ali@example.com": "Ali"}, READER)
	assert (view["name"], view["score"], view["opened_on"]) == ("هدى", 25.0, "2026-03-01")
	assert (view["phone"]["e164"], view["assigned_name"]) == ("+966551234567", "Ali")
	assert (view["note"]["note"], view["notes"]) == ("second", 2)
	assert (view["is_late"], view["is_closed"], view["due_on"]) == (True, False, "2026-03-02T10:00")
	assert view["state"] == work.state_of(row)


def test_a_row_without_score_phone_and_notes():
	view = follow_up_view({**SHOWN, "has_score": 0, "mobile_no": None}, [], {}, READER)
	assert (view["score"], view["phone"], view["note"], view["assigned_to"]) == (None, None, None, None)


def test_the_second_survey_is_announced_until_it_is_sent():
	asks = {**SHOWN, "follow_up_second_survey": "Short"}
	assert follow_up_view(asks, [], {}, READER)["has_second_survey"]
	sent = {**asks, "follow_up_second_invitation": "INV-1"}
	assert not follow_up_view(sent, [], {}, READER)["has_second_survey"]


def test_the_parts_of_the_list():
	assert read_part("") == "open"
	assert read_part("mine") == "mine"
	with pytest.raises(InvalidInput, match="no such part"):
		read_part("theirs")
	counts = {"open": 3, "overdue": 1, "mine": 2, "unassigned": 0, "closed": 9}
	assert list_view([], "mine", counts) == {"follow_ups": [], "total": 2, "counts": counts}
	assert list_view([], "open", NOBODY)["total"] == 0
