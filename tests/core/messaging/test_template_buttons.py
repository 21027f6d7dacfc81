"""The buttons of approved WhatsApp templates, from the lines of the form to what a provider is sent."""

from dataclasses import replace

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.default_templates import SERVICE_REMINDER, SURVEY_INVITATION
from workshop_crm.core.messaging.inbound import read
from workshop_crm.core.messaging.provider_templates import TemplateAtProvider, compared
from workshop_crm.core.messaging.sender import ReplyButton
from workshop_crm.core.messaging.template_buttons import reply_buttons
from workshop_crm.core.messaging.template_preview import preview
from workshop_crm.core.messaging.templates import Template, approved_template, check_template, text_for

LINK = "https://crm.example.com/s/AbC123"


def template(of: Template = SURVEY_INVITATION, ar: dict | None = None, **en) -> Template:
	words = dict(of.words)
	known = {
		"text": "Hello {customer}.",
		"sms_text": "",
		"whatsapp_template": "survey_2",
		"content_sid": "HX1",
	}
	words["en"] = replace(words["en"], **{**known, **en})
	words["ar"] = replace(words["ar"], **{**known, "text": "مرحبًا {customer}.", **en, **(ar or {})})
	return replace(of, words=words)


BUTTONS = template(
	link_button="Tell us",
	reply_buttons="Very good = 5\nBad = 1\nStop messages",
	ar={"link_button": "قيّمنا", "reply_buttons": "ممتاز = ٥\nسيئ = 1\nإيقاف الرسائل"},
)


@pytest.mark.parametrize(
	("line", "button"),
	[
		("Very good = 5", ReplyButton("rating:5", "Very good")),
		("ممتاز = ٥", ReplyButton("rating:5", "ممتاز")),
		("⭐⭐⭐⭐", ReplyButton("rating:4", "⭐⭐⭐⭐")),
		("Stop messages", ReplyButton("opt-out", "Stop messages")),
		("No thanks = STOP", ReplyButton("opt-out", "No thanks")),
		("Call me", ReplyButton("Call me", "Call me")),
	],
)
def test_a_button_means_what_is_written_behind_it_or_what_its_text_means(line, button):
	assert reply_buttons(f"\n{line}\n") == (button,)
	meaning = read(button.label, button.payload)
	assert meaning.meaning == {"r": "rating", "o": "opt_out", "C": "text"}[button.payload[0]]


@pytest.mark.parametrize("provider", ["Meta", "Twilio"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_provider_gets_the_end_of_the_link_and_the_meanings(provider, language):
	sent = approved_template(BUTTONS, language, provider, {"customer": "Huda", "link": LINK})
	assert sent
	assert (sent.parameters, sent.button) == (("Huda",), "AbC123")
	assert sent.replies == ("rating:5", "rating:1", "opt-out")
	without = approved_template(template(), language, provider, {"customer": "Huda", "link": LINK})
	assert without
	assert (without.button, without.replies) == (None, ())


@pytest.mark.parametrize("channel", ["WhatsApp", "SMS", "Email"])
def test_where_no_button_carries_the_link_it_follows_the_text_once(channel):
	assert text_for(BUTTONS, "en", channel).text == "Hello {customer}.\n{link}"
	assert text_for(template(text="See {link}.", link_button="Tell us"), "en", channel).text == "See {link}."
	assert "{link}" not in text_for(template(), "en", channel).text


@pytest.mark.parametrize(
	("wrong", "said"),
	[
		({"link_button": "x" * 26}, "26 characters"),
		({"link_button": "Rate {company}"}, "cannot have placeholders"),
		({"link_button": "Tell us", "ar": {"link_button": ""}}, "both languages"),
		({"reply_buttons": "1\n2\n3\n4"}, "at most 3"),
		({"reply_buttons": "Good = well"}, "A button cannot mean"),
		({"reply_buttons": "= 5"}, "before its meaning"),
		({"reply_buttons": "Good = 5\nGood = 4"}, "a text of its own"),
		({"reply_buttons": "Good = 5", "ar": {"reply_buttons": "جيد = 4"}}, "same reply buttons"),
		({"of": SERVICE_REMINDER, "link_button": "Tell us"}, "about a survey, points or an invoice"),
	],
)
def test_buttons_that_whatsapp_or_the_customer_would_not_understand_are_refused(wrong, said):
	with pytest.raises(InvalidInput, match=said) as refused:
		check_template(template(**wrong))
	field = next(one for one in wrong if one not in ("of", "ar"))
	assert refused.value.field in (f"{field}_ar", f"{field}_en")


def test_good_buttons_are_taken_and_shown_as_they_have_to_be_submitted():
	check_template(BUTTONS)
	assert preview(BUTTONS)["en"]["buttons"] == [
		{"label": "Very good", "means": "rating:5"},
		{"label": "Bad", "means": "rating:1"},
		{"label": "Stop messages", "means": "opt-out"},
		{"label": "Tell us", "means": "https://…/s/{{1}}"},
	]
	assert preview(template(reply_buttons="= 5"))["en"]["buttons"] == []


@pytest.mark.parametrize("here", [True, False])
@pytest.mark.parametrize("there", [True, False])
def test_a_link_button_on_one_side_alone_is_said(here, there):
	known = TemplateAtProvider("survey_2", "en", "Approved", 1, has_link_button=there)
	said = [str(one) for one in compared("Hello {customer}.", "Marketing", known, here)]
	assert len(said) == (here != there)
