"""Staff read what guests wrote, and click on nothing that guests put there."""

import re

import pytest

from workshop_crm.core.surveys.follow_up import without_links

# As the editor of ERPNext's forms finds addresses in a text.
FOUND = re.compile(r"(https?://|www\.|mailto:|tel:)\S+|[\w.-]+@[\w-]+\.[\w-]+", re.IGNORECASE)


@pytest.mark.parametrize(
	"text",
	[
		"see https://evil.example/x",
		"HTTP://a.b",
		"www.evil.example",
		"me@evil.example",
		"tel:0551234567",
		"MAILTO:a@b.c",
	],
)
def test_an_address_is_no_link_and_reads_the_same(text):
	assert FOUND.search(text)
	shown = without_links(text)
	assert not FOUND.search(shown)
	assert shown.replace("\u200b", "") == text


def test_other_words_are_left_alone():
	assert without_links("انتظرت 3 ساعات: كثير / كثير") == "انتظرت 3 ساعات: كثير / كثير"
