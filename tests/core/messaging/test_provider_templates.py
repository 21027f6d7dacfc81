"""What providers would refuse about a template, before they do."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.placeholders import fill
from workshop_crm.core.messaging.countries import COUNTRY_RULES
from workshop_crm.core.messaging.default_templates import DEFAULT_TEMPLATES
from workshop_crm.core.messaging.provider_templates import (
	TemplateAtProvider,
	compared,
	name_problems,
	parameters,
	places,
	provider_text,
	sms_problems,
	whatsapp_problems,
)
from workshop_crm.core.messaging.sender_ids import check_sender_id, is_sender_id, sender_for

GUIDE = Path(__file__).parents[3] / "docs/messaging.md"
TEXT = "Dear {customer}, how was the {service} of your {vehicle}? {link} takes a minute, {customer}."
APPROVED = TemplateAtProvider("survey", "en", "Approved", 4, "MARKETING")


def test_named_places_are_numbered_by_their_first_appearance():
	assert places(TEXT) == ("customer", "service", "vehicle", "link")
	assert provider_text(TEXT) == "Dear {{1}}, how was the {{2}} of your {{3}}? {{4}} takes a minute, {{1}}."


def test_parameters_come_in_the_same_order_and_none_is_empty_or_has_several_lines():
	values = {"customer": "Huda\n Al-Harbi\t", "service": "", "link": "https://a.b/s/x", "points": "7"}
	assert parameters(TEXT, values) == ("Huda Al-Harbi", "-", "-", "https://a.b/s/x")


@given(st.lists(st.sampled_from(["{a}", "{b}", "{c}", "words", "{d}", "\n"]), max_size=20))
def test_the_text_with_its_parameters_says_what_the_template_says(parts):
	text = " ".join(parts)
	values = {name: name.upper() for name in "abcd"}
	filled = parameters(text, values)
	said = re.sub(r"\{\{(\d+)\}\}", lambda match: filled[int(match[1]) - 1], provider_text(text))
	assert said == re.sub(r"\{(\w)\}", lambda match: match[1].upper(), text)


@pytest.mark.parametrize(
	("text", "found"),
	[
		(TEXT, []),
		("عزيزي {customer}، كيف كانت {service}؟ قيّمنا هنا: {link} شكرًا لك.", []),
		("", ["empty"]),
		("{customer}, how was it?", ["begins or ends"]),
		("Rate us here: {link}", ["begins or ends"]),
		("Dear {customer} {vehicle}, thanks.", ["without a word"]),
		("One\n\n\nTwo", ["empty lines"]),
		("One\tTwo", ["empty lines"]),
		("x" * 1024, []),
		("x" * 1025, ["1025 characters"]),
	],
)
def test_what_whatsapp_would_refuse_is_said(text, found):
	said = [str(problem) for problem in whatsapp_problems(text)]
	assert len(said) == len(found)
	assert all(part in sentence for part, sentence in zip(found, said, strict=True))


@pytest.mark.parametrize(
	("changes", "found"),
	[
		({}, []),
		({"places": 3}, ["4 placeholders, the template at the provider 3"]),
		({"approval": "Pending"}, ["not approved yet"]),
		({"approval": "Rejected", "reason": "TAG_CONTENT_MISMATCH"}, ["TAG_CONTENT_MISMATCH"]),
		({"category": "UTILITY"}, ["as Utility, not as Marketing"]),
		({"category": ""}, []),
	],
)
def test_the_template_at_the_provider_is_compared_with_the_text(changes, found):
	known = TemplateAtProvider(
		**{**{name: getattr(APPROVED, name) for name in APPROVED.__slots__}, **changes}
	)
	said = [str(problem) for problem in compared(TEXT, "Marketing", known)]
	assert len(said) == len(found)
	assert all(part in sentence for part, sentence in zip(found, said, strict=True))
	assert "no template of this name" in str(compared(TEXT, "Marketing", None)[0])


@pytest.mark.parametrize("template", DEFAULT_TEMPLATES, ids=lambda template: template.name)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_whatsapp_takes_the_apps_own_templates_and_their_sms_are_short(template, language):
	words = template.words[language]
	long_values = dict.fromkeys(places(words.sms_text), "x" * 20) | {
		"link": "https://crm.example.com/s/" + "x" * 22
	}
	assert whatsapp_problems(words.text) == []
	assert sms_problems(fill(words.sms_text, long_values)) == []


@pytest.mark.parametrize("template", DEFAULT_TEMPLATES, ids=lambda template: template.name)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_set_up_guide_has_the_texts_to_submit(template, language):
	text = provider_text(template.words[language].text).replace("\n", "<br>")
	assert f"| {text} |" in GUIDE.read_text(encoding="utf-8")


def test_a_long_sms_is_said_before_it_is_paid_for():
	assert sms_problems("x" * 160) == []
	assert "5 parts" in str(sms_problems("ش" * 300)[0])
	assert "1601 characters" in str(sms_problems("x" * 1601)[0])


def test_names_and_labels_are_checked():
	assert name_problems("survey_invitation_1") == []
	assert name_problems("Survey invitation")
	assert name_problems("")


@pytest.mark.parametrize(
	("region", "sender", "category", "marked"),
	[
		("AE", "SnowAuto", "Marketing", "AD-SnowAuto"),
		("AE", "AD-SnowAuto", "Marketing", "AD-SnowAuto"),
		("AE", "SnowAutomotive"[:11], "Marketing", "AD-SnowAuto"),
		("AE", "SnowAuto", "Utility", "SnowAuto"),
		("SA", "SnowAuto", "Marketing", "SnowAuto-AD"),
		("SA", "SnowAuto-AD", "Marketing", "SnowAuto-AD"),
		("JO", "SnowAuto", "Marketing", "advSnowAuto"),
		("KW", "SnowAuto", "Marketing", "SnowAuto"),
		("SA", "+14155551234", "Marketing", "+14155551234"),
		("SA", "MG" + "a" * 32, "Marketing", "MG" + "a" * 32),
	],
)
def test_a_sender_name_has_the_mark_of_the_country_on_marketing(region, sender, category, marked):
	assert sender_for(sender, category, COUNTRY_RULES[region]) == marked


def test_a_name_that_no_operator_takes_is_refused():
	for sender in ("SnowAuto", "Snow-Auto 1", "+14155551234", "MG" + "0" * 32, "4226"):
		check_sender_id(sender)
	for sender in ("", "ورشة", "A name that is too long", "Snow/Auto"):
		assert not is_sender_id(sender)
		with pytest.raises(InvalidInput, match="cannot be the sender"):
			check_sender_id(sender)
