"""When a customer was asked: by what left, and not by what was written."""

import sqlite3
from datetime import datetime

import pytest

from workshop_crm.core.surveys.asked import ASKED_ON, IS_LEAVING, asked_moments
from workshop_crm.core.surveys.story import Message, Story

WRITTEN, LEFT, LATER, OPENED = "2026-03-01 10:00", "2026-03-02 08:00", "2026-03-03 08:00", "2026-03-04 08:00"


@pytest.fixture
def asked():
	"""The moment, and whether something may still leave, of an invitation with these messages."""
	connection = sqlite3.connect(":memory:")
	connection.execute(
		"""CREATE TABLE "tabSurvey Invitation" (name, contacts, source, status, sent_on, opened_on)"""
	)
	connection.execute(
		"""CREATE TABLE "tabCustomer Message" (reference_doctype, reference_name, status, sent_on, creation, unwanted)"""
	)

	def find(
		*messages, contacts=1, source="Trigger", status="Sent", opened_on=None
	) -> tuple[str | None, bool]:
		values = ("I", contacts, source, status, WRITTEN, opened_on)
		connection.execute("""INSERT INTO "tabSurvey Invitation" VALUES (?, ?, ?, ?, ?, ?)""", values)
		for state, sent_on in messages:
			connection.execute(
				"""INSERT INTO "tabCustomer Message" VALUES ('Survey Invitation', 'I', ?, ?, ?, 0)""",
				(state, sent_on, WRITTEN),
			)
		found = connection.execute(f"""SELECT {ASKED_ON}, {IS_LEAVING} FROM "tabSurvey Invitation" """)
		moment, is_leaving = found.fetchone()
		return moment, bool(is_leaving)

	return find


def story_of(messages, contacts=1, source="Trigger", status="Sent", opened_on=None) -> Story:
	"""As the funnel reads the same invitation."""
	sent = tuple(Message(1, "SMS", state, False) for state, _sent_on in messages)
	return Story(status == "Answered", "", "", source, 1, "SMS", contacts, bool(opened_on), False, sent)


@pytest.mark.parametrize(
	("messages", "more", "expected"),
	[
		([("Sent", LEFT)], {}, (LEFT, False)),
		([("Read", LATER), ("Delivered", LEFT)], {}, (LEFT, False)),
		([("Failed", LEFT), ("Sent", LATER)], {}, (LATER, False)),
		([("Sent", None)], {}, (WRITTEN, False)),
		([("Queued", None)], {}, (None, True)),
		([("Outbox", None)], {}, (None, True)),
		([("Doubtful", None)], {}, (None, True)),
		([("Failed", LEFT)], {}, (None, False)),
		([("Withdrawn", None)], {}, (None, False)),
		([], {}, (None, False)),
		([("Outbox", None)], {"opened_on": OPENED}, (OPENED, True)),
		([("Failed", None)], {"status": "Answered"}, (WRITTEN, False)),
		([], {"contacts": 0}, (WRITTEN, False)),
		([("Queued", None)], {"source": "Handover"}, (WRITTEN, True)),
	],
)
def test_a_customer_is_asked_when_something_reaches_them(asked, messages, more, expected):
	assert asked(*messages, **more) == expected
	assert story_of(messages, **more).has_asked == bool(expected[0])


def test_a_cap_counts_what_left_what_may_leave_and_what_is_planned():
	nine = datetime(2026, 3, 1, 9)

	def one(**values):
		none = {"asked_on": None, "is_leaving": False, "status": "Sent", "sent_on": nine, "send_after": None}
		return {**none, **values}

	assert asked_moments([one(asked_on="2026-03-02 08:00:00")]) == [datetime(2026, 3, 2, 8)]
	assert asked_moments([one(is_leaving=True)]) == [nine]
	assert asked_moments([one(status="Scheduled", sent_on=None, send_after=nine)]) == [nine]
	assert asked_moments([one(), one(status="Not Sent", sent_on=None)]) == []
