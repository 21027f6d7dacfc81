import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.customers.notes import (
	MAX_NOTES,
	PROTOCOLS,
	TAGS,
	plain_text,
	safe_html,
	safe_notes,
)

PIECES = st.sampled_from(
	[
		"<p>", "</p>", "<b>", "</b>", "<i>x</i>", "<ul><li>", "</li></ul>", "<a href='https://example.com'>", "</a>",
		"<a href='javascript:alert(1)'>", "<a href=' jAvascript&#58;alert(1)'>", "<script>", "</script>", "<style>",
		"<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<p onclick=alert(1) style='position:fixed'>",
		"<iframe src=//example.com>", "<!--", "-->", "<math><mi//xlink:href='data:x,<script>'>", "<br>", "<div>",
		"</div>", "&lt;script&gt;", "&amp;", "قهوة", "5 < 6", "\n", "\n\n", "<", ">", '"', "<h1>", "<a href='data:text/html,x'>",
	]
)  # fmt: skip


class Reader(HTMLParser):
	"""Collects what a browser would act on."""

	def __init__(self, html: str) -> None:
		super().__init__()
		self.tags: set[str] = set()
		self.attributes: list[tuple[str, str | None]] = []
		self.feed(html)
		self.close()

	def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
		self.tags.add(tag)
		self.attributes += attrs


@given(st.lists(PIECES | st.text(max_size=12), max_size=12).map("".join))
def test_only_harmless_formatting_is_left_of_anything_when_it_is_saved_and_when_it_is_shown(text):
	for clean in (safe_notes(text), safe_html(text)):
		read = Reader(clean)
		assert read.tags <= TAGS
		assert {name for name, _ in read.attributes} <= {"href"}
		for _, address in read.attributes:
			scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", address or "", re.IGNORECASE)
			assert scheme is None or scheme[1].lower() in PROTOCOLS


@given(st.lists(PIECES | st.text(max_size=12), max_size=12).map("".join))
def test_cleaning_what_is_clean_changes_nothing(text):
	clean = safe_notes(text)
	assert safe_html(clean) == clean


def test_formatting_is_kept_and_browsers_ways_of_it_have_one_name():
	assert safe_notes("<p>Prefers <b>قهوة</b>, <i>always</i></p><ul><li>No calls at noon</li></ul>") == (
		"<p>Prefers <strong>قهوة</strong>, <em>always</em></p><ul><li>No calls at noon</li></ul>"
	)
	assert safe_notes("<h3>Cars</h3><blockquote><u>two</u> <strike>three</strike></blockquote>") == (
		"<h3>Cars</h3><blockquote><u>two</u> <s>three</s></blockquote>"
	)


@pytest.mark.parametrize(
	"address", ["https://example.com/x?a=1", "http://example.com", "mailto:a@b.com", "tel:+966551234567"]
)
def test_links_to_pages_addresses_and_numbers_are_kept(address):
	assert safe_notes(f'<a href="{address}" target="_blank">x</a>') == f'<a href="{address}">x</a>'


@pytest.mark.parametrize(
	"trap",
	[
		"<script>alert(1)</script>",
		"<style>p{position:fixed}</style>",
		"<iframe src='//example.com'></iframe>",
		"<img src=x onerror=alert(1)>",
		"<!-- hidden -->",
		"<svg><script>alert(1)</script></svg>",
		"<p><br></p>",
		"<div class='ql-editor read-mode'><p><br></p></div>",
		"&nbsp;",
		"<p>&nbsp;</p>",
		"",
		"  \n ",
		None,
	],
)
def test_what_nobody_can_read_is_nothing(trap):
	assert safe_notes(trap) == ""


def test_plain_text_becomes_paragraphs_and_keeps_its_signs():
	assert safe_notes(" First line\nodometer < 5 & rising \n\n\n Second ") == (
		"<p>First line<br>odometer &lt; 5 &amp; rising</p><p>Second</p>"
	)


def test_entities_in_a_text_without_tags_are_what_they_mean():
	assert safe_notes("Tea &amp; dates &lt;b&gt;") == "<p>Tea &amp; dates &lt;b&gt;</p>"
	assert safe_notes("https://example.com/?a=1&copy=2") == "<p>https://example.com/?a=1&amp;copy=2</p>"


def test_what_desk_users_wrote_in_frappes_editor_loses_its_frame():
	assert safe_notes('<div class="ql-editor read-mode"><p>One</p><p><strong>two</strong></p></div>') == (
		"<p>One</p><p><strong>two</strong></p>"
	)


def test_bullets_of_frappes_editor_stay_bullets_and_numbers_stay_numbers():
	bullet, number = '<li data-list="bullet">', '<li data-list="ordered">'
	mark = '<span class="ql-ui" contenteditable="false"></span>'
	assert safe_notes(f"<ol>{bullet}{mark}Tea</li>{bullet}{mark}Dates</li></ol><p>and</p>") == (
		"<ul><li>Tea</li><li>Dates</li></ul><p>and</p>"
	)
	assert safe_notes(f"<ol>{number}{mark}One</li></ol><ol>{bullet}{mark}Tea</li></ol>") == (
		"<ol><li>One</li></ol><ul><li>Tea</li></ul>"
	)


def test_notes_are_limited_with_their_formatting():
	assert safe_notes("x" * MAX_NOTES) == f"<p>{'x' * MAX_NOTES}</p>"
	with pytest.raises(InvalidInput, match="20001 characters"):
		safe_notes("x" * (MAX_NOTES + 1))


def test_what_is_no_text_is_refused():
	with pytest.raises(InvalidInput, match="instead of"):
		safe_notes(["<p>x</p>"])


def test_the_words_of_notes_stand_on_one_line():
	assert plain_text("<p>Tea &amp; dates</p><p>قهوة<br>now</p>") == "Tea & dates قهوة now"
