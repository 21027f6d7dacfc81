"""Whatever the customer, the hour and the log: what goes was agreed to, is not opted out, and disturbs nobody's night."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from workshop_crm.core.messaging.channels import Consent, Recipient, why_not
from workshop_crm.core.messaging.going import Go, No, Pending, Wait, best_channel, may_go
from workshop_crm.core.messaging.opt_outs import ConsentEvent, is_opted_out
from workshop_crm.core.messaging.policy import CONTACT_TIMES, Policy

PHONES = (
	"+966551234567",
	"+971501234567",
	"+97433123456",
	"+96550012345",
	"+201001234567",
	"+966112345678",
	"937",
)
EMAIL = "huda@example.com"
BEGIN = datetime(2026, 3, 1, tzinfo=timezone.utc)
POLICY = Policy("SA")

channels = st.sampled_from(["WhatsApp", "SMS", "Email"])
hours = st.integers(0, 24 * 10).map(lambda number: BEGIN + timedelta(hours=number / 2))
consents = st.lists(st.builds(Consent, channels, st.none() | st.just(date(2026, 1, 1))), max_size=4).map(
	tuple
)
recipients = st.builds(
	Recipient,
	name=st.just("Huda"),
	language=st.just("ar"),
	phone=st.none() | st.sampled_from(PHONES),
	email=st.none() | st.just(EMAIL),
	consents=consents,
)
events = st.lists(
	st.builds(
		ConsentEvent,
		st.sampled_from([*PHONES, EMAIL]),
		st.sampled_from(["All", "WhatsApp", "SMS", "Email"]),
		st.sampled_from(["Opt-out", "Opt-in"]),
		hours,
	),
	max_size=4,
)
pendings = st.builds(
	Pending,
	channel=channels,
	category=st.sampled_from(["Utility", "Marketing"]),
	has_link=st.booleans(),
	send_after=st.none() | hours,
	wanted_until=st.none() | hours,
	needs_template=st.booleans(),
)
own = st.none() | st.sampled_from(list(CONTACT_TIMES.values()))


def check(decision, channel, now, message, recipient, log, own_hours):
	if isinstance(decision, Wait):
		assert decision.until > now
		later = may_go(decision.until, message, recipient, log, POLICY, own_hours)
		assert later == Go(address(recipient, channel))
	if not isinstance(decision, Go):
		return
	rule = POLICY.rule_for(decision.address)
	local = now.astimezone(ZoneInfo(rule.zone))
	assert rule.hours(message.category).has(local.time())
	assert why_not(recipient, channel) == ""
	assert not is_opted_out(log, decision.address, channel)
	assert message.send_after is None or now >= message.send_after
	assert message.wanted_until is None or now < message.wanted_until
	assert not (channel == "SMS" and message.has_link and not rule.links_in_sms)
	assert not (channel == "WhatsApp" and message.needs_template)


def address(recipient, channel):
	return recipient.email if channel == "Email" else recipient.phone


@examples(400)
@given(hours, pendings, recipients, events, own)
def test_what_goes_may_go_and_what_waits_goes_then(now, message, recipient, log, own_hours):
	decision = may_go(now, message, recipient, log, POLICY, own_hours)
	check(decision, message.channel, now, message, recipient, log, own_hours)


@examples(200)
@given(hours, pendings, recipients, events, own)
def test_the_best_channel_is_one_that_may_be_used(now, message, recipient, log, own_hours):
	channel, decision = best_channel(now, message, recipient, log, POLICY, own_hours)
	if channel is None:
		assert isinstance(decision, No)
		assert decision.reason
	else:
		assert isinstance(decision, Go | Wait)
		assert (
			decision.address == address(recipient, channel)
			if isinstance(decision, Go)
			else decision.until > now
		)
