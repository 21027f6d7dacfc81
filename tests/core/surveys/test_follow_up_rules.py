"""Which answers call for a follow-up, and whose it is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.surveys.default_rules import WORDS_AR, WORDS_EN, default_rules
from workshop_crm.core.surveys.defaults import DEFAULT_SURVEY
from workshop_crm.core.surveys.follow_up_rules import (
	AT_MOST,
	BELOW,
	WORDS,
	Rule,
	check_rules,
	first_match,
	rule_of,
)
from workshop_crm.core.surveys.follow_up_words import found_words, read_words
from workshop_crm.core.surveys.model import Answer, Question, SurveyForm

DEFAULT = [rule_of(row) for row in default_rules(DEFAULT_SURVEY)]
ENGLISH, ARABIC = read_words(WORDS_EN), read_words(WORDS_AR)


def answers(**given):
	return [Answer(name, value) for name, value in given.items()]


def match(rules, **given):
	return first_match(rules, DEFAULT_SURVEY, answers(**given))


@pytest.mark.parametrize(
	("given", "met"),
	[
		({"rating": 5, "recommend": 10}, False),
		({"rating": 4}, False),
		({"rating": 2, "recommend": 10}, True),
		({"rating": 3, "recommend": 5}, True),
		({"rating": 3, "recommend": 7}, False),
		({"recommend": 5}, True),
		({"rating": 5, "comment": "The car came back dirty"}, True),
		({"rating": 5, "comment": "السيارة وسخة"}, True),
		({"comment": "fine"}, False),
	],
)
def test_the_default_rules_ask_for_a_low_score_a_bad_rating_or_words_of_anger(given, met):
	assert bool(match(DEFAULT, **given)) is met


def test_every_default_word_is_found_and_can_be_met():
	check_rules(DEFAULT, DEFAULT_SURVEY)
	for word in (*ENGLISH, *ARABIC):
		assert found_words(f"so: {word.rstrip('*')}!", [word]) == [word]


@pytest.mark.parametrize(
	"text",
	[
		"الخدمة سيئه جدا",
		"والسيّارة فيها خُدُوش",
		"بالخدش الذي وجدته",
		"أنا غير راضٍ عن العمل",
		"لا انصح بهم",
		"استرجعت السيارة وهي وسخه",
		"الإهمال واضح",
	],
)
def test_arabic_words_are_found_in_any_usual_spelling_and_with_what_is_joined_to_them(text):
	assert found_words(text, ARABIC)


@pytest.mark.parametrize(
	"text", ["I am DISAPPOINTED", "They damaged the door", "it was not good.", "Never again!", "Worst. Day."]
)
def test_english_words_are_found_in_any_case_and_form(text):
	assert found_words(text, ENGLISH)


@pytest.mark.parametrize(
	"text",
	[
		"not bad at all",
		"No scratches, no damage",
		"without complaint",
		"ليست سيئة",
		"بدون خدوش",
		"the badge was returned",
		"مضبوط وسريع",
		"",
	],
)
def test_what_is_denied_or_only_looks_alike_is_no_complaint(text):
	assert not found_words(text, (*ENGLISH, *ARABIC))


def test_the_first_rule_decides_and_all_that_were_met_are_told():
	rules = [
		Rule(AT_MOST, "recommend", Decimal(3), assignee="first"),
		Rule(BELOW, "", Decimal(60), assignee="second"),
		Rule(WORDS, words=("slow",), assignee="third"),
	]
	found = match(rules, rating=1, recommend=9, comment="so slow")
	assert found.rule.assignee == "second"
	assert [reason.text(str) for reason in found.reasons] == ["Score: 45 of 100", "The customer wrote: slow"]


@given(st.integers(1, 5), st.integers(0, 100))
def test_at_most_includes_the_number_and_below_does_not(stars, limit):
	score = (stars - 1) * 25
	assert bool(match([Rule(AT_MOST, "", Decimal(limit))], rating=stars)) is (score <= limit)
	assert bool(match([Rule(BELOW, "", Decimal(limit))], rating=stars)) is (score < limit)


def test_a_rule_about_one_question_looks_at_nothing_else():
	rule = Rule(AT_MOST, "recommend", Decimal(3))
	assert match([rule], rating=1) is None
	assert match([rule], recommend=0)


def test_no_is_nothing_and_yes_is_one():
	form = SurveyForm("S", "", "", "", "", "", "", (Question("clean", "yes_no", "Clean?", "نظيفة؟"),))
	rule = Rule(AT_MOST, "clean", Decimal(0))
	check_rules([rule], form)
	assert first_match([rule], form, [Answer("clean", False)])
	assert first_match([rule], form, [Answer("clean", True)]) is None


@pytest.mark.parametrize(
	("rule", "message"),
	[
		(Rule(BELOW, "gone", Decimal(3)), "rule 1: this survey has no question gone"),
		(Rule(WORDS), "enter the words"),
		(Rule(WORDS, words=tuple(map(str, range(500)))), "at most 200 words"),
		(Rule(BELOW, "comment", Decimal(3)), "has no number"),
		(Rule(BELOW, due_hours=-1), "hours"),
		(Rule(BELOW, escalate_after_hours=99_999), "hours"),
	],
)
def test_a_rule_that_no_answer_could_meet_is_refused(rule, message):
	with pytest.raises(InvalidInput, match=message):
		check_rules([rule], DEFAULT_SURVEY)


def test_words_are_read_from_lines_and_commas_of_both_scripts():
	assert read_words("bad, not good\nسيء، وسخ؛ * ,bad") == ("bad", "not good", "سيء", "وسخ")


@given(st.text(max_size=60), st.lists(st.text(max_size=12), max_size=5))
def test_any_text_can_be_looked_through(text, words):
	assert set(found_words(text, words)) <= set(words)
