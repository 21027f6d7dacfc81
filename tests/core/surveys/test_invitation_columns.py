"""The funnel from months that were kept and from what changed since is that of all invitations, looked at one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.surveys.funnel import Levers, funnel_view
from workshop_crm.core.surveys.invitation_columns import (
	OF_COLUMNS,
	Invitations,
	count,
	from_rows,
	pack,
	unpack,
)
from workshop_crm.core.surveys.scores.filters import DIMENSIONS, FilterArguments, ResultFilters
from workshop_crm.core.surveys.story import BETWEEN, BETWEEN_FIELDS, LEFT, Message

FIRST = date(2026, 1, 1)
DAYS_OF_A_MONTH = 30
NAMES = st.sampled_from(["", "A", "ب | x", None])


@dataclass(frozen=True)
class Asked:
	"""An invitation with its messages, as a database has them."""

	day: int
	members: tuple[str | None, ...]
	status: str
	source: str
	answered_by: str
	answered_channel: str
	step: int
	channel: str
	contacts: int
	is_opened: bool
	opted_out: bool
	messages: tuple[Message, ...]

	def row(self, number: int) -> tuple[object, ...]:
		words = (
			int(self.status == "Answered"), self.answered_by, self.answered_channel, self.source, self.step, self.channel,
			self.contacts, int(self.is_opened), int(self.opted_out),
			" ".join(BETWEEN_FIELDS.join(map(str, (*one[:-1], int(one.is_fallback)))) for one in self.messages),
		)  # fmt: skip
		story = BETWEEN.join(map(str, words))
		return (f"SVI-{number}", FIRST.toordinal() + self.day, *self.members, story)

	@property
	def has_asked(self) -> bool:
		return (
			self.contacts == 0
			or self.source in ("Handover", "Print")
			or self.status == "Answered"
			or self.is_opened
			or any(message.status in LEFT for message in self.messages)
		)

	@property
	def way(self) -> str:
		if self.answered_by in ("Handover", "Print"):
			return self.answered_by
		if self.answered_channel or self.channel:
			return self.answered_channel or self.channel
		return self.source if self.source in ("Handover", "Print") else ""


MESSAGES = st.builds(
	Message,
	st.integers(1, 3),
	st.sampled_from(["WhatsApp", "SMS", ""]),
	st.sampled_from(["Outbox", "Queued", "Sent", "Delivered", "Read", "Failed", "Withdrawn"]),
	st.booleans(),
)
ASKED = st.builds(
	Asked,
	day=st.integers(0, 3 * DAYS_OF_A_MONTH - 1),
	members=st.tuples(*[NAMES] * len(OF_COLUMNS)),
	status=st.sampled_from(["Sent", "Outbox", "Answered", "Expired"]),
	source=st.sampled_from(["Trigger", "Handover", "Print", ""]),
	answered_by=st.sampled_from(["", "1", "2", "Handover"]),
	answered_channel=st.sampled_from(["", "SMS", "WhatsApp"]),
	step=st.integers(0, 3),
	channel=st.sampled_from(["", "SMS", "WhatsApp"]),
	contacts=st.integers(0, 2),
	is_opened=st.booleans(),
	opted_out=st.booleans(),
	messages=st.lists(MESSAGES, max_size=3).map(tuple),
)
LATER = st.sampled_from(
	[
		{"status": "Answered", "answered_by": "1", "answered_channel": "SMS"},
		{"is_opened": True},
		{"messages": (Message(1, "SMS", "Read", False),)},
		{"messages": ()},
		{"status": "Expired"},
		{"opted_out": True},
		{"members": ("A",) * len(OF_COLUMNS)},
	]
)
FILTERS = st.builds(
	FilterArguments,
	from_date=st.none() | st.integers(0, 80).map(lambda day: (FIRST + timedelta(days=day)).isoformat()),
	**{name: st.none() | st.sampled_from(["A", "ب | x", "nobody"]) for name in OF_COLUMNS},
	channel=st.none() | st.sampled_from(["SMS", "WhatsApp", "Handover", "Email"]),
).map(FilterArguments.read)


def columns_of(invitations: dict[int, Asked]) -> Invitations:
	return from_rows([one.row(number) for number, one in invitations.items()])


def months_of(invitations: dict[int, Asked]) -> list[Invitations]:
	"""As they are kept."""
	months = [
		{number: one for number, one in invitations.items() if one.day // DAYS_OF_A_MONTH == month}
		for month in range(3)
	]
	return [unpack(pack(columns_of(month))) for month in months]


def meets(one: Asked, filters: ResultFilters) -> bool:
	start = filters.period.start
	named = dict(zip(OF_COLUMNS, one.members, strict=True))
	return (
		one.has_asked
		and (start is None or FIRST + timedelta(days=one.day) >= start)
		and all(
			(one.way if name == "channel" else named[name]) == wanted
			for name, wanted in filters.members.items()
		)
	)


def looked_at(invitations: dict[int, Asked], filters: ResultFilters) -> tuple[int, int, int, int, int]:
	"""Asked, answered, opened, opted out, messages that left: one by one."""
	asked = [one for one in invitations.values() if meets(one, filters)]
	left = sum(message.status in LEFT for one in asked for message in one.messages)
	answered = sum(one.status == "Answered" for one in asked)
	return (
		len(asked),
		answered,
		sum(one.is_opened for one in asked),
		sum(one.opted_out for one in asked),
		left,
	)


@given(
	st.lists(ASKED, max_size=12),
	st.dictionaries(st.integers(0, 11), LATER),
	st.lists(ASKED, max_size=3),
	FILTERS,
)
def test_what_was_kept_and_what_changed_since_are_counted_as_if_each_was_looked_at(kept, later, new, filters):
	"""Late answers and delivery reports, messages that are erased, links that were closed, new invitations."""
	before = dict(enumerate(kept))
	changed = {number: replace(before[number], **what) for number, what in later.items() if number in before}
	changed |= dict(enumerate(new, len(before)))
	now = {**before, **changed}
	view = funnel_view(count(months_of(before), filters, columns_of(changed)), Levers(True, True))
	sent = sum(row["sent"] for row in view["steps"])
	found = (view["asked"], view["answered"], view["opened"], view["opted_out"], sent)
	assert found == looked_at(now, filters)
	assert count([columns_of(now)], filters) == count(months_of(before), filters, columns_of(changed))


def test_without_invitations_nothing_is_counted():
	assert not count([from_rows([])], ResultFilters())
	assert set(DIMENSIONS) == {*OF_COLUMNS, "channel"}
