"""How a template reads on its form, what is submitted, and what speaks against it; and where a test message goes."""

from dataclasses import replace

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.default_templates import DEFAULT_TEMPLATES, SURVEY_INVITATION
from workshop_crm.core.messaging.template_preview import LINK, preview
from workshop_crm.core.messaging.templates import Words
from workshop_crm.core.messaging.trial import read_trial


@pytest.mark.parametrize("one", DEFAULT_TEMPLATES, ids=lambda one: one.name)
def test_every_template_of_the_app_reads_without_a_place_and_without_a_problem(one):
	for shown in preview(one).values():
		assert "{" not in shown["text"] + shown["sms"] + shown["subject"]
		assert shown["problems"] == []


def test_the_text_to_submit_has_numbers_in_the_places_of_names():
	words = Words("Hello {customer}, {vehicle} is ready: {link} {customer}.", sms_text="Ready: {link}")
	shown = preview(replace(SURVEY_INVITATION, words={"en": words, "ar": words}))["en"]
	assert shown["to_submit"] == "Hello {{1}}, {{2}} is ready: {{3}} {{1}}."
	assert shown["places"] == ["customer", "vehicle", "link"]
	assert (shown["sms"], shown["segments"]) == (f"Ready: {LINK}", 1)


def test_each_language_says_what_is_wrong_with_it_alone():
	texts = {"en": Words("{nobody}"), "ar": Words("مرحبًا.")}
	shown = preview(replace(SURVEY_INVITATION, words=texts))
	assert any("{nobody}" in problem for problem in shown["en"]["problems"])
	assert shown["ar"]["problems"] == []


@pytest.mark.parametrize(
	("channel", "address", "to"),
	[
		("SMS", "055 123 4567", "+966551234567"),
		("WhatsApp", "+971501234567", "+971501234567"),
		("Email", " Huda@Example.com ", "huda@example.com"),
	],
)
def test_a_test_goes_to_the_address_as_providers_take_it(channel, address, to):
	assert read_trial(channel, address, "SA") == (channel, to)


@pytest.mark.parametrize(
	("channel", "address"),
	[("Phone", "0551234567"), ("", "x"), ("Email", "huda"), ("Email", "a b@example.com"), ("SMS", "12")],
)
def test_a_test_without_a_channel_or_an_address_is_refused(channel, address):
	with pytest.raises(InvalidInput):
		read_trial(channel, address, "SA")
