"""How far invitations get, and what the means of getting more answers were used for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.surveys.funnel import Levers, funnel_view

ON = Levers(reminder=True, reward=True)


def asked(count=1, **values):
	plain = {
		"is_answered": 0,
		"answered_by": "",
		"answered_channel": "",
		"source": "Trigger",
		"step": 1,
		"channel": "WhatsApp",
		"is_opened": 0,
		"opted_out": 0,
	}
	return {**plain, "count": count, **values}


def message(count=1, status="Sent", step=1, channel="WhatsApp", is_fallback=0):
	return {"step": step, "channel": channel, "status": status, "is_fallback": is_fallback, "count": count}


def answered(count, by, after="WhatsApp", **values):
	return asked(count, is_answered=1, answered_by=by, answered_channel=after, **values)


def steps(view):
	return {(row["step"], row["channel"]): row for row in view["steps"]}


def levers(view):
	return {row["lever"]: (row["is_on"], row["used"], row["answers"]) for row in view["levers"]}


def test_each_message_counts_at_its_step_and_channel_and_as_far_as_it_got():
	states = {"Outbox": 1, "Queued": 2, "Sent": 4, "Delivered": 8, "Read": 16, "Failed": 32, "Withdrawn": 64}
	rows = [message(count, status) for status, count in states.items()]
	row = steps(funnel_view([], rows, 0, ON))["1", "WhatsApp"]
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
		asked(5, step=2, channel="SMS", opted_out=1),
		asked(1, is_opened=1),
	]
	view = funnel_view(rows, [message(20), message(9, step=2, channel="SMS")], 0, ON)
	found = steps(view)
	assert list(found) == [("1", "WhatsApp"), ("2", "SMS"), ("Handover", "")]
	assert [row["answered"] for row in found.values()] == [3, 2, 4]
	assert (found["2", "SMS"]["opted_out"], found["1", "WhatsApp"]["opened"]) == (5, 1)
	assert (found["Handover", ""]["written"], view["opted_out"], view["opened"]) == (4, 5, 1)


@pytest.mark.parametrize(
	("total", "answers", "missing"), [(100, 80, 0), (100, 79, 1), (10, 0, 8), (3, 2, 1), (0, 0, 0), (5, 5, 0)]
)
def test_the_way_to_the_aim_is_told_in_answers(total, answers, missing):
	view = funnel_view([answered(answers, "1"), asked(total - answers)], [], 0, ON)
	assert (view["asked"], view["answered"], view["missing"]) == (total, answers, missing)
	assert view["rate"]["value"] == (answers / total if total else None)


def test_levers_tell_what_they_were_used_for_and_after_what_answers_came():
	rows = [
		answered(3, "1"),
		answered(2, "2", step=2),
		answered(1, "10", step=10),
		answered(4, "Print", "", source="Print", step=0),
		answered(5, "Handover", "", step=1),
	]
	messages = [message(9), message(6, step=2), message(1, step=3, is_fallback=1)]
	assert levers(funnel_view(rows, messages, 7, ON)) == {
		"handover": (True, 4, 9),
		"reminder": (True, 7, 3),
		"fallback": (True, 1, 7),
		"reward": (True, None, None),
	}


def test_what_is_not_used_is_off():
	view = funnel_view([asked()], [message()], 0, Levers(reminder=False, reward=False))
	assert not any(is_on for is_on, _used, _answers in levers(view).values())


@given(
	st.lists(
		st.builds(
			asked,
			st.integers(0, 9),
			is_answered=st.integers(0, 1),
			answered_by=st.sampled_from(["", "1", "2", "Handover", None]),
			answered_channel=st.sampled_from(["", "SMS", None]),
			source=st.sampled_from(["Trigger", "Manual", "Handover", "Print", None]),
			step=st.integers(0, 3) | st.none(),
			channel=st.sampled_from(["", "SMS", None]),
		),
		max_size=12,
	)
)
def test_no_invitation_is_counted_twice(rows):
	view = funnel_view(rows, [], 0, ON)
	assert sum(row["answered"] for row in view["steps"]) <= view["answered"] <= view["asked"]
	assert sum(row["opted_out"] for row in view["steps"]) <= view["opted_out"]
