"""Twilio's calls: signed over the public address and all fields, and read field by field."""

from datetime import datetime, timezone
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

import twilio_peer
from workshop_crm.adapters.messaging.twilio.webhook import MAX_FIELDS, read_twilio
from workshop_crm.adapters.messaging.webhooks import MAX_BYTES
from workshop_crm.core.common.errors import NotAllowed
from workshop_crm.core.messaging.inbound import read
from workshop_crm.core.messaging.reports import Inbound, StatusReport, Webhook

ADDRESS = "https://crm.example.com/api/method/workshop_crm.api.messaging_webhooks.twilio"
NOW = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
SID = "SM" + "0" * 32
STATUS = {
	"AccountSid": twilio_peer.ACCOUNT,
	"ApiVersion": "2010-04-01",
	"From": twilio_peer.FROM,
	"MessageSid": SID,
	"MessageStatus": "delivered",
	"SmsSid": SID,
	"SmsStatus": "delivered",
	"To": "+966551234567",
}
INBOUND = {
	"AccountSid": twilio_peer.ACCOUNT,
	"ApiVersion": "2010-04-01",
	"Body": "٥",
	"From": "whatsapp:+966551234567",
	"MessageSid": SID,
	"NumMedia": "0",
	"NumSegments": "1",
	"ProfileName": "هدى",
	"SmsMessageSid": SID,
	"SmsSid": SID,
	"SmsStatus": "received",
	"To": "whatsapp:+14155552345",
	"WaId": "966551234567",
}


def signature(form, address=ADDRESS, token=twilio_peer.TOKEN):
	return RequestValidator(token).compute_signature(address, form)


def call(form, given=None, token=twilio_peer.TOKEN, account=twilio_peer.ACCOUNT, address=ADDRESS):
	body = urlencode(form).encode()
	return read_twilio(body, address, signature(form) if given is None else given, token, account, NOW)


@pytest.mark.parametrize(
	("status", "reports"),
	[
		("sent", ["Sent"]),
		("delivered", ["Delivered"]),
		("read", ["Read"]),
		("failed", ["Failed"]),
		("undelivered", ["Failed"]),
		("queued", []),
		("sending", []),
		("accepted", []),
	],
)
def test_each_state_of_a_message_is_read(status, reports):
	told = call({**STATUS, "MessageStatus": status, "SmsStatus": status})
	assert [one.report for one in told.statuses] == reports
	assert (told.inbound, told.ignored) == ((), 0)


@pytest.mark.parametrize(
	("code", "remedy"),
	[
		("30003", "other_channel"),
		("30007", "other_channel"),
		("63016", "template"),
		("21610", "opted_out"),
		("", "other_channel"),
		("63018", "retry"),
	],
)
def test_a_failure_says_what_to_do(code, remedy):
	(failed,) = call({**STATUS, "MessageStatus": "undelivered", "ErrorCode": code}).statuses
	assert (failed.provider_id, failed.error_code, failed.remedy) == (SID, code, remedy)
	assert failed.reason.endswith(".")


def test_what_a_customer_writes_is_read():
	assert call(INBOUND).inbound == (Inbound(SID, "WhatsApp", "+966551234567", "٥", NOW, name="هدى"),)
	(sms,) = call({**INBOUND, "From": "+966551234567"}).inbound
	assert (sms.channel, sms.address) == ("SMS", "+966551234567")


@pytest.mark.parametrize(
	("more", "meaning"),
	[
		({"Body": "STOP", "OptOutType": "STOP"}, "opt_out"),
		({"Body": "BEENDEN", "OptOutType": "STOP"}, "opt_out"),
		({"Body": "START", "OptOutType": "START"}, "opt_in"),
		({"Body": "HELP", "OptOutType": "HELP"}, "text"),
		({"Body": "", "ButtonText": "ممتاز", "ButtonPayload": "rating:5"}, "rating"),
		({"Body": "إيقاف", "ButtonText": "إيقاف", "ButtonPayload": "stop_1"}, "opt_out"),
	],
)
def test_words_that_twilio_knows_and_buttons_are_understood(more, meaning):
	(message,) = call({**INBOUND, **more}).inbound
	assert read(message.text, message.payload).meaning == meaning


