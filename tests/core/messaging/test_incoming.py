"""What the app answers by itself: only what somebody has just written, to the same number by the same channel."""

from datetime import datetime, timedelta

import pytest

from workshop_crm.core.messaging.incoming import answers, confirmation_key, is_answer
from workshop_crm.core.messaging.opt_outs import OPT_IN, OPT_OUT, ConsentEvent
from workshop_crm.core.messaging.reply import AT_ONCE

NOW = datetime(2026, 3, 1, 2)
MESSAGE = {"recipient": "+966551234567", "channel": "WhatsApp", "template": "Opt-out confirmation"}
ASKED = {**MESSAGE, "direction": "Incoming", "creation": NOW - timedelta(minutes=1)}


@pytest.mark.parametrize(
	("asked", "is_one"),
	[
		(ASKED, True),
		(None, False),
		({**ASKED, "direction": "Outgoing"}, False),
		({**ASKED, "recipient": "+966550000000"}, False),
		({**ASKED, "channel": "SMS"}, False),
		({**ASKED, "creation": NOW - AT_ONCE}, True),
		({**ASKED, "creation": NOW - AT_ONCE - timedelta(seconds=1)}, False),
	],
)
def test_an_answer_follows_its_question_at_once_and_goes_where_it_came_from(asked, is_one):
	assert is_answer(MESSAGE, asked, NOW) == is_one


@pytest.mark.parametrize(
	("channel", "hours", "is_one"),
	[
		("WhatsApp", 0, True),
		("WhatsApp", 24, True),
		("WhatsApp", 24.01, False),
		("SMS", 0.25, True),
		("SMS", 0.26, False),
	],
)
def test_what_staff_write_themselves_answers_for_a_day_by_whatsapp_alone(channel, hours, is_one):
	asked = {**ASKED, "channel": channel, "creation": NOW - timedelta(hours=hours)}
	assert is_answer({**MESSAGE, "channel": channel, "template": None}, asked, NOW) == is_one


@pytest.mark.parametrize(
	("template", "is_opt_out", "expected"),
	[("Goodbye", True, "Opt-out"), (None, True, "Message"), ("Goodbye", False, "Message")],
)
def test_only_the_confirmation_of_an_opt_out_answers_it(template, is_opt_out, expected):
	assert answers({**MESSAGE, "template": template}, is_opt_out) == expected


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
