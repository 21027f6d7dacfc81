"""What the app answers by itself: only what somebody has just written, to the same number by the same channel."""

from datetime import datetime, timedelta

import pytest

from workshop_crm.core.messaging.incoming import MINUTES_TO_ANSWER, is_answer

NOW = datetime(2026, 3, 1, 2)
MESSAGE = {"recipient": "+966551234567", "channel": "WhatsApp"}
ASKED = {**MESSAGE, "direction": "Incoming", "creation": NOW - timedelta(minutes=1)}


@pytest.mark.parametrize(
	("asked", "answers"),
	[
		(ASKED, True),
		(None, False),
		({**ASKED, "direction": "Outgoing"}, False),
		({**ASKED, "recipient": "+966550000000"}, False),
		({**ASKED, "channel": "SMS"}, False),
		({**ASKED, "creation": NOW - timedelta(minutes=MINUTES_TO_ANSWER)}, True),
		({**ASKED, "creation": NOW - timedelta(minutes=MINUTES_TO_ANSWER, seconds=1)}, False),
	],
)
def test_an_answer_follows_its_question_at_once_and_goes_where_it_came_from(asked, answers):
	assert is_answer(MESSAGE, asked, NOW) == answers