def test_a_picture_is_read_with_its_caption_and_what_it_answers():
	more = {
		"NumMedia": "1",
		"MediaContentType0": "image/jpeg",
		"MediaUrl0": "https://api.twilio.com/ME1",
		"MediaContentType1": "audio/ogg",
		"MediaUrl1": "https://api.twilio.com/ME2",
		"Body": "الخدش",
		"OriginalRepliedMessageSid": "SM1",
	}
	(message,) = call({**INBOUND, **more}).inbound
	assert (message.kind, message.text, message.answers_provider_id) == ("image", "الخدش", "SM1")
	assert message.pictures == ("https://api.twilio.com/ME1",)


@pytest.mark.parametrize(
	("given", "token", "address"),
	[
		("", twilio_peer.TOKEN, ADDRESS),
		("x" * 28, twilio_peer.TOKEN, ADDRESS),
		(signature(STATUS, token="other"), twilio_peer.TOKEN, ADDRESS),
		(signature(STATUS, "https://evil.example.com/"), twilio_peer.TOKEN, ADDRESS),
		(signature({**STATUS, "MessageStatus": "read"}), twilio_peer.TOKEN, ADDRESS),
		(signature(STATUS), twilio_peer.TOKEN, "http://crm.example.com/"),
		(signature(STATUS), twilio_peer.TOKEN, ""),
		(signature(STATUS, token=""), "", ADDRESS),
		("ü\udcff", twilio_peer.TOKEN, ADDRESS),
	],
)
def test_a_call_that_is_not_signed_with_the_token_is_refused_and_so_is_every_call_without_a_token(
	given, token, address
):
	with pytest.raises(NotAllowed, match="not signed"):
		call(STATUS, given, token, address=address)


def test_the_port_in_the_address_does_not_matter():
	with_port = ADDRESS.replace("example.com", "example.com:443")
	assert call(STATUS, signature(STATUS, with_port)).statuses


def test_new_fields_of_twilio_are_signed_and_change_nothing():
	assert call({**STATUS, "ChannelInstallSid": "", "NewOne": "ü"}).statuses == call(STATUS).statuses


@pytest.mark.parametrize("account", ["AC" + "9" * 32, ""])
def test_calls_about_another_account_are_not_read(account):
	assert call(STATUS, account=account) == Webhook(ignored=1)


@pytest.mark.parametrize(
	"form",
	[
		{"AccountSid": twilio_peer.ACCOUNT},
		{**STATUS, "MessageSid": "", "SmsSid": ""},
		{**STATUS, "MessageSid": "x" * 141},
		{**STATUS, "MessageStatus": "exploded"},
	],
)
def test_what_is_no_message_is_counted_and_no_error(form):
	assert call(form) == Webhook(ignored=1)


@pytest.mark.parametrize(
	"body", [b"", b"\xff\xfe%zz", b"&" * 1000, b"a=1&" * (MAX_FIELDS + 1), b" " * (MAX_BYTES + 1)]
)
def test_an_odd_body_is_refused(body):
	with pytest.raises(NotAllowed):
		read_twilio(body, ADDRESS, "x" * 28, twilio_peer.TOKEN, twilio_peer.ACCOUNT, NOW)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.dictionaries(st.sampled_from([*STATUS, *INBOUND, "ErrorCode", "ButtonPayload"]), texts))
def test_whatever_the_fields_say_a_signed_call_is_read(form):
	told = call({**form, "AccountSid": twilio_peer.ACCOUNT})
	assert len(told.statuses) + len(told.inbound) <= 1
	assert all(isinstance(one, StatusReport) for one in told.statuses)
	assert all("\x00" not in one.text for one in told.inbound)
