"""What people call themselves brings no link, no line and no novel into a message of the workshop."""

import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workshop_crm.core.messaging.default_templates import SURVEY_INVITATION
from workshop_crm.core.messaging.place_values import MAX_LENGTH, has_link, place_value
from workshop_crm.core.messaging.templates import approved_template, filled

# What phones open by a tap.
OPENED = re.compile(r"https?://|\w\.[^\W\d]{2,}", re.IGNORECASE)


@pytest.mark.parametrize(
	("value", "shown"),
	[
		("هدى\n\nhttp://evil.example", "هدى evil. example"),
		("HTTPS://evil.example/x", "evil. example/x"),
		("www.evil.example", "www. evil. example"),
		("evil\u3002example", "evil. example"),
		("Dr. Huda\u202e\tSaleh", "Dr. Huda Saleh"),
		("مركز الواحة 2.5", "مركز الواحة 2.5"),
		("120.50", "120.50"),
		("2026-03-01", "2026-03-01"),
		("أ ب ج 1234", "أ ب ج 1234"),
		("x" * 500, "x" * (MAX_LENGTH - 1) + "…"),
	],
)
def test_a_value_is_one_line_without_a_link(value, shown):
	assert place_value(value) == shown


@given(
	st.text()
	| st.lists(st.sampled_from(["http://", "a", ".", "com", "/", "\n", " ", "www", ":"])).map("".join)
)
@example("http:http:////evil.example")
def test_no_value_brings_a_link_or_a_line(value):
	shown = place_value(value)
	assert not OPENED.search(shown)
	assert len(shown.splitlines()) <= 1
	assert len(shown) <= MAX_LENGTH


def test_a_name_brings_its_link_neither_into_the_text_nor_into_a_providers_template():
	named = {
		"customer": "Huda\n\nhttp://evil.example/{link}",
		"company": "Oasis",
		"link": "https://ours.example/s/1",
	}
	text = filled(SURVEY_INVITATION, "en", "WhatsApp", named).text
	assert "evil. example" in text
	assert text.count("{link}") == 1
	words = replace(SURVEY_INVITATION.words["en"], whatsapp_template="invitation")
	at_provider = replace(SURVEY_INVITATION, words={**SURVEY_INVITATION.words, "en": words})
	template = approved_template(at_provider, "en", "Meta", named)
	assert template
	assert named["link"] in template.parameters
	assert not any("evil.example" in value or "\n" in value for value in template.parameters)


@pytest.mark.parametrize(
	("text", "links"),
	[
		("How was it? {link}", True),
		("How was it? https://oasis.example/s", True),
		("Look at www.oasis.example", True),
		("oasis.example/menu", True),
		("Book at oasis.ae.", True),
		("Thank you.Come again", False),
		("Your car is ready. Come before 9.30 p.m.", False),
		("شكرا لزيارتك.", False),
	],
)
def test_a_link_counts_however_it_stands_in_the_text(text, links):
	assert has_link(text) == links
