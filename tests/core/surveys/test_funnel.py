"""How far invitations get, and what the means of getting more answers were used for."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.surveys.funnel import Levers, funnel_view
from workshop_crm.core.surveys.story import Message, Story

ON = Levers(reminder=True, reward=True)


PLAIN = Story(False, "", "", "Trigger", 1, "WhatsApp", 1, False, False)


def asked(count=1, messages=(), **values):
	"""A story and how many invitations had it."""
	return PLAIN._replace(messages=tuple(messages), **values), count


def message(status="Sent", step=1, channel="WhatsApp", is_fallback=False):
	return Message(step, channel, status, is_fallback)


def answered(count, by, after="WhatsApp", messages=(), **values):
	return asked(count, messages, is_answered=True, answered_by=by, answered_channel=after, **values)


def view_of(*rows, levers=ON):
	stories = Counter()
	for story, count in rows:
		stories[story] += count
	return funnel_view(stories, levers)


def steps(view):
	return {(row["step"], row["channel"]): row for row in view["steps"]}


def levers(view):
	return {row["lever"]: (row["is_on"], row["used"], row["answers"]) for row in view["levers"]}


def test_each_message_counts_at_its_step_and_channel_and_as_far_as_it_got():
	states = {"Outbox": 1, "Queued": 2, "Sent": 4, "Delivered": 8, "Read": 16, "Failed": 32, "Withdrawn": 64}
	rows = [asked(count, [message(status)]) for status, count in states.items()]
	row = steps(view_of(*rows))["1", "WhatsApp"]
	assert (row["written"], row["sent"], row["delivered"], row["read"], row["failed"]) == (
		127,
		28,
		24,
		16,
		32,
	)


def test_answers_count_where_they_came_and_the_rest_at_the_last_step():
	rows = [
		answered(3, "1"),
		answered(2, "2", "SMS", step=2, channel="SMS"),
		answered(4, "Handover", "", step=0, channel="", source="Handover"),
		asked(5, step=2, channel="SMS", opted_out=True),
		asked(1, is_opened=True),
	]
	view = view_of(*rows, asked(1, [message(), message(step=2, channel="SMS")]))
	found = steps(view)
	assert list(found) == [("1", "WhatsApp"), ("2", "SMS"), ("Handover", "")]
	assert [row["answered"] for row in found.values()] == [3, 2, 4]
	assert (found["2", "SMS"]["opted_out"], found["1", "WhatsApp"]["opened"]) == (5, 1)
	assert (found["Handover", ""]["written"], view["opted_out"], view["opened"]) == (4, 5, 1)


@pytest.mark.parametrize(
	("total", "answers", "missing"), [(100, 80, 0), (100, 79, 1), (10, 0, 8), (3, 2, 1), (0, 0, 0), (5, 5, 0)]
)
def test_the_way_to_the_aim_is_told_in_answers(total, answers, missing):
	view = view_of(answered(answers, "1"), asked(total - answers))
	assert (view["asked"], view["answered"], view["missing"]) == (total, answers, missing)
	assert view["rate"]["value"] == (answers / total if total else None)


def test_levers_tell_what_they_were_used_for_and_after_what_answers_came():
	fallback = message(step=3, channel="SMS", is_fallback=True)
	rows = [
		answered(3, "1", messages=[message()]),
		answered(2, "2", step=2, messages=[message(), message(step=2)]),
		answered(1, "10", step=10),
		answered(4, "Print", "", source="Print", step=0),
		answered(5, "Handover", "", step=1),
		answered(7, "3", "SMS", messages=[message(step=3, status="Failed"), fallback]),
		answered(8, "3", "WhatsApp", messages=[message(step=3), fallback]),
	]
	assert levers(view_of(*rows)) == {
		"handover": (True, 4, 9),
		"reminder": (True, 2 + 2 * (7 + 8), 3 + 7 + 8),
		"fallback": (True, 7 + 8, 7),
		"reward": (True, None, None),
	}


def test_what_is_not_used_is_off():
	view = view_of(asked(1, [message()]), levers=Levers(reminder=False, reward=False))
	assert not any(is_on for is_on, _used, _answers in levers(view).values())


@given(
	st.lists(
		st.builds(
			asked,
			st.integers(0, 9),
			is_answered=st.booleans(),
			answered_by=st.sampled_from(["", "1", "2", "Handover"]),
			answered_channel=st.sampled_from(["", "SMS"]),
			source=st.sampled_from(["Trigger", "Manual", "Handover", "Print", ""]),
			step=st.integers(0, 3),
			channel=st.sampled_from(["", "SMS"]),
		),
		max_size=12,
	)
)
def test_no_invitation_is_counted_twice(rows):
	view = view_of(*rows)
	assert sum(row["answered"] for row in view["steps"]) <= view["answered"] <= view["asked"]
	assert sum(row["opted_out"] for row in view["steps"]) <= view["opted_out"]
