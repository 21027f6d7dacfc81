"""What the app answers by itself: only what somebody has just written, to the same number by the same channel."""

from datetime import datetime, timedelta

import pytest

from workshop_crm.core.messaging.incoming import MINUTES_TO_ANSWER, confirmation_key, is_answer
from workshop_crm.core.messaging.opt_outs import OPT_IN, OPT_OUT, ConsentEvent

NOW = datetime(2026, 3, 1, 2)
MESSAGE = {"recipient": "+966551234567", "channel": "WhatsApp", "template": "Opt-out confirmation"}
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


@pytest.mark.parametrize(("hours", "answers"), [(0, True), (24, True), (24.01, False)])
def test_what_staff_write_themselves_answers_within_the_24_hours_of_whatsapp(hours, answers):
	asked = {**ASKED, "creation": NOW - timedelta(hours=hours)}
	assert is_answer({**MESSAGE, "template": None}, asked, NOW) == answers


def event(kind, minute: int) -> ConsentEvent:
	return ConsentEvent("+966551234567", "All", kind, NOW + timedelta(minutes=minute))


def test_opt_outs_that_end_the_same_consent_have_one_confirmation_and_those_after_an_opt_in_another():
	number = MESSAGE["recipient"]
	first = confirmation_key(number, [])
	assert confirmation_key(number, [event(OPT_OUT, 1)]) == first
	again = confirmation_key(number, [event(OPT_OUT, 1), event(OPT_IN, 2)])
	assert confirmation_key(number, [event(OPT_IN, 2), event(OPT_OUT, 3), event(OPT_OUT, 1)]) == again
	later = confirmation_key(number, [event(OPT_IN, 2), event(OPT_IN, 9)])
	assert len({first, again, later, confirmation_key("+966550000000", [])}) == 4
