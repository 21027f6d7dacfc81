from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.surveys.defaults import DEFAULT_SURVEY
from workshop_crm.core.surveys.model import Answer, Question, SurveyForm
from workshop_crm.core.surveys.scoring import rating, score

FORM = SurveyForm(
	"All kinds",
	"",
	"",
	"",
	"",
	"",
	"",
	(*DEFAULT_SURVEY.questions, Question("again", "yes_no", "Again?", "")),
)


@pytest.mark.parametrize(
	("answers", "expected"),
	[
		([("rating", 5)], "100"),
		([("rating", 1)], "0"),
		([("rating", 3)], "50"),
		([("recommend", 7)], "70"),
		([("rating", 5), ("recommend", 0)], "50"),
		([("rating", 4), ("recommend", 8), ("again", False)], "51.67"),
		([("rating", 2), ("comment", "wonderful")], "25"),
		([("again", True)], "100"),
	],
)
def test_the_score_is_the_mean_of_the_scales_stretched_to_a_hundred(answers, expected):
	assert score(FORM, [Answer(*answer) for answer in answers]) == Decimal(expected)


def test_words_alone_have_no_score():
	assert score(FORM, [Answer("comment", "fine")]) is None


def test_an_answer_to_a_question_that_was_removed_does_not_count():
	assert score(FORM, [Answer("rating", 5), Answer("gone", 1)]) == 100


@given(st.integers(1, 5), st.none() | st.integers(0, 10), st.none() | st.booleans())
def test_the_score_stays_between_nothing_and_a_hundred(stars, recommend, again):
	given_answers = {"rating": stars, "recommend": recommend, "again": again}
	answers = [Answer(name, value) for name, value in given_answers.items() if value is not None]
	assert 0 <= score(FORM, answers) <= 100


@given(st.integers(1, 4), st.integers(0, 10))
def test_a_better_rating_never_lowers_the_score(stars, recommend):
	lower = score(FORM, [Answer("rating", stars), Answer("recommend", recommend)])
	assert score(FORM, [Answer("rating", stars + 1), Answer("recommend", recommend)]) > lower


def test_the_rating_is_the_first_rating_question():
	form = SurveyForm(
		"Two", "", "", "", "", "", "", (Question("a", "rating", "A", ""), Question("b", "rating", "B", ""))
	)
	assert rating(form, [Answer("b", 5), Answer("a", 2)]) == 2
	assert rating(form, [Answer("b", 5)]) is None
	assert rating(SurveyForm("None", "", "", "", "", "", "", ()), []) is None


@pytest.mark.parametrize(("weights", "expected"), [(("1", "1"), "50"), (("3", "1"), "75"), (("0", "1"), "0")])
def test_a_question_counts_by_its_weight(weights, expected):
	kinds = ("rating", "nps")
	questions = [
		Question(kind, kind, "?", "؟", weight=Decimal(weight))
		for kind, weight in zip(kinds, weights, strict=True)
	]
	form = SurveyForm("S", "", "", "", "", "", "", tuple(questions))
	assert score(form, [Answer("rating", 5), Answer("nps", 0)]) == Decimal(expected)


def test_questions_without_weight_have_no_score():
	form = SurveyForm("S", "", "", "", "", "", "", (Question("q", "nps", "?", "؟", weight=Decimal(0)),))
	assert score(form, [Answer("q", 0)]) is None


@pytest.mark.parametrize(
	("kind", "highest", "given", "known"),
	[
		("rating", 5, 4, 4),
		("smileys", 0, 2, 2),
		("rating", 10, 10, 5),
		("rating", 10, 1, 1),
		("rating", 10, 8, 4),
		("rating", 3, 2, 3),
	],
)
def test_any_number_of_stars_is_stretched_to_five(kind, highest, given, known):
	form = SurveyForm("S", "", "", "", "", "", "", (Question("q", kind, "?", "؟", highest=highest),))
	assert rating(form, [Answer("q", given)]) == known


def test_choices_and_photos_have_no_score():
	rows = (
		Question("a", "single", "?", "؟"),
		Question("b", "photo", "?", "؟"),
		Question("c", "ces", "?", "؟"),
	)
	form = SurveyForm("S", "", "", "", "", "", "", rows)
	assert score(form, [Answer("a", "wait"), Answer("b", ("b-1.jpg",))]) is None
	assert score(form, [Answer("a", "wait"), Answer("c", 7)]) == 100
