"""What a cadence may never do, whatever its rows, and what the usual one does."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.surveys.cadence import (
	MAX_CONTACTS,
	MIN_GAP,
	Contact,
	Progress,
	Step,
	due_contact,
	next_contact,
	steps_of,
)
from workshop_crm.core.surveys.defaults import DEFAULT_CADENCE
from workshop_crm.core.surveys.invitation import (
	contacted,
	going_on,
	is_due,
	is_open,
	new_invitation,
	progress,
	scheduled,
	skipped,
)
from workshop_crm.core.surveys.planning import message_key
from workshop_crm.core.surveys.visits import Visit

NOW = datetime(2026, 3, 1, 10, 0)
STEPS = steps_of(DEFAULT_CADENCE)
VISIT = Visit("Sales Invoice", "SINV-1", "CUST-1", NOW.date())
QUIET_FROM, QUIET_UNTIL = time(21), time(9)


def at_any_time(moment: datetime) -> datetime:
	return moment


def by_day(moment: datetime) -> datetime:
	"""Messages may go from 9:00 to 21:00."""
	if QUIET_UNTIL <= moment.time() < QUIET_FROM:
		return moment
	morning = datetime.combine(moment.date(), QUIET_UNTIL)
	return morning if moment < morning else morning + timedelta(days=1)


def invited(valid_days: int = 14, at: datetime = NOW) -> dict:
	first = next_contact(STEPS, Progress(0, at, 0, True), at_any_time)
	planned = scheduled("row", "WhatsApp", at, first.at, valid_days)
	return {**new_invitation(VISIT, "S", "Trigger", "ar"), "opted_out": 0, "sent_on": None, **planned}


def test_the_usual_cadence_asks_at_once_and_reminds_after_a_day_and_three_days_later():
	after = [
		Progress(0, NOW, 0, True),
		Progress(1, NOW, 1, True),
		Progress(2, NOW, 2, True),
		Progress(3, NOW, 3, True),
	]
	contacts = [next_contact(STEPS, one, at_any_time) for one in after]
	assert [contact and (contact.step.number, contact.at - NOW) for contact in contacts] == [
		(1, timedelta()),
		(2, timedelta(days=1)),
		(3, timedelta(days=3)),
		None,
	]


def test_a_row_that_is_switched_off_keeps_its_number_and_is_passed_over():
	rows = [*map(dict, DEFAULT_CADENCE)]
	rows[1]["enabled"] = 0
	steps = steps_of(rows)
	assert [step.number for step in steps] == [1, 3]
	assert next_contact(steps, Progress(1, NOW, 1, True), at_any_time).step.number == 3


def test_a_contact_due_in_quiet_hours_waits_for_the_morning():
	late = datetime(2026, 3, 1, 22, 30)
	assert next_contact(STEPS, Progress(0, late, 0, True), by_day).at == datetime(2026, 3, 2, 9)
	assert due_contact(STEPS, Progress(0, late, 0, True), late, by_day).at == datetime(2026, 3, 2, 9)
	assert due_contact(STEPS, Progress(0, NOW, 0, True), NOW, by_day).at == NOW


def test_no_contact_comes_when_the_link_has_ended_by_then():
	ends = NOW + timedelta(days=1)
	assert next_contact(STEPS, Progress(1, NOW, 1, True, ends), at_any_time) is None
	assert next_contact(STEPS, Progress(1, NOW, 1, True, ends + timedelta(seconds=1)), at_any_time)
	assert due_contact(STEPS, Progress(1, NOW, 1, True, ends), ends, at_any_time) is None


def named(names: str) -> tuple[Step, ...]:
	return steps_of(
		{"enabled": 1, "delay_minutes": 60, "channel": "", "template": f"T{name}", "name": name}
		for name in names
	)


@pytest.mark.parametrize(
	("table", "done", "planned", "follows"),
	[
		("abc", "a", "b", "b"),
		("nabc", "ab", "c", "c"),
		("anbc", "a", "b", "n"),
		("bc", "a", "b", "b"),
		("nbc", "a", "b", "b"),
		("bc", "ab", "c", "c"),
		("c", "ab", "c", "c"),
		("bac", "a", "b", "c"),
		("cab", "ab", "c", None),
		("xyz", "ab", "c", "z"),
		("xy", "ab", "c", None),
		("", "a", "b", None),
	],
	ids=[
		"as it was",
		"a row more in front",
		"a row more behind what was done",
		"the done row is gone",
		"the done row is gone and another in front of the next one",
		"the first row is gone",
		"all done rows are gone",
		"in another order",
		"the next one is past",
		"written anew",
		"written anew with fewer rows",
		"no rows",
	],
)
def test_rows_changed_meanwhile_are_neither_sent_twice_nor_left_out(table, done, planned, follows):
	so_far = Progress(len(done), NOW, len(done), True, None, tuple(done), planned)
	contact = next_contact(named(table), so_far, at_any_time)
	assert (contact and contact.step.row) == follows


def test_however_often_rows_are_added_the_messages_about_a_visit_are_few():
	assert next_contact(named("abc"), Progress(0, NOW, MAX_CONTACTS, True), at_any_time) is None


def test_a_message_keeps_its_key_where_its_row_moves():
	first, moved = named("ab")[1], named("xab")[2]
	assert message_key("SVI-1", Contact(first, NOW)) == message_key("SVI-1", Contact(moved, NOW))


def test_a_message_that_goes_nowhere_leaves_the_next_row_its_turn_and_the_last_one_says_why_nobody_was_asked():
	invitation, reason = invited(), "no channel"
	for number in (1, 2, 3):
		contact = due_contact(STEPS, progress(invitation, NOW), NOW, at_any_time)
		assert contact.step.number == number
		invitation |= skipped(invitation, contact, reason)
		invitation |= going_on(invitation, next_contact(STEPS, progress(invitation, NOW), at_any_time))
		assert invitation["status"] == ("Not Sent" if number == 3 else "Scheduled")
	assert (invitation["reason"], invitation["contacts"], invitation["next_contact_on"]) == (reason, 0, None)


def test_the_first_contact_says_when_it_was_sent_and_later_ones_keep_that_day():
	invitation = invited()
	first = due_contact(STEPS, progress(invitation, NOW), NOW, at_any_time)
	invitation |= contacted(invitation, first, "WhatsApp", "ar", True, NOW)
	assert (invitation["status"], invitation["sent_on"], invitation["contacts"]) == ("Sent", NOW, 1)
	later = NOW + timedelta(days=1)
	second = due_contact(STEPS, progress(invitation, later), later, at_any_time)
	invitation |= contacted(invitation, second, "SMS", "ar", False, later)
	assert (invitation["status"], invitation["channel"], invitation["sent_on"]) == ("Outbox", "SMS", NOW)
	assert (invitation["contacts"], invitation["step"]) == (2, 2)


rows = st.lists(
	st.builds(
		lambda minutes, enabled: {
			"enabled": enabled,
			"delay_minutes": minutes,
			"channel": "",
			"template": "T",
		},
		st.integers(0, 10 * 24 * 60),
		st.booleans(),
	),
	max_size=6,
)
starts = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31))
# What happens when a contact is due: its message leaves, goes nowhere, or the scheduler comes late.
happenings = st.lists(
	st.tuples(st.sampled_from(["written", "nowhere", "answer", "opt-out", "cancelled"]), st.integers(0, 600)),
	max_size=12,
)


@given(rows, starts, happenings, st.integers(1, 20))
def test_whatever_happens_contacts_are_few_go_forward_by_day_and_end_with_answer_opt_out_and_link(
	table, start, story, valid_days
):
	steps = steps_of(table)
	first = next_contact(steps, Progress(0, start, 0, True), by_day)
	if first is None:
		assert steps == ()
		return
	invitation = {**invited(), **scheduled("row", "WhatsApp", start, first.at, valid_days)}
	ends, made, is_over = invitation["expires_on"], [start], False
	for happens, minutes_late in story:
		if invitation["next_contact_on"] is None:
			break
		now = invitation["next_contact_on"] + timedelta(minutes=minutes_late)
		assert is_due(invitation, now) is not is_over
		if happens in ("answer", "cancelled"):
			invitation["status"], is_over = ("Answered" if happens == "answer" else "Expired"), True
		elif happens == "opt-out":
			invitation["opted_out"], is_over = 1, True
		contact = due_contact(steps, progress(invitation, now), now, by_day)
		if is_over:
			assert not is_open(invitation)
			assert contact is None
			break
		if contact is None:
			assert by_day(now) >= ends
			break
		if contact.at > now:
			invitation["next_contact_on"] = contact.at
			continue
		if happens == "written":
			made.append(now)
			invitation |= contacted(invitation, contact, "WhatsApp", "ar", True, now)
		else:
			invitation |= skipped(invitation, contact, "no channel")
		following = next_contact(steps, progress(invitation, now), by_day)
		gap = MIN_GAP if invitation["contacts"] else timedelta()
		assert following is None or following.at >= now + max(following.step.delay, gap)
		invitation |= going_on(invitation, following)
	assert len(made) - 1 == invitation["contacts"] <= len(steps)
	assert made == sorted(made)
	assert all(by_day(moment) == moment and moment < ends for moment in made[1:])


@given(st.lists(st.integers(-5, 0), max_size=3))
def test_a_negative_delay_never_goes_back_in_time(delays):
	steps = [Step(number, timedelta(minutes=minutes), "T") for number, minutes in enumerate(delays, 1)]
	contact = next_contact(steps, Progress(0, NOW, 0, True), at_any_time)
	assert contact is None or contact.at >= NOW
