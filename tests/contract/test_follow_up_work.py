"""Follow-ups as work: assigned, due, noted, closed and reopened, also by two taps and by two people at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from follow_ups import follow_up_of

from hosts import CallFailed


@pytest.fixture
def follow_up(create_customer, complete_service, complain):
	"""Of a customer who was not satisfied just now."""
	customer = create_customer()["customer"]
	complete_service(customer)
	return complain(customer)


def me(host) -> str:
	return host.call("session.context")["user"]


def history(host, follow_up) -> list[dict]:
	return host.call("surveys.follow_up_history", follow_up=follow_up["follow_up"])["steps"]


def do(host, step: str, follow_up: dict, **values):
	return host.call(f"surveys.{step}", follow_up=follow_up["follow_up"], **values)


def later(**span: int) -> str:
	return (datetime.now() + timedelta(**span)).replace(second=0, microsecond=0).isoformat(timespec="minutes")


def test_a_row_has_what_a_call_needs(host, follow_up):
	assert follow_up["phone"]["e164"].startswith("+")
	assert (follow_up["comment"], follow_up["is_late"], follow_up["notes"]) == ("slow", False, 0)
	assert follow_up_of(host, follow_up["customer"], "overdue") is None
	assert follow_up_of(host, follow_up["customer"], "closed") is None


def test_it_is_given_to_me_and_back_to_nobody(host, follow_up):
	people = do(host, "follow_up_people", follow_up)["people"]
	assert me(host) in [person["user"] for person in people]
	assert do(host, "assign_follow_up", follow_up, user=me(host)) == {
		"follow_up": follow_up["follow_up"],
		"status": "Open",
	}
	mine = follow_up_of(host, follow_up["customer"], "mine")
	assert mine["assigned_to"] == me(host)
	assert mine["assigned_name"]
	assert follow_up_of(host, follow_up["customer"], "unassigned") is None
	do(host, "assign_follow_up", follow_up, user="")
	assert follow_up_of(host, follow_up["customer"], "mine") is None
	assert follow_up_of(host, follow_up["customer"], "unassigned")


def test_a_stranger_gets_none(host, follow_up):
	with pytest.raises(CallFailed, match="may not look after") as error:
		do(host, "assign_follow_up", follow_up, user="nobody@example.com")
	assert error.value.status == 417


def test_the_due_time_is_set_put_off_and_taken_away(host, follow_up):
	due_on = later(hours=5)
	do(host, "schedule_follow_up", follow_up, due_on=due_on)
	assert follow_up_of(host, follow_up["customer"])["due_on"] == due_on
	do(host, "snooze_follow_up", follow_up, days=7)
	assert follow_up_of(host, follow_up["customer"])["due_on"][:10] == later(days=7)[:10]
	do(host, "schedule_follow_up", follow_up, due_on="")
	assert follow_up_of(host, follow_up["customer"])["due_on"] is None
	with pytest.raises(CallFailed, match="Choose a later time"):
		do(host, "schedule_follow_up", follow_up, due_on=later(hours=-5))
	assert [row["kind"] for row in history(host, follow_up)].count("Due") == 3


def test_notes_add_up_and_say_who_wrote_them(host, follow_up):
	for text in ("First\nline", "<b>Second</b>"):
		do(host, "note_follow_up", follow_up, note=text)
	row = follow_up_of(host, follow_up["customer"])
	assert (row["notes"], row["note"]["note"]) == (2, "<b>Second</b>")
	notes = [one for one in history(host, follow_up) if one["kind"] == "Note"]
	assert [one["note"] for one in notes] == ["<b>Second</b>", "First\nline"]
	assert {one["user"] for one in notes} == {me(host)}
	with pytest.raises(CallFailed, match="Write a note"):
		do(host, "note_follow_up", follow_up, note=" ")


def test_it_is_closed_and_reopened_with_its_history(host, follow_up):
	do(host, "assign_follow_up", follow_up, user=me(host))
	do(host, "note_contact", follow_up)
	do(host, "close_follow_up", follow_up, reason="Solved", note="Free wash")
	assert follow_up_of(host, follow_up["customer"]) is None
	closed = follow_up_of(host, follow_up["customer"], "closed")
	assert (closed["reason"], closed["note"]["note"], closed["is_closed"]) == ("Solved", "Free wash", True)
	with pytest.raises(CallFailed, match="Write a note"):
		do(host, "reopen_follow_up", follow_up, note="")
	reopened = do(host, "reopen_follow_up", follow_up, note="It rattles again", seen=closed["state"])
	assert reopened["status"] == "Open"
	row = follow_up_of(host, follow_up["customer"], "mine")
	assert (row["reason"], row["closed_on"], bool(row["due_on"])) == ("", None, True)
	assert follow_up_of(host, follow_up["customer"], "closed") is None
	kinds = [one["kind"] for one in history(host, follow_up)]
	assert sorted(kinds) == sorted(["Reopened", "Closed", "Spoken", "Given", "Opened"])
	with pytest.raises(CallFailed, match="open already") as error:
		do(host, "reopen_follow_up", follow_up, note="again")
	assert error.value.status == 409


def test_what_was_reopened_is_open_in_the_figures(host, follow_up):
	def loop() -> tuple[int, int]:
		loop = host.call("surveys.results")["loop"]
		return loop["open"], loop["closed"]

	is_open, closed = loop()
	do(host, "close_follow_up", follow_up, reason="Solved")
	assert loop() == (is_open - 1, closed + 1)
	do(host, "reopen_follow_up", follow_up, note="x")
	assert loop() == (is_open, closed)


@pytest.mark.parametrize(
	("step", "values", "kind"),
	[
		("note_follow_up", {"note": "x"}, "Note"),
		("snooze_follow_up", {"days": 1}, "Due"),
		("note_contact", {}, "Spoken"),
		("close_follow_up", {"reason": "Explained"}, "Closed"),
	],
)
def test_a_second_tap_does_nothing_more(host, follow_up, step, values, kind):
	with ThreadPoolExecutor(4) as pool:
		taps = [pool.submit(do, host, step, follow_up, key="tap-1", **values) for _tap in range(4)]
		answers = [tap.result() for tap in taps]
	assert all(answer == answers[0] for answer in answers)
	assert [one["kind"] for one in history(host, follow_up)].count(kind) == 1


def test_of_two_people_at_once_one_is_told_and_nothing_is_lost(host, follow_up):
	seen = follow_up["state"]
	# A new one is due in a day: put off to that moment it would be as it was.
	do(host, "snooze_follow_up", follow_up, days=7, seen=seen)
	do(host, "note_follow_up", follow_up, note="Mine too")
	for step, values in (
		("snooze_follow_up", {"days": 1}),
		("assign_follow_up", {"user": me(host)}),
		("close_follow_up", {"reason": "Solved"}),
	):
		with pytest.raises(CallFailed, match="Somebody else has changed this follow-up") as error:
			do(host, step, follow_up, seen=seen, **values)
		assert error.value.status == 409
	row = follow_up_of(host, follow_up["customer"])
	assert (row["due_on"][:10], row["note"]["note"]) == (later(days=7)[:10], "Mine too")


def test_the_list_is_read_in_pages_and_counts_all(host, follow_up):
	answer = host.call("surveys.follow_ups", limit=1)
	assert len(answer["follow_ups"]) == 1
	assert answer["total"] == answer["counts"]["open"] >= 1
	total, names = answer["total"], []
	for offset in range(0, total, 200):
		page = host.call("surveys.follow_ups", limit=200, offset=offset)["follow_ups"]
		names += [row["follow_up"] for row in page]
	assert len(set(names)) == len(names) == total


def test_who_is_overdue_comes_first(host, follow_up):
	do(host, "schedule_follow_up", follow_up, due_on="")
	rows = host.call("surveys.follow_ups", limit=500)["follow_ups"]
	times = [row["due_on"] or "9999" for row in rows]
	assert times == sorted(times)
	with pytest.raises(CallFailed, match="no such part"):
		host.call("surveys.follow_ups", part="theirs")


def test_an_unknown_follow_up(host):
	for step, values in (("note_follow_up", {"note": "x"}), ("snooze_follow_up", {"days": 1})):
		with pytest.raises(CallFailed) as error:
			host.call(f"surveys.{step}", follow_up="nobody", **values)
		assert error.value.status == 404
