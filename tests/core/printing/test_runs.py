import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.printing.runs import html_runs, runs

MIXED = st.text(st.sampled_from("ابلم ١٢12AB.،-−/()\u00a0ً"))


@given(MIXED)
def test_runs_lose_nothing(text):
	assert "".join(runs(text)) == text


@given(MIXED)
def test_a_run_of_arabic_holds_nothing_but_words_and_blanks(text):
	for run in runs(text):
		if re.search("[ابلم]", run):
			assert re.fullmatch("[ابلم\u064b \u00a0]+", run)


def test_a_word_is_never_cut():
	assert runs("تغيير زيت 5W-30، مع فلتر") == (
		"تغيير زيت",
		" ",
		"5",
		"W",
		"-",
		"30",
		"، ",
		"مع فلتر",
	)


def test_latin_text_is_one_run():
	assert runs("Oil change 5W-30, with filter (new)") == ("Oil change 5W-30, with filter (new)",)


def test_html_keeps_its_tags_and_its_text():
	html = "<p>يريد الزيت 5W &lt; 30، <strong>شكرًا</strong></p>"
	cut = html_runs(html)
	assert re.sub("</?span[^>]*>", "", cut) == html
	assert '<span class="wp-ar">يريد الزيت</span>' in cut


def test_html_without_arabic_stays_as_it_is():
	html = '<p>See <a href="https://example.com/?a=1&amp;b=2">this</a> &amp; that</p>'
	assert html_runs(html) == html


def test_text_that_looks_like_a_tag_stays_text():
	assert "<b>" not in html_runs("<p>أ &lt;b&gt; ب</p>")
	assert unescape(re.sub("</?(span|p)[^>]*>", "", html_runs("<p>أ &lt;b&gt; ب</p>"))) == "أ <b> ب"
