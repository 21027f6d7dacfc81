"""What is decided at the moment of sending, and whom it concerns."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from workshop_crm.core.messaging.channels import (
	NO_CHANNEL,
	NO_CONSENT,
	NO_SMS_ON_FIXED_LINE,
	Consent,
	Recipient,
)
from workshop_crm.core.messaging.going import (
	NO_APPROVED_TEMPLATE,
	NO_LINK_IN_SMS,
	NOT_YET,
	OPTED_OUT,
	QUIET_HOURS,
	TOO_LATE,
	UNWANTED,
	Go,
	No,
	OtherChannel,
	Pending,
	Wait,
	best_channel,
	may_go,
)
from workshop_crm.core.messaging.opt_outs import ConsentEvent
from workshop_crm.core.messaging.policy import CONTACT_TIMES, Policy

RIYADH = ZoneInfo("Asia/Riyadh")
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=RIYADH)
NIGHT = datetime(2026, 3, 1, 23, 30, tzinfo=RIYADH)
DAY = date(2026, 1, 1)
CONSENTS = tuple(Consent(channel, DAY) for channel in ("WhatsApp", "SMS", "Email"))
HUDA = Recipient("Huda", "ar", "+966551234567", "huda@example.com", CONSENTS)
IN_DUBAI = replace(HUDA, phone="+971501234567")
INVITATION = Pending("WhatsApp", "Marketing", has_link=True, wanted_until=NOON + timedelta(days=14))
POLICY = Policy("SA")
OUT = ConsentEvent(HUDA.phone, "All", "Opt-out", NOON - timedelta(days=1), "Reply")


def decide(now=NOON, message=INVITATION, recipient=HUDA, events=(), policy=POLICY, own_hours=None):
	return may_go(now, message, recipient, events, policy, own_hours)


def test_it_goes_in_the_daytime():
	assert decide() == Go("+966551234567")


@pytest.mark.parametrize(
	("changes", "decision"),
	[
		({"recipient": replace(HUDA, consents=())}, OtherChannel(NO_CONSENT)),
		({"events": (OUT,)}, OtherChannel(OPTED_OUT)),
		({"now": NOON + timedelta(days=14)}, No(TOO_LATE)),
		({"message": replace(INVITATION, unwanted=True)}, No(UNWANTED)),
		({"message": replace(INVITATION, needs_template=True)}, OtherChannel(NO_APPROVED_TEMPLATE)),
		({"message": replace(INVITATION, channel="SMS", needs_template=True)}, Go("+966551234567")),
		(
			{
				"message": replace(INVITATION, channel="SMS"),
				"recipient": replace(HUDA, phone="+966112345678"),
			},
			OtherChannel(NO_SMS_ON_FIXED_LINE),
		),
		(
			{"message": replace(INVITATION, channel="SMS"), "recipient": IN_DUBAI},
			OtherChannel(NO_LINK_IN_SMS),
		),
		(
			{"message": replace(INVITATION, channel="SMS", has_link=False), "recipient": IN_DUBAI},
			Go("+971501234567"),
		),
		({"now": NIGHT}, Wait(datetime(2026, 3, 2, 7, 0, tzinfo=RIYADH), QUIET_HOURS)),
		({"now": NIGHT, "message": replace(INVITATION, answers="Message")}, Go("+966551234567")),
		(
			{"message": replace(INVITATION, send_after=NOON + timedelta(hours=2))},
			Wait(NOON + timedelta(hours=2), NOT_YET),
		),
		(
			{"message": replace(INVITATION, send_after=NIGHT)},
			Wait(datetime(2026, 3, 2, 7, 0, tzinfo=RIYADH), QUIET_HOURS),
		),
		(
			{"own_hours": CONTACT_TIMES["evening"]},
			Wait(datetime(2026, 3, 1, 17, 0, tzinfo=RIYADH), QUIET_HOURS),
		),
	],
)
def test_what_speaks_against_it_is_said(changes, decision):
	assert decide(**changes) == decision


def test_what_would_have_to_wait_until_it_is_not_wanted_any_more_is_withdrawn_at_once():
	message = replace(INVITATION, wanted_until=datetime(2026, 3, 2, 7, 0, tzinfo=RIYADH))
	assert decide(NIGHT, message) == No(TOO_LATE)


def test_an_answer_needs_no_consent_but_respects_an_opt_out_unless_it_confirms_it():
	stranger = replace(HUDA, consents=())
	answer = replace(INVITATION, answers="Message")
	assert decide(recipient=stranger, message=answer) == Go("+966551234567")
	assert decide(recipient=stranger, message=answer, events=(OUT,)) == OtherChannel(OPTED_OUT)
	assert decide(NIGHT, replace(answer, answers="Opt-out"), stranger, (OUT,)) == Go("+966551234567")


def test_the_decision_is_the_same_whatever_zone_the_clock_is_in():
	for moment in (NOON, NIGHT, NIGHT + timedelta(hours=8)):
		other = decide(moment.astimezone(timezone.utc))
		assert other == decide(moment) or other.until.timestamp() == decide(moment).until.timestamp()


def test_the_best_channel_is_the_first_that_may_be_used_now_or_later():
	def best(recipient=HUDA, events=(), now=NOON, **message):
		return best_channel(now, replace(INVITATION, **message), recipient, events, POLICY)

	assert best() == ("WhatsApp", Go("+966551234567"))
	assert best(now=NIGHT)[0] == "WhatsApp"
	assert best(needs_template=True) == ("SMS", Go("+966551234567"))
	assert best(IN_DUBAI, needs_template=True) == ("Email", Go("huda@example.com"))
	assert best(events=(OUT,)) == ("Email", Go("huda@example.com"))
	assert best(replace(HUDA, email=None), (OUT,)) == (None, No(OPTED_OUT))
	assert best(replace(HUDA, consents=())) == (None, No(NO_CHANNEL))
	assert best(replace(HUDA, phone="+966112345678")) == ("Email", Go("huda@example.com"))
	assert best(wanted_until=NOON) == (None, No(TOO_LATE))
