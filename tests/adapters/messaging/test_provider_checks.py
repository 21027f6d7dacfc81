"""What is wrong with the settings is said before a message fails."""

from dataclasses import replace

import pytest

import meta_peer
import twilio_peer
from provider_peers import DROP
from workshop_crm.adapters.messaging.meta.check import MetaCheck
from workshop_crm.adapters.messaging.twilio.check import TwilioCheck
from workshop_crm.core.messaging.provider_templates import TemplateAtProvider


def said(checked):
	return " ".join(map(str, checked.check()))


@pytest.mark.parametrize("sender", [twilio_peer.FROM, twilio_peer.SERVICE, "SnowAuto"])
def test_good_settings_of_twilio_leave_nothing_to_say_and_all_questions_are_ones_it_describes(
	sender, described_settings
):
	assert TwilioCheck(replace(described_settings, sender=sender)).check() == []


def test_a_good_number_for_whatsapp_leaves_nothing_to_say_and_is_asked_for_as_twilio_describes(
	described_settings,
):
	addresses = described_settings.addresses
	by_senders = {**addresses, "messaging.twilio.com": addresses["twilio_messaging_v2"]}
	assert TwilioCheck(replace(described_settings, addresses=by_senders), "WhatsApp").check() == []


@pytest.mark.parametrize(
	("sender", "status", "problem"),
	[
		(twilio_peer.FROM, "CREATING", "is not ready"),
		(twilio_peer.FROM, "OFFLINE", "is not ready"),
		("+14150000000", "ONLINE", "does not know the number"),
		("+14155238886", "ONLINE", "trial account"),
	],
)
def test_what_is_wrong_with_a_number_for_whatsapp_is_said(sender, status, problem, twilio, twilio_settings):
	twilio.whatsapp_senders = {f"whatsapp:{twilio_peer.FROM}": status}
	assert problem in said(TwilioCheck(replace(twilio_settings, sender=sender), "WhatsApp"))


@pytest.mark.parametrize(
	("changes", "account", "problem"),
	[
		({"auth_token": "old"}, {}, "refuses the access data"),
		({"account_sid": "AC" + "0" * 32}, {}, "refuses the access data"),
		({"sender": "+14150000000"}, {}, "does not know the number"),
		({"sender": "MG" + "0" * 32}, {}, "does not know the number"),
		({"sender": ""}, {}, "Enter the number"),
		({"status_callback": "http://localhost/x"}, {}, "public https address"),
		({}, {"type": "Trial"}, "trial account"),
		({}, {"status": "suspended"}, "is blocked"),
	],
)
def test_what_is_wrong_at_twilio_is_said(changes, account, problem, twilio, twilio_settings):
	twilio.account.update(account)
	assert problem in said(TwilioCheck(replace(twilio_settings, **changes)))


def test_a_check_that_cannot_be_made_says_so(twilio_server, twilio_settings, meta_server, meta_settings):
	twilio_server.faults, meta_server.faults = [DROP], [DROP]
	assert "did not answer" in said(TwilioCheck(twilio_settings))
	assert "did not answer" in said(MetaCheck(meta_settings))


@pytest.mark.parametrize(
	("status", "approval"),
	[
		("approved", "Approved"),
		("pending", "Pending"),
		("received", "Pending"),
		("rejected", "Rejected"),
		("unsubmitted", "Not submitted"),
	],
)
def test_twilios_template_is_read_with_its_places_and_its_approval(
	status, approval, twilio, described_settings
):
	twilio.approval.update(status=status, rejection_reason="TAG" if status == "rejected" else "")
	template = TwilioCheck(described_settings).template(twilio_peer.CONTENT)
	reason = "TAG" if status == "rejected" else ""
	assert template == TemplateAtProvider(twilio_peer.CONTENT, "en", approval, 3, "MARKETING", reason=reason)


def test_the_place_of_a_link_button_is_none_of_the_texts(twilio, described_settings):
	action = {"type": "URL", "title": "Tell us", "url": "https://crm.example.com/s/{{3}}"}
	twilio.types = {"twilio/call-to-action": {"body": "Hello {{1}} of {{2}}", "actions": [action]}}
	template = TwilioCheck(described_settings).template(twilio_peer.CONTENT)
	assert template
	assert (template.places, template.has_link_button) == (2, True)


def test_a_template_that_twilio_does_not_have_is_none(twilio_settings):
	assert TwilioCheck(twilio_settings).template("HX" + "0" * 32) is None


def test_good_settings_of_meta_leave_nothing_to_say(meta_settings):
	assert MetaCheck(meta_settings).check() == []


@pytest.mark.parametrize(
	("changes", "number", "problem"),
	[
		({"access_token": "EAAold"}, {}, "refuses the access data"),
		({"phone_number_id": "123"}, {}, "does not know the number"),
		({"phone_number_id": "+966551234567"}, {}, "does not know the number"),
		({"business_account_id": ""}, {}, "Enter the ID"),
		({}, {"quality_rating": "RED"}, "blocked or reported"),
		({}, {"code_verification_status": "UNVERIFIED"}, "not ready"),
	],
)
def test_what_is_wrong_at_meta_is_said(changes, number, problem, meta, meta_settings):
	meta.number.update(number)
	assert problem in said(MetaCheck(replace(meta_settings, **changes)))


def test_an_account_that_reports_nothing_is_said(meta, meta_settings):
	meta.subscribed = False
	assert "sends no reports" in said(MetaCheck(meta_settings))


def template(name, language="ar", **more):
	body = {"type": "BODY", "text": "عزيزي {{1}}، كيف كانت {{2}}؟"}
	return {
		"name": name,
		"language": language,
		"status": "APPROVED",
		"category": "MARKETING",
		"components": [body],
		**more,
	}


def test_metas_template_is_the_one_of_this_name_and_language(meta, meta_settings):
	button = {
		"type": "BUTTONS",
		"buttons": [{"type": "URL", "text": "Rate", "url": "https://example.com/s/{{1}}"}],
	}
	meta.templates = [template("survey_2"), template("survey", "en"), template("survey", components=[button])]
	check = MetaCheck(meta_settings)
	assert check.template("survey", "en") == TemplateAtProvider("survey", "en", "Approved", 2, "MARKETING")
	assert check.template("survey", "ar") == TemplateAtProvider(
		"survey", "ar", "Approved", 0, "MARKETING", True
	)
	assert check.template("survey", "fr") is None
	assert check.template("unknown", "ar") is None


def test_a_refused_template_says_why(meta, meta_settings):
	meta.templates = [template("survey", status="REJECTED", rejected_reason="INVALID_FORMAT")]
	known = MetaCheck(meta_settings).template("survey", "ar")
	assert (known.approval, known.reason) == ("Rejected", "INVALID_FORMAT")


def test_the_questions_to_meta_are_ones_that_it_describes(meta, meta_server, meta_settings):
	MetaCheck(meta_settings).check()
	MetaCheck(meta_settings).template("survey", "ar")
	paths = {
		f"/v23.0/{meta_peer.NUMBER_ID}": "/{Version}/{Phone-Number-ID}",
		f"/v23.0/{meta_peer.ACCOUNT_ID}/subscribed_apps": "/{Version}/{WABA-ID}/subscribed_apps",
		f"/v23.0/{meta_peer.ACCOUNT_ID}/message_templates": "/{Version}/{WABA-ID}/message_templates",
	}
	assert {call.path for call in meta_server.calls} == set(paths)
	for call in meta_server.calls:
		described = meta_peer.SPEC["paths"][paths[call.path]]["get"]["parameters"]
		assert set(call.query) <= {one["name"] for one in described if one["in"] == "query"}
