"""What staff may write to a customer themselves, and what becomes of it."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.channels import NO_CONSENT, Choice
from workshop_crm.core.messaging.going import NO_APPROVED_TEMPLATE, QUIET_HOURS, Go, OtherChannel, Wait
from workshop_crm.core.messaging.reply import (
	MAX_CHARACTERS,
	Way,
	is_for_hand,
	is_open,
	read_channel,
	read_text,
	reply_key,
	reply_message,
	require_way,
	ways_view,
)
from workshop_crm.core.messaging.templates import Template, Words

NOW = datetime(2026, 3, 1, 12, tzinfo=ZoneInfo("Asia/Riyadh"))
HELLO = Template(
	"Hello",
	"Other",
	"Utility",
	{"en": Words("Hello {customer}, {company} here."), "ar": Words("مرحبًا {customer}.")},
)


def test_a_text_keeps_its_lines_and_loses_what_nobody_sees():
	assert (
		read_text("  Your car is ready.  \n\n Until 6\x00 pm. ", "SMS")
		== "Your car is ready.\n\n Until 6 pm."
	)


def test_a_text_brings_no_place_of_a_link():
	assert "{link}" not in read_text("see {link}", "SMS")


@pytest.mark.parametrize("text", ["", "  ", "\n\n", "\x00"])
def test_nothing_is_not_sent(text):
	with pytest.raises(InvalidInput) as refusal:
		read_text(text, "WhatsApp")
	assert refusal.value.field == "text"


@pytest.mark.parametrize(("channel", "most"), MAX_CHARACTERS.items())
def test_a_channel_has_a_longest_text(channel, most):
	assert len(read_text("a" * most, channel)) == most
	with pytest.raises(InvalidInput):
		read_text("a" * (most + 1), channel)


@given(st.text(max_size=200))
def test_what_was_read_is_read_again_as_it_is(text):
	try:
		once = read_text(text, "SMS")
	except InvalidInput:
		return
	assert read_text(once, "SMS") == once


@pytest.mark.parametrize("channel", ["Email", "Phone", "", "whatsapp"])
def test_other_channels_are_refused(channel):
	with pytest.raises(InvalidInput):
		read_channel(channel)


def test_a_key_names_one_reply_to_one_customer():
	first = reply_key("HUDA", "a1", "SMS", "Ready")
	assert first == reply_key("HUDA", "A1", "SMS", "Ready")
	others = [
		reply_key("SAAD", "a1", "SMS", "Ready"),
		reply_key("HUDA", "a1", "WhatsApp", "Ready"),
		reply_key("HUDA", "a1", "SMS", "Not ready"),
		reply_key("HUDA", "a1", "SMS", template="Ready"),
	]
	assert len({first, *others}) == 5
	for key in ("", " ", "x" * 200, "é"):
		with pytest.raises(InvalidInput):
			reply_key("HUDA", key, "SMS", "Ready")


@pytest.mark.parametrize(("ago", "open_"), [(0, True), (23.99, True), (24, False), (48, False)])
def test_whatsapp_is_open_for_24_hours(ago, open_):
	assert is_open(NOW - timedelta(hours=ago), NOW, "WhatsApp") == open_


@pytest.mark.parametrize(("minutes", "open_"), [(0, True), (14.9, True), (15, False), (60, False)])
def test_an_sms_is_answered_at_once(minutes, open_):
	assert is_open(NOW - timedelta(minutes=minutes), NOW, "SMS") == open_


def test_without_a_message_of_the_customer_it_is_not_open():
	assert not is_open(None, NOW, "WhatsApp")


def test_a_text_that_has_to_wait_may_be_written_and_one_that_may_not_go_says_why():
	require_way(Go("+966551234567"))
	require_way(Wait(NOW, QUIET_HOURS))
	with pytest.raises(InvalidInput) as refusal:
		require_way(OtherChannel(NO_CONSENT))
	assert (refusal.value.template, refusal.value.field) == (NO_CONSENT, "text")


def test_a_reply_answers_what_the_customer_wrote():
	choice = Choice("SMS", "+966551234567")
	message = reply_message("HUDA", choice, "en", "Ready " * 30, "reply:1", "Shop", "MSG-1", "Queued")
	assert (message["answer_to"], message["status"], message["direction"]) == ("MSG-1", "Queued", "Outgoing")
	assert (message["segments"], message["message_key"]) == (2, "reply:1")
	assert not {"template", "purpose"} & {*message}


def test_a_template_without_an_occasion_names_nobody_but_customer_and_company():
	assert is_for_hand(HELLO, "en", "WhatsApp")
	assert not is_for_hand(replace(HELLO, enabled=False), "en", "WhatsApp")
	assert not is_for_hand(replace(HELLO, purpose="Service Reminder"), "en", "WhatsApp")
	assert not is_for_hand(replace(HELLO, words={"en": Words("Your {service} is due: {link}")}), "en", "SMS")


def test_the_screen_is_told_what_may_be_sent_and_why_not():
	names = {"customer": "Huda", "company": "Shop"}
	ways = [
		Way("WhatsApp", OtherChannel(NO_APPROVED_TEMPLATE), True, templates=(HELLO,)),
		Way("SMS", Wait(NOW, QUIET_HOURS), False),
	]
	whatsapp, sms = ways_view(ways, names, "en", lambda text: text)
	assert (whatsapp["takes_text"], whatsapp["needs_template"], whatsapp["reason"]) == (
		False,
		True,
		NO_APPROVED_TEMPLATE,
	)
	assert whatsapp["templates"] == [{"template": "Hello", "text": "Hello Huda, Shop here."}]
	assert (sms["takes_text"], sms["not_before"], sms["longest"]) == (True, "2026-03-01 12:00:00", 1600)
