"""Of the events of an address the last one counts."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.messaging.opt_outs import ConsentEvent, channels_out, is_opted_out

PHONE, EMAIL = "+966551234567", "Huda@Example.com"
FIRST = datetime(2026, 3, 1, 12)


def event(kind, channel="All", hours=0, address=PHONE):
	return ConsentEvent(address, channel, kind, FIRST + timedelta(hours=hours))


@pytest.mark.parametrize(
	("events", "out"),
	[
		([], ()),
		([event("Opt-out")], ("WhatsApp", "SMS")),
		([event("Opt-out", "SMS")], ("SMS",)),
		([event("Opt-out"), event("Opt-in", hours=1)], ()),
		([event("Opt-out"), event("Opt-in", "SMS", 1)], ("WhatsApp",)),
		([event("Opt-out", "SMS"), event("Opt-in", hours=1)], ()),
		([event("Opt-in", "SMS"), event("Opt-out", hours=1)], ("WhatsApp", "SMS")),
		([event("Opt-in"), event("Opt-out")], ("WhatsApp", "SMS")),
		([event("Opt-out", address="+966550000000")], ()),
	],
)
def test_the_last_event_of_a_channel_counts_and_all_is_every_channel(events, out):
	assert channels_out(events, PHONE) == channels_out(reversed(events), PHONE) == out


def test_an_email_address_is_the_same_in_any_case():
	events = [event("Opt-out", "Email", address="huda@example.com")]
	assert channels_out(events, EMAIL) == ("Email",)
	assert not is_opted_out(events, PHONE, "WhatsApp")


kinds = st.sampled_from(["Opt-out", "Opt-in"])
scopes = st.sampled_from(["All", "WhatsApp", "SMS", "Email"])
logs = st.lists(st.builds(event, kinds, scopes, st.integers(0, 5)), max_size=8)


@given(logs, st.randoms())
def test_the_order_in_which_events_are_read_changes_nothing(events, random):
	mixed = random.sample(events, len(events))
	assert channels_out(events, PHONE) == channels_out(mixed, PHONE)


@given(logs)
def test_an_opt_out_of_everything_at_the_end_leaves_nothing(events):
	assert channels_out([*events, event("Opt-out", hours=9)], PHONE) == ("WhatsApp", "SMS")
