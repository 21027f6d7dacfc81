"""What may be saved as a survey."""

from dataclasses import replace
from decimal import Decimal

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.surveys.checks import MAX_QUESTIONS, check_survey
from workshop_crm.core.surveys.conditions import Condition
from workshop_crm.core.surveys.defaults import DEFAULT_SURVEY
from workshop_crm.core.surveys.model import KINDS, Question, SurveyForm
from workshop_crm.core.surveys.options import MAX_OPTIONS, Option, read_options, written_options
from workshop_crm.core.surveys.records import form_of

OPTIONS = (Option("wait", "The wait", "الانتظار"), Option("price", "The price", "السعر"))


def question(id: str = "q", kind: str = "text", **values: object) -> Question:
	return Question(id, kind, "Why?", "لماذا؟", **values)


def survey(*questions: Question, **texts: str) -> SurveyForm:
	words = {"intro_en": "", "intro_ar": "", "thanks_en": "", "thanks_ar": "", **texts}
	return SurveyForm(**{"name": "S", "title_en": "T", "title_ar": "ت", **words}, questions=questions)


SCORE = question("score", "rating")
PLACE = question("place", "single", options=OPTIONS)
AGAIN = question("again", "yes_no")


def depends(on: str, operator: str, value: str) -> Question:
	return question("after", show_if=Condition(on, operator, value))


def test_the_default_survey_passes():
	check_survey(DEFAULT_SURVEY)


def test_a_survey_with_every_kind_passes():
	rows = [question(kind, kind, options=OPTIONS if kind in ("single", "multiple") else ()) for kind in KINDS]
	check_survey(survey(*rows))


@pytest.mark.parametrize(
	"last",
	[
		depends("score", "at most", "3"),
		depends("score", "is", "5"),
		depends("place", "is not", "wait"),
		depends("again", "is", "no"),
	],
)
def test_a_question_may_depend_on_one_before_it(last):
	check_survey(survey(SCORE, PLACE, AGAIN, last))


@pytest.mark.parametrize(
	("form", "says"),
	[
		(survey(), "at least one question"),
		(survey(*(question(f"q{number}") for number in range(MAX_QUESTIONS + 1))), f"at most {MAX_QUESTIONS}"),
		(survey(*(question(f"q{number}", "photo") for number in range(3))), "photos at most 2 times"),
		(survey(question(), title_ar=""), "title in English and in Arabic"),
		(survey(question(), intro_en="Hello"), "Hello is there in one language only"),
		(survey(question(), thanks_ar="شكرا"), "شكرا is there in one language only"),
		(survey(question(""), question("b")), "ID of 1 to 40"),
		(survey(question("x" * 41)), "ID of 1 to 40"),
		(survey(question("a\nb")), "ID of 1 to 40"),
		(survey(question("a"), question("a")), "Two questions have the ID a"),
		(survey(question(kind="stars")), "stars is not a kind of question"),
		(survey(replace(question(), text_ar="")), "Write the question q in English and in Arabic"),
		(survey(replace(question(), text_en="x" * 256)), "at most 255 characters for the question q"),
		(survey(replace(SCORE, low_label_en="Bad")), "Bad is there in one language only"),
		(survey(replace(SCORE, low_label_en="B" * 61, low_label_ar="س")), "at most 60 characters for the labels"),
		(survey(replace(SCORE, weight=Decimal(-1))), "between 0 and 100"),
		(survey(replace(SCORE, highest=2)), "between 3 and 10"),
		(survey(replace(SCORE, highest=11)), "between 3 and 10"),
		(survey(question(kind="scale", lowest=2, highest=5)), "begin with 0 or 1"),
		(survey(question(kind="scale", lowest=1)), "between 2 and 10"),
		(survey(question(kind="scale", highest=11)), "between 2 and 10"),
		(survey(question(kind="single")), "2 to 12 options for the question q"),
		(survey(question(kind="multiple", options=OPTIONS[:1])), "2 to 12 options"),
		(survey(question(kind="single", options=(OPTIONS[0],) * 2)), "Two options have the key wait"),
		(survey(depends("score", "is", "5"), SCORE), "must be a question before it"),
		(survey(question("after", show_if=Condition("after", "is", "5"))), "must be a question before it"),
		(survey(SCORE, depends("score", "is", "6")), "6 is not an answer to score. Choose one of: 1, 2, 3, 4, 5"),
		(survey(SCORE, depends("score", "is", "")), "- is not an answer to score"),
		(survey(SCORE, depends("score", "like", "5")), "like compares numbers"),
		(survey(AGAIN, depends("again", "at most", "no")), "at most compares numbers"),
		(survey(PLACE, depends("place", "is", "staff")), "Choose one of: wait, price"),
		(survey(question(), depends("q", "is", "x")), "words and photos cannot be compared"),
	],
)  # fmt: skip
def test_a_survey_that_nobody_can_answer_is_refused(form, says):
	with pytest.raises(InvalidInput, match=says):
		check_survey(form)


def test_options_are_read_as_they_are_written():
	text = "wait: The wait | الانتظار\n\n  price : The price: all of it |  السعر  \n"
	read = read_options(text)
	assert read == (OPTIONS[0], Option("price", "The price: all of it", "السعر"))
	assert read_options(written_options(read)) == read


@pytest.mark.parametrize(
	("line", "says"),
	[
		("The wait", "not as The wait"),
		("wait: The wait", "not as wait: The wait"),
		("wait: | الانتظار", "not as"),
		(": The wait | الانتظار", "not as"),
		("The Wait: The wait | الانتظار", "The Wait cannot be the key"),
		("سعر: Price | السعر", "cannot be the key"),
		("wait: " + "x" * 101 + " | الانتظار", "at most 100 characters"),
	],
)
def test_a_line_that_is_no_option_is_refused_and_quoted(line, says):
	with pytest.raises(InvalidInput, match=says):
		read_options(line)


def test_too_many_options_are_refused():
	many = tuple(Option(f"o{number}", "x", "س") for number in range(MAX_OPTIONS + 1))
	with pytest.raises(InvalidInput, match="2 to 12"):
		check_survey(survey(question(kind="single", options=many)))


def test_a_record_with_options_that_cannot_be_read_is_still_shown_but_not_saved():
	row = {"question_id": "q", "kind": "single", "text_en": "Why?", "text_ar": "لماذا؟", "options": "odd"}
	record = {"name": "S", "title_en": "T", "title_ar": "ت"}
	assert form_of(record, [row]).questions[0].options == ()
	with pytest.raises(InvalidInput, match="not as odd"):
		form_of(record, [row], strict=True)
