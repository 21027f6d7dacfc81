"""What leaves for Twilio is what its description allows, and what comes back is understood."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from twilio.base import values

import twilio_peer
from provider_peers import HANG
from workshop_crm.adapters.messaging.twilio import sender
from workshop_crm.adapters.messaging.twilio.sender import TwilioSender
from workshop_crm.adapters.messaging.twilio.webhook import read_twilio
from workshop_crm.core.messaging.sender import Outgoing, ProviderTemplate, Receipt, SendingFailed

PHONE = "+966551234567"
SMS = Outgoing("SVI-00001:1:SMS", "SMS", PHONE, "ar", "كيف كانت زيارتك؟ https://example.com/s/abc")
TEMPLATE = ProviderTemplate(twilio_peer.CONTENT, "en", ("Huda", "oil change", "https://example.com/s/abc"))
WHATSAPP = Outgoing(
	"SVI-00001:1:WhatsApp",
	"WhatsApp",
	PHONE,
	"en",
	"Dear Huda, how was the oil change? https://example.com/s/abc takes a minute.",
	template=TEMPLATE,
)
MESSAGES = {
	"sms": SMS,
	"sms from a name": replace(SMS, sender="AD-SnowAuto"),
	"whatsapp template": WHATSAPP,
	"whatsapp template without places": replace(
		WHATSAPP, template=ProviderTemplate(twilio_peer.CONTENT, "en")
	),
	"whatsapp template with a button": replace(WHATSAPP, template=replace(TEMPLATE, button="abc")),
	"whatsapp text": replace(WHATSAPP, template=None),
	"from a service": replace(SMS, sender=twilio_peer.SERVICE),
}
NOW = datetime.now(timezone.utc)


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_twilios_own_description_allows_every_kind_of_message(message, twilio, described_settings):
	receipt = TwilioSender(described_settings).send(message)
	assert list(twilio.taken) == [receipt.provider_id]
	assert receipt == Receipt(receipt.provider_id)


@pytest.mark.parametrize(
	"spoiled",
	[
		{"from_": twilio_peer.FROM, "body": "x"},
		{"to": PHONE, "from_": twilio_peer.FROM, "content_sid": "survey_invitation"},
		{"to": PHONE, "messaging_service_sid": "MG1", "body": "x"},
		{"to": PHONE, "from_": twilio_peer.FROM, "body": "x", "status_callback": "not an address"},
	],
)
def test_the_peer_refuses_a_wrong_request(spoiled, twilio, described_settings, monkeypatch):
	monkeypatch.setattr(sender, "_address", lambda *_: {"to": values.unset, **spoiled})
	monkeypatch.setattr(sender, "_content", lambda _: {})
	with pytest.raises(SendingFailed) as failure:
		TwilioSender(replace(described_settings, status_callback="")).send(SMS)
	assert (failure.value.remedy, failure.value.code, twilio.taken) == ("settings", "422", {})


def test_whatsapp_numbers_are_marked_and_places_are_numbered(twilio_server, twilio_settings):
	TwilioSender(twilio_settings).send(replace(WHATSAPP, template=replace(TEMPLATE, button="abc")))
	form = twilio_server.calls[0].form
	assert (form["To"], form["From"]) == (f"whatsapp:{PHONE}", f"whatsapp:{twilio_peer.FROM}")
	assert json.loads(form["ContentVariables"]) == {
		"1": "Huda",
		"2": "oil change",
		"3": TEMPLATE.parameters[2],
		"4": "abc",
	}
	assert "Body" not in form
	assert form["StatusCallback"] == twilio_settings.status_callback
	TwilioSender(replace(twilio_settings, status_callback="http://localhost:8000/x")).send(SMS)
	assert "StatusCallback" not in twilio_server.calls[1].form


def test_a_message_that_may_have_left_can_be_found(twilio, twilio_server, twilio_settings):
	twilio_server.faults_after = [HANG]
	with pytest.raises(SendingFailed):
		TwilioSender(twilio_settings).send(SMS)
	assert TwilioSender(twilio_settings).find(SMS, NOW) == Receipt(*twilio.taken)


def test_what_twilio_refuses_while_it_takes_it_is_a_failure(twilio_server, twilio_settings):
	taken = {"sid": "SM1", "status": "failed", "error_code": 30007}
	twilio_server.faults = [(201, {}, taken)]
	with pytest.raises(SendingFailed) as failure:
		TwilioSender(twilio_settings).send(SMS)
	assert (failure.value.remedy, failure.value.code) == ("other_channel", "30007")


@pytest.mark.parametrize(
	"changes", [{"auth_token": "old"}, {"auth_token": ""}, {"account_sid": ""}, {"auth_token": "رمز"}]
)
def test_wrong_access_data_is_for_somebody_to_mend_and_shows_in_no_error(
	changes, twilio_settings, monkeypatch
):
	monkeypatch.setenv("TWILIO_ACCOUNT_SID", twilio_peer.ACCOUNT)
	monkeypatch.setenv("TWILIO_AUTH_TOKEN", twilio_peer.TOKEN)
	with pytest.raises(SendingFailed, match="access data") as failure:
		TwilioSender(replace(twilio_settings, **changes)).send(SMS)
	assert failure.value.remedy == "settings"
	assert twilio_peer.TOKEN not in f"{failure.value!r} {twilio_settings!r}"


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_a_message_is_found_again_and_no_other_is_taken_for_it(message, twilio, described_settings):
	twilio_sender = TwilioSender(described_settings)
	assert twilio_sender.find(message, NOW) is None
	twilio_sender.send(replace(message, text="Something else", template=None))
	assert (
		twilio_sender.find(
			replace(message, template=replace(TEMPLATE, parameters=("Ali",)) if message.template else None),
			NOW,
		)
		is None
	)
	receipt = twilio_sender.send(message)
	assert twilio_sender.find(message, NOW) == receipt
	assert twilio_sender.find(replace(message, to="+966550000000"), NOW) is None
	assert twilio_sender.find(message, NOW + timedelta(hours=1)) is None


def test_what_twilio_calls_back_about_a_message_is_read_as_what_became_of_it(twilio, described_settings):
	receipt = TwilioSender(described_settings).send(WHATSAPP)
	for status, report in (
		("queued", ()),
		("sent", ("Sent",)),
		("delivered", ("Delivered",)),
		("read", ("Read",)),
	):
		address, body, signature = twilio.call_back(receipt.provider_id, status)
		assert address == described_settings.status_callback
		told = read_twilio(body, address, signature, twilio_peer.TOKEN, twilio_peer.ACCOUNT, NOW)
		assert tuple(one.report for one in told.statuses) == report
		assert {one.provider_id for one in told.statuses} <= {receipt.provider_id}


def test_the_words_of_a_trial_account_hide_nothing(twilio, twilio_settings):
	twilio.words_before = "Sent from your Twilio trial account - "
	receipt = TwilioSender(twilio_settings).send(SMS)
	assert TwilioSender(twilio_settings).find(SMS, NOW) == receipt


@pytest.mark.parametrize(
	("price", "amount"), [("-0.00750", Decimal("0.00750")), (None, None), ("", None), ("free", None)]
)
def test_the_price_is_what_twilio_takes(price, amount, twilio, twilio_settings):
	receipt = TwilioSender(twilio_settings).send(SMS)
	twilio.price = price
	assert TwilioSender(twilio_settings).price_of(receipt.provider_id) == Receipt(
		receipt.provider_id, amount, "USD" if amount is not None else ""
	)


@pytest.mark.parametrize(
	("fault", "remedy", "code"),
	[
		(twilio_peer.error(401, 20003), "settings", "20003"),
		(twilio_peer.error(404, 20404), "settings", "20404"),
		((502, {}, b"<html>"), "unknown", "502"),
		((403, {}, b"<html>"), "settings", "403"),
	],
)
def test_a_list_that_twilio_refuses_says_why(fault, remedy, code, twilio_server, twilio_settings):
	twilio_server.faults = [fault]
	with pytest.raises(SendingFailed) as failure:
		TwilioSender(twilio_settings).find(SMS, NOW)
	assert (failure.value.remedy, failure.value.code) == (remedy, code)
