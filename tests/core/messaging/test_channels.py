from dataclasses import replace
from datetime import date

import pytest

from workshop_crm.core.messaging.channels import (
	FIXED_LINE_ON_WHATSAPP,
	NO_CHANNEL,
	NO_CONSENT,
	NO_CONSENT_DATE,
	NO_EMAIL,
	NO_PHONE,
	NO_SMS_ON_FIXED_LINE,
	Choice,
	Consent,
	Recipient,
	channel_order,
	choose,
	doubt,
	warnings,
	why_not,
)
from workshop_crm.core.names.phones import PHONE_PROBLEMS

DAY = date(2026, 1, 1)
ALL = (Consent("Email", None), Consent("SMS", DAY), Consent("WhatsApp", DAY))
HUDA = Recipient("Huda", "ar", "+966551234567", "huda@example.com", ALL)


def test_whatsapp_is_preferred_when_everything_is_allowed():
	assert choose(HUDA) == Choice("WhatsApp", "+966551234567")


def test_the_owners_order_decides():
	assert choose(HUDA, ("Email", "SMS")) == Choice("Email", "huda@example.com")


def test_a_channel_without_consent_is_passed_over():
	assert choose(replace(HUDA, consents=ALL[:2])) == Choice("SMS", "+966551234567")


def test_a_channel_without_an_address_is_passed_over():
	assert choose(replace(HUDA, phone=None)) == Choice("Email", "huda@example.com")


def test_a_channel_that_is_not_in_the_order_is_never_used():
	assert choose(replace(HUDA, phone=""), ("WhatsApp", "SMS")) == Choice(None, None, NO_CHANNEL)


def test_consent_to_calls_never_carries_a_message():
	called = replace(HUDA, consents=(Consent("Phone", DAY),))
	assert why_not(called, "Phone") == ""
	assert choose(called) == choose(called, ("Phone",)) == Choice(None, None, NO_CHANNEL)
	assert choose(replace(HUDA, consents=(Consent("Phone", DAY), *ALL)), ("Phone", "SMS")).channel == "SMS"


@pytest.mark.parametrize("phone", ["8989889890", "+91 0000000000", "937", "050 123 4567"])
def test_a_phone_that_cannot_be_dialled_carries_nothing_and_is_named_as_the_reason(phone):
	unreachable = replace(HUDA, phone=phone)
	assert choose(unreachable) == Choice("Email", "huda@example.com")
	assert why_not(unreachable, "Email") == ""
	for channel in ("WhatsApp", "SMS", "Phone"):
		assert why_not(unreachable, channel) in PHONE_PROBLEMS
	assert choose(replace(unreachable, email=None)).reason in PHONE_PROBLEMS


@pytest.mark.parametrize(
	("changes", "channel", "reason"),
	[
		({"phone": None}, "SMS", NO_PHONE),
		({"email": ""}, "Email", NO_EMAIL),
		({"consents": ()}, "WhatsApp", NO_CONSENT),
		({"consents": ()}, "Email", NO_CONSENT),
		({"consents": (Consent("SMS", None),)}, "SMS", NO_CONSENT_DATE),
		({"consents": (Consent("Email", None),)}, "Email", ""),
		({}, "SMS", ""),
		({}, "Phone", NO_CONSENT),
		({"phone": None, "consents": (Consent("Phone", DAY),)}, "Phone", NO_PHONE),
		({"consents": (Consent("Phone", None),)}, "Phone", ""),
	],
)
def test_the_reason_says_what_is_missing(changes, channel, reason):
	assert why_not(replace(HUDA, **changes), channel) == reason


def test_the_channel_that_a_provider_sends_comes_first_and_none_is_tried_twice():
	assert channel_order() == ("WhatsApp", "SMS", "Email")
	assert channel_order(("Email",)) == ("Email", "WhatsApp", "SMS")


LANDLINE, MOBILE = "+966112345678", "+966551234567"


def test_a_fixed_line_takes_no_sms_and_whatsapp_only_with_a_doubt():
	at_work = replace(HUDA, phone=LANDLINE)
	assert why_not(at_work, "SMS") == NO_SMS_ON_FIXED_LINE
	assert (why_not(at_work, "WhatsApp"), doubt(at_work, "WhatsApp")) == ("", FIXED_LINE_ON_WHATSAPP)
	assert (why_not(at_work, "Phone"), doubt(at_work, "Email")) == (NO_CONSENT, "")
	assert set(warnings(at_work)) == {NO_SMS_ON_FIXED_LINE, FIXED_LINE_ON_WHATSAPP}
	assert choose(at_work) == Choice("Email", "huda@example.com")
	assert choose(replace(at_work, email=None)) == Choice("WhatsApp", LANDLINE)
	assert choose(replace(at_work, email=None), ("SMS",)) == Choice(None, None, NO_SMS_ON_FIXED_LINE)


def test_who_has_a_mobile_beside_a_fixed_line_gets_messages_there():
	at_work = replace(HUDA, phone=LANDLINE, other_phones=("937", "+966112345679", MOBILE))
	assert choose(at_work) == Choice("WhatsApp", MOBILE)
	assert choose(at_work, ("SMS",)) == Choice("SMS", MOBILE)
	assert warnings(at_work) == []


def test_a_mobile_of_ones_own_is_never_replaced():
	assert choose(replace(HUDA, other_phones=(LANDLINE, "+966559876543"))) == Choice("WhatsApp", MOBILE)
	assert warnings(HUDA) == []


def test_other_reasons_are_no_warnings():
	assert warnings(replace(HUDA, phone="937", email=None)) == []
