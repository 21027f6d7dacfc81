"""What a template may say, and what a message says once its places are filled in."""

import re
from dataclasses import replace
from datetime import datetime

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.channels import Choice
from workshop_crm.core.messaging.default_templates import DEFAULT_TEMPLATES, SURVEY_INVITATION
from workshop_crm.core.messaging.messages import Order, ordered_message
from workshop_crm.core.messaging.provider_templates import places, whatsapp_problems
from workshop_crm.core.messaging.templates import (
	Words,
	approved_template,
	check_template,
	filled,
	template_of,
	template_record,
	text_for,
)

LINK = "https://crm.example.com/s/" + "A" * 22
KNOWN = {
	"customer": "هدى",
	"company": "الواحة",
	"points": "5",
	"balance": "40",
	"worth": "10.00 SAR",
	"expiring": "5 after 1 March 2026",
	"tier": "Gold",
	"date": "2026-03-01",
	"invoice": "INV-1",
	"amount": "345.00 SAR",
}


def template(**words: str):
	return replace(SURVEY_INVITATION, words={language: Words(**words) for language in ("ar", "en")})


@pytest.mark.parametrize("one", DEFAULT_TEMPLATES, ids=lambda one: one.name)
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("channel", ["WhatsApp", "SMS", "Email"])
def test_every_template_of_the_app_can_be_sent_in_both_languages_on_every_channel(one, language, channel):
	check_template(one)
	words = filled(one, language, channel, KNOWN)
	assert set(places(words.text)) <= {"link"}
	assert "{" not in words.subject
	assert bool(re.search("[ء-ي]", words.text)) or language == "en"
	assert ("link" in places(words.text)) == ("link" in places(text_for(one, language, channel).text))


@pytest.mark.parametrize("one", DEFAULT_TEMPLATES, ids=lambda one: one.name)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_whatsapp_would_approve_every_template_of_the_app(one, language):
	assert [str(problem) for problem in whatsapp_problems(one.words[language].text)] == []


def test_a_template_comes_back_from_its_record_as_it_went_in():
	for one in DEFAULT_TEMPLATES:
		assert template_of(template_record(one)) == one


def test_sms_has_its_own_text_where_there_is_one():
	one = template(text="Long", sms_text="Short")
	assert [text_for(one, "en", channel).text for channel in ("WhatsApp", "SMS", "Email")] == ["Long", "Short", "Long"]  # fmt: skip
	assert text_for(template(text="Long"), "en", "SMS").text == "Long"


def test_something_fitting_stands_for_what_is_not_known_of_the_customer():
	one = template(text="{customer}: {vehicle}")
	assert filled(one, "en", "SMS", {"vehicle": ""}).text == "dear customer: your car"
	assert filled(one, "ar", "SMS", {"vehicle": "كامري"}).text == "عميلنا العزيز: كامري"


def test_a_place_of_which_nothing_is_known_is_refused():
	with pytest.raises(InvalidInput, match="not known"):
		filled(template(text="{points} points"), "en", "SMS", {})


@pytest.mark.parametrize(
	("text", "told"),
	[("Hello {nobody}", "{nobody}"), ("Hello {customer", "brace"), ("  ", "both languages"), ("{}", "brace")],
)
def test_a_text_that_could_not_be_sent_is_not_saved(text, told):
	with pytest.raises(InvalidInput) as refusal:
		check_template(template(text=text))
	assert told in str(refusal.value)
	assert refusal.value.field == "text_ar"


def test_places_are_numbered_in_the_order_in_which_they_first_appear():
	assert places("{company} {customer} {company} {link}") == ("company", "customer", "link")


@pytest.mark.parametrize(
	("provider", "approval", "name"),
	[("Twilio", "Approved", "HX1"), ("Meta", "Not submitted", "visit_en"), ("Meta", "Rejected", None)],
)
def test_an_approved_template_has_its_values_by_number(provider, approval, name):
	words = {"content_sid": "HX1", "whatsapp_template": "visit_en", "whatsapp_language": "en_GB"}
	one = template(text="Hello {customer}, {vehicle}: {link} {customer}.", approval=approval, **words)
	known = approved_template(one, "en", provider, {"customer": "Huda", "link": LINK})
	assert (known and known.name) == name
	assert known is None or (known.language, known.parameters) == ("en_GB", ("Huda", "your car", LINK))
	assert approved_template(template(text="Hello."), "en", provider, {}) is None


def order(**changes: object) -> Order:
	given = {
		"customer": "CUST-1",
		"template": "Survey invitation",
		"parameters": KNOWN,
		"reference": ("Survey Invitation", "SVI-1"),
		"key": "SVI-1:1:SMS",
	}
	return Order(**{**given, **changes})


def test_an_ordered_message_keeps_the_place_of_its_link_and_all_that_its_fallback_needs():
	later = datetime(2026, 3, 2, 9)
	message = ordered_message(
		order(send_after=later, step=2), SURVEY_INVITATION, "ar", Choice("SMS", "+966551234567"), "Queued", LINK
	)  # fmt: skip
	assert message["text"] == "الواحة: شكرًا لزيارتك. كيف كانت تجربتك؟ {link}"
	assert LINK not in str(message)
	assert message["segments"] == 2
	assert (message["status"], message["send_after"], message["step"]) == ("Queued", later, 2)
	assert '"balance": "40"' in message["parameters"]
