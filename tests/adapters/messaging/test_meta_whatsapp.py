"""What leaves for Meta is what its description allows, and what comes back is understood."""

from dataclasses import replace
from datetime import datetime, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import meta_peer
from workshop_crm.adapters.messaging.meta.sender import MetaWhatsApp, body_of
from workshop_crm.core.messaging.sender import Outgoing, ProviderTemplate, ReplyButton, SendingFailed

TEMPLATE = ProviderTemplate("survey_invitation", "ar", ("هدى", "تغيير زيت", "https://example.com/s/abc"))
MESSAGE = Outgoing(
	"SVI-00001:1:WhatsApp", "WhatsApp", "+966551234567", "ar", "كيف كانت زيارتك؟", template=TEMPLATE
)
TEXT = replace(MESSAGE, template=None)
BUTTONS = tuple(
	ReplyButton(f"rating:{stars}", label) for stars, label in ((5, "ممتاز"), (3, "مقبول"), (1, "ضعيف"))
)


def schema_faults(message):
	return meta_peer.faults_of_kind(body_of(message), "Message")


@pytest.mark.parametrize(
	"message",
	[
		MESSAGE,
		TEXT,
		replace(TEXT, buttons=BUTTONS),
		replace(MESSAGE, template=ProviderTemplate("hello_world", "en_US")),
		replace(MESSAGE, template=replace(TEMPLATE, button="abc")),
		replace(MESSAGE, template=replace(TEMPLATE, replies=("rating:5", "rating:1"), button="abc")),
		replace(MESSAGE, template=replace(TEMPLATE, parameters=(), replies=("opt-out",))),
	],
)
def test_every_kind_of_message_is_taken_once_with_its_key(message, meta, meta_settings, waits):
	receipt = MetaWhatsApp(meta_settings).send(message)
	assert list(meta.taken) == [receipt.provider_id]
	assert meta.taken[receipt.provider_id]["biz_opaque_callback_data"] == message.key
	assert waits == []


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(words, st.lists(words, max_size=9), st.none() | words, st.lists(words, max_size=3), st.booleans())
def test_whatever_a_text_and_its_parameters_say_the_request_is_one_that_meta_describes(
	text, parameters, button, replies, is_template
):
	template = ProviderTemplate("survey", "ar", tuple(parameters), button, tuple(replies))
	buttons = tuple(ReplyButton(one[:200], one) for one in replies)
	message = replace(TEXT, text=text, key=text, template=template if is_template else None, buttons=buttons)
	assert schema_faults(message) == []


@pytest.mark.parametrize(
	"spoil",
	[
		lambda body: body.pop("to"),
		lambda body: body.pop("messaging_product"),
		lambda body: body.update(to=966551234567),
		lambda body: body.update(type="sms"),
		lambda body: body["template"].pop("name"),
		lambda body: body["template"].pop("language"),
		lambda body: body["template"]["language"].update(code=None),
		lambda body: body["template"]["components"][0].update(type="footer"),
		lambda body: body["template"]["components"][0]["parameters"][0].pop("text"),
		lambda body: body["template"]["components"][0]["parameters"][0].update(type="number"),
		lambda body: body["template"]["components"][1].update(index=0),
		lambda body: body["template"]["components"][1].pop("sub_type"),
		lambda body: body.update(biz_opaque_callback_data="x" * 513),
	],
)
def test_the_peer_refuses_a_wrong_request(spoil, meta, meta_settings, monkeypatch):
	message = replace(MESSAGE, template=replace(TEMPLATE, button="abc"))
	body = body_of(message)
	spoil(body)
	monkeypatch.setattr("workshop_crm.adapters.messaging.meta.sender.body_of", lambda _: body)
	with pytest.raises(SendingFailed) as failure:
		MetaWhatsApp(meta_settings).send(message)
	assert (failure.value.remedy, failure.value.code, meta.taken) == ("settings", "100", {})


@pytest.mark.parametrize(
	("changes", "code"),
	[
		({"access_token": "EAAold"}, "190"),
		({"access_token": ""}, ""),
		({"access_token": "رمز"}, ""),
		({"access_token": "EAA\n"}, ""),
		({"phone_number_id": "123"}, "100"),
	],
)
def test_wrong_settings_are_for_somebody_to_mend(changes, code, meta_settings):
	with pytest.raises(SendingFailed) as failure:
		MetaWhatsApp(replace(meta_settings, **changes)).send(MESSAGE)
	assert (failure.value.remedy, failure.value.code) == ("settings", code)


def test_the_token_follows_no_redirection_and_shows_in_no_error(meta_server, meta_settings):
	meta_server.faults = [(302, {"Location": "http://127.0.0.1:9/"}, b"")]
	with pytest.raises(SendingFailed) as failure:
		MetaWhatsApp(meta_settings).send(MESSAGE)
	assert len(meta_server.calls) == 1
	assert meta_peer.TOKEN not in f"{failure.value!r} {meta_settings!r}"


def test_meta_cannot_be_asked_what_became_of_a_message(meta_settings):
	with pytest.raises(SendingFailed) as failure:
		MetaWhatsApp(meta_settings).find(MESSAGE, datetime.now(timezone.utc))
	assert failure.value.remedy == "unknown"


def test_a_text_that_is_too_long_stays_here(meta_server, meta_settings):
	for message in (replace(TEXT, text="x" * 4097), replace(TEXT, text="x" * 1025, buttons=BUTTONS)):
		with pytest.raises(SendingFailed, match="too long"):
			MetaWhatsApp(meta_settings).send(message)
	assert meta_server.calls == []
