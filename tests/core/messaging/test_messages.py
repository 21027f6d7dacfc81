"""A message of the outbox: what is stored, what staff are shown, and to whom it goes the second time."""

from datetime import date, datetime

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.channels import Choice, Consent, Recipient
from workshop_crm.core.messaging.messages import message_view, new_message, sent_again

LINK = "https://crm.example.com/s/" + "A" * 22
NOW = datetime(2026, 3, 1, 10, 20, 30, 5)
# 68 characters with its place open, 110 with the link: one SMS or two.
ARABIC = "ورشة الواحة الخضراء لصيانة السيارات: شكرًا لزيارتك. كيف كانت؟ {link}"
REFERENCE = ("Survey Invitation", "INV-1")
HUDA = Recipient("هدى", "ar", "+966551234567", None, (Consent("SMS", date(2026, 1, 1)),))


def new(channel: str = "SMS", text: str = ARABIC) -> dict:
	return new_message("CUST-1", Choice(channel, "+966551234567"), "ar", "", text, REFERENCE, LINK)


def stored(**changes: object) -> dict:
	names = {"customer_name": "Huda", "customer_name_ar": "هدى"}
	return {**new(), "name": "MSG-1", "creation": NOW, **names, **changes}


def test_a_new_message_waits_in_the_outbox_and_keeps_the_place_of_its_link():
	message = new()
	assert message["status"] == "Outbox"
	assert message["text"] == ARABIC
	assert LINK not in str(message)


def test_sms_are_counted_with_the_link_in_its_place_and_for_sms_alone():
	assert new()["segments"] == message_view(stored(), LINK, "ar")["segments"] == 2
	assert (
		new("WhatsApp")["segments"] == message_view(stored(channel="WhatsApp"), LINK, "ar")["segments"] == 0
	)


@pytest.mark.parametrize(
	("language", "name", "name_ar", "shown"),
	[("ar", "Huda", "هدى", "هدى"), ("en", "Huda", "هدى", "Huda"), ("ar", "Huda", None, "Huda")],
)
def test_the_reader_sees_the_name_in_their_own_language(language, name, name_ar, shown):
	view = message_view(stored(customer_name=name, customer_name_ar=name_ar), LINK, language)
	assert view["name"] == shown


def test_staff_are_shown_the_real_link_only_where_the_text_has_a_place_for_it():
	shown = message_view(stored(), LINK, "ar")
	assert shown["text"].endswith(LINK)
	assert shown["link"] == LINK
	erased = message_view(stored(text=None), LINK, "ar")
	assert (erased["text"], erased["link"]) == ("", None)


def test_a_message_goes_again_to_the_present_address_and_from_the_outbox():
	failed = {**stored(recipient="+966500000000"), "status": "Failed"}
	assert sent_again(failed, HUDA) == {"recipient": "+966551234567", "status": "Outbox"}


def test_a_message_does_not_go_again_by_a_channel_that_may_not_be_used_now():
	with pytest.raises(InvalidInput, match="agreed"):
		sent_again(stored(channel="WhatsApp"), HUDA)
