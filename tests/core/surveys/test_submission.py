"""What a form sends, and the answer that a link brings along."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.surveys.defaults import DEFAULT_SURVEY
from workshop_crm.core.surveys.model import Question, SurveyForm
from workshop_crm.core.surveys.options import Option
from workshop_crm.core.surveys.photos import Upload
from workshop_crm.core.surveys.submission import first_answer, read_submission

OPTIONS = (Option("wait", "The wait", "الانتظار"), Option("price", "The price", "السعر"))


def test_fields_of_questions_are_read_and_all_others_are_left_out():
	fields = [
		("q.stars", "5"), ("q.liked", "a"), ("q.liked", "b"), ("csrf_token", "x"), ("cmd", "frappe.ping"),
		("_lang", "en"), ("send", "1"),
	]  # fmt: skip
	read = read_submission(fields)
	assert (read.action, read.language) == ("send", "en")
	assert read.raw == {"stars": "5", "liked": ["a", "b"]}
	assert read.typed() == {"stars": ["5"], "liked": ["a", "b"]}


def test_a_question_may_be_called_like_a_field_of_the_form():
	assert read_submission([("q.send", "5"), ("q._lang", "ar")]).raw == {"send": "5", "_lang": "ar"}
	assert read_submission([("q.send", "5")]).action == "language"


@pytest.mark.parametrize(
	("fields", "action", "language"),
	[
		([("_lang", "ar"), ("q.stars", "5"), ("_lang", "en")], "language", "ar"),
		([("q.stars", "5"), ("_lang", "en"), ("send", "1")], "send", "en"),
		([("call", "1"), ("send", "1")], "call", None),
		([("_lang", "fr"), ("send", "1")], "send", None),
		([], "language", None),
	],
)
def test_the_button_that_was_pressed_says_what_is_wanted(fields, action, language):
	read = read_submission(fields)
	assert (read.action, read.language) == (action, language)


def test_photos_are_uploads_and_are_not_typed():
	read = read_submission([("q.stars", "5")], [("q.damage", b"abc"), ("q.empty", b"")])
	assert read.raw == {"stars": "5", "damage": [Upload(b"abc")]}
	assert read.typed() == {"stars": ["5"]}


def test_photos_without_end_are_not_kept_in_memory():
	read = read_submission([], [("q.damage", b"abc")] * 500)
	assert len(read.raw["damage"]) == 4


@pytest.mark.parametrize(
	("first", "text", "typed"),
	[
		(DEFAULT_SURVEY.questions[0], "4", {"rating": ["4"]}),
		(DEFAULT_SURVEY.questions[0], "٤", {"rating": ["4"]}),
		(DEFAULT_SURVEY.questions[0], "6", {}),
		(DEFAULT_SURVEY.questions[0], "", {}),
		(DEFAULT_SURVEY.questions[0], "4' OR 1=1", {}),
		(Question("q", "yes_no", "?", "؟"), "no", {"q": ["no"]}),
		(Question("q", "single", "?", "؟", options=OPTIONS), "wait", {"q": ["wait"]}),
		(Question("q", "multiple", "?", "؟", options=OPTIONS), "wait", {"q": ["wait"]}),
		(Question("q", "single", "?", "؟", options=OPTIONS), "<b>", {}),
		(Question("q", "text", "?", "؟"), "what a bot writes", {}),
		(Question("q", "photo", "?", "؟"), "x.jpg", {}),
	],
)
def test_a_link_brings_the_answer_to_the_first_question_if_it_can_be_chosen(first, text, typed):
	form = SurveyForm("S", "T", "ت", "", "", "", "", (first,))
	assert first_answer(form, text, "en") == typed


@given(st.text(max_size=20))
def test_whatever_a_link_brings_is_an_answer_or_nothing(text):
	assert first_answer(DEFAULT_SURVEY, text, "ar") in [
		{},
		*({"rating": [str(number)]} for number in range(1, 6)),
	]


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8))))
def test_whatever_a_form_sends_is_read(fields):
	read = read_submission(fields)
	assert all(isinstance(value, str | list) for value in read.raw.values())
