from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.history import (
	KINDS,
	Cursor,
	HistoryEntry,
	entry_view,
	history_view,
	page,
	read_cursor,
	read_kinds,
)

START = datetime(2026, 3, 1, 10)


def entry(number: int, minute: int = 0, kind: str = "Note", text: str = "") -> HistoryEntry:
	return HistoryEntry(f"E-{number:03}", kind, START + timedelta(minutes=minute), text=text)


# Few different moments, so that many entries share one; each in one of three sources.
ENTRIES = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2)), max_size=40).map(
	lambda drawn: [(entry(number, minute), source) for number, (minute, source) in enumerate(drawn)]
)


def newest_of(entries: list[HistoryEntry], count: int, before: Cursor | None) -> list[HistoryEntry]:
	"""What a host reads of one table."""
	held = [one for one in entries if before is None or (one.happened_on, one.entry) < before]
	return sorted(held, key=lambda one: (one.happened_on, one.entry), reverse=True)[:count]


@given(ENTRIES, st.integers(1, 9), st.booleans())
def test_over_all_pages_no_entry_is_lost_or_doubled_and_the_newest_come_first(drawn, limit, reads_all):
	tables = [[one for one, place in drawn if place == source] for source in range(3)]
	found, before = [], None
	for _ in range(len(drawn) + 1):
		sources = tables if reads_all else [newest_of(table, limit + 1, before) for table in tables]
		entries, following = page(sources, limit, before)
		found += entries
		assert len(entries) == limit or following is None
		if following is None:
			break
		before = read_cursor(following)
	assert found == newest_of([one for one, _ in drawn], len(drawn), None)
	assert following is None


@given(st.datetimes(), st.text(min_size=1))
def test_a_cursor_comes_back_from_its_text(moment, name):
	assert read_cursor(Cursor(moment, name).as_text()) == (moment, name)


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_cursor_is_the_beginning(nothing):
	assert read_cursor(nothing) is None


@pytest.mark.parametrize(
	"text",
	[
		"page two",
		"|E-1",
		"2026-03-01T10:00:00",
		"2026-03-01T10:00:00|",
		"2026-13-01|E",
		"2026-03-01T10:00:00+03:00|E",
	],
)
def test_what_is_no_cursor_is_refused(text):
	with pytest.raises(InvalidInput, match="is not a place in the history"):
		read_cursor(text)


def test_an_entry_made_while_somebody_reads_moves_no_page():
	entries = [entry(number, number) for number in range(6)]
	first, following = page([entries], 3)
	second, last = page([[*entries, entry(7, 7)]], 3, read_cursor(following))
	assert [*first, *second] == entries[::-1]
	assert last is None


def test_an_empty_history_has_one_empty_page():
	assert page([], 20) == ([], None)
	assert page([[], []], 20) == ([], None)


@pytest.mark.parametrize(
	("asked", "kinds"),
	[
		(None, KINDS),
		("", KINDS),
		([], KINDS),
		(["Note"], ("Note",)),
		("Note, Call", ("Call", "Note")),
		(["Call", "Call", "Message"], ("Message", "Call")),
	],
)
def test_kinds_are_asked_for_as_a_list_or_with_commas(asked, kinds):
	assert read_kinds(asked) == kinds


@pytest.mark.parametrize("asked", ["Telegram", ["Note", "telegram"], 5, {"Fax": 1}])
def test_an_unknown_kind_is_refused(asked):
	with pytest.raises(InvalidInput, match="is not one of Message, Call, Visit and Note"):
		read_kinds(asked)


def test_an_entry_is_told_in_the_agreed_shape():
	message = HistoryEntry(
		"MSG-1", "Message", START, "WhatsApp", "Outgoing", "Sent", "How was it?\n{link}", ""
	)
	assert history_view([message], "next", 7) == {
		"entries": [
			{
				"entry": "MSG-1",
				"kind": "Message",
				"happened_on": "2026-03-01 10:00:00",
				"channel": "WhatsApp",
				"direction": "Outgoing",
				"status": "Sent",
				"text": "How was it?",
				"author": "",
			}
		],
		"next": "next",
		"total": 7,
	}


def test_a_long_text_is_cut_at_400_characters():
	assert entry_view(entry(1, text="x" * 400))["text"] == "x" * 400
	assert entry_view(entry(1, text="x" * 401))["text"] == "x" * 399 + "…"
