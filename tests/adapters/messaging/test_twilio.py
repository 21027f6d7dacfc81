"""What leaves for Twilio is what its description allows, and what comes back is understood."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from twilio.base import values

import twilio_peer
from provider_peers import DROP, HANG
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


@pytest.mark.parametrize(
	("code", "status", "remedy", "attempts"),
	[
		(20429, 429, "retry", 3),
		(20500, 500, "retry", 3),
		(20503, 503, "retry", 3),
		(63018, 400, "retry", 3),
		(20003, 401, "settings", 1),
		(21608, 400, "settings", 1),
		(21606, 400, "settings", 1),
		(21408, 400, "settings", 1),
		(21211, 400, "other_channel", 1),
		(21614, 400, "other_channel", 1),
		(21610, 400, "opted_out", 1),
		(63016, 400, "template", 1),
		(63027, 400, "settings", 1),
		(99999, 400, "settings", 1),
	],
)
def test_only_what_passes_by_itself_is_tried_again_and_not_often(
	code, status, remedy, attempts, twilio, twilio_server, twilio_settings, waits
):
	twilio_server.faults = [twilio_peer.error(status, code)] * 5
	with pytest.raises(SendingFailed) as failure:
		TwilioSender(twilio_settings).send(SMS)
	assert (failure.value.remedy, failure.value.code) == (remedy, str(code))
	assert (len(twilio_server.calls), len(waits), twilio.taken) == (attempts, attempts - 1, {})


def test_a_busy_provider_is_asked_again_when_it_said_and_takes_the_message_once(
	twilio, twilio_server, twilio_settings, waits
):
	status, _headers, body = twilio_peer.error(429, 20429)
	twilio_server.faults = [(status, {"Retry-After": "2"}, body)]
	assert TwilioSender(twilio_settings).send(SMS).provider_id in twilio.taken
	assert (len(twilio.taken), waits) == (1, [2.0])


@pytest.mark.parametrize(
	"fault", [HANG, DROP, (502, {}, b"<html>bad gateway</html>"), (201, {}, b"ok"), (201, {}, {})]
)
def test_a_message_that_may_have_left_is_never_sent_again_and_can_be_found(
	fault, twilio, twilio_server, twilio_settings, waits
):
	twilio_server.faults_after = [fault]
	with pytest.raises(SendingFailed) as failure:
		TwilioSender(twilio_settings).send(SMS)
	assert (failure.value.remedy, len(twilio.taken), len(twilio_server.calls), waits) == ("unknown", 1, 1, [])
	found = TwilioSender(twilio_settings).find(SMS, NOW)
	assert found == Receipt(*twilio.taken)


def test_a_provider_that_cannot_be_reached_is_tried_again(twilio_settings, waits):
	nowhere = replace(twilio_settings, addresses={"api.twilio.com": "http://127.0.0.1:9"})
	with pytest.raises(SendingFailed) as failure:
		TwilioSender(nowhere).send(SMS)
	assert (failure.value.remedy, len(waits)) == ("retry", 2)


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
