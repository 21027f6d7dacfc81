"""A message of the outbox: what is stored, what staff are shown, and to whom it goes the second time."""

from datetime import date, datetime

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.channels import Choice, Consent, Recipient
from workshop_crm.core.messaging.going import OPTED_OUT
from workshop_crm.core.messaging.listing import message_view
from workshop_crm.core.messaging.messages import new_message, sent_again, sent_by_hand
from workshop_crm.core.messaging.opt_outs import ConsentEvent

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
	moments = dict.fromkeys(("send_after", "sent_on", "delivered_on", "read_on", "failed_on"))
	empty = dict.fromkeys(("error", "error_code", "template", "provider", "currency"), "")
	numbers = {"attempts": 0, "unwanted": 0, "step": 0, "price": 0}
	told = {"name": "MSG-1", "creation": NOW, "direction": "Outgoing"}
	return {**new(), **told, **moments, **empty, **numbers, **names, **changes}


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


def written(**changes: object) -> dict:
	return stored(**changes)


@pytest.mark.parametrize("status", ["Outbox", "Failed", "Withdrawn"])
def test_a_message_goes_again_to_the_present_address_and_from_the_beginning(status):
	before = written(recipient="+966500000000", status=status, attempts=7, error="Why", error_code="1")
	changes = sent_again(before, HUDA, (), "Queued")
	assert (changes["recipient"], changes["status"], changes["attempts"]) == ("+966551234567", "Queued", 0)
	assert (changes["error"], changes["error_code"], changes["wanted_until"]) == ("", "", None)


@pytest.mark.parametrize("status", ["Queued", "Sending", "Sent", "Delivered", "Read"])
def test_what_is_on_its_way_or_has_left_is_neither_sent_again_nor_marked(status):
	for act in (lambda one: sent_again(one, HUDA, (), "Queued", True), lambda one: sent_by_hand(one, NOW)):
		with pytest.raises(InvalidInput, match="has left"):
			act(written(status=status))
		with pytest.raises(InvalidInput, match="has left"):
			act(written(status="Failed", direction="Incoming"))


def test_a_doubtful_message_goes_again_only_when_somebody_is_sure():
	with pytest.raises(InvalidInput, match="may have this message"):
		sent_again(written(status="Doubtful"), HUDA, (), "Queued")
	assert sent_again(written(status="Doubtful"), HUDA, (), "Queued", is_sure=True)["status"] == "Queued"


def test_what_is_not_wanted_any_more_goes_again_only_when_somebody_is_sure_and_is_wanted_then():
	before = written(status="Withdrawn", unwanted=1)
	with pytest.raises(InvalidInput, match="answered or cancelled"):
		sent_again(before, HUDA, (), "Queued")
	assert sent_again(before, HUDA, (), "Queued", is_sure=True)["unwanted"] == 0


def test_what_an_opt_out_stopped_goes_again_without_a_question_once_the_customer_wants_messages():
	before = written(status="Withdrawn", unwanted=1, error=OPTED_OUT)
	assert not message_view(before, LINK, "ar")["unwanted"]
	stop = ConsentEvent("+966551234567", "All", "Opt-out", NOW)
	with pytest.raises(InvalidInput, match="does not want"):
		sent_again(before, HUDA, (stop,), "Queued", is_sure=True)
	assert sent_again(before, HUDA, (), "Queued")["unwanted"] == 0


def test_what_was_sent_by_hand_has_left():
	assert sent_by_hand(written(status="Doubtful"), NOW) == {
		"status": "Sent", "sent_on": NOW, "error": "", "error_code": "",
	}  # fmt: skip


def test_a_message_does_not_go_again_by_a_channel_that_may_not_be_used_now():
	with pytest.raises(InvalidInput, match="agreed"):
		sent_again(written(channel="WhatsApp", status="Failed"), HUDA, (), "Queued")


def test_a_message_does_not_go_again_to_an_address_that_wants_none():
	stop = ConsentEvent("+966551234567", "All", "Opt-out", NOW)
	with pytest.raises(InvalidInput, match="does not want"):
		sent_again(written(status="Failed"), HUDA, (stop,), "Queued")
