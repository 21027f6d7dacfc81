import re

from workshop_crm.core.surveys.defaults import DEFAULT_SURVEY
from workshop_crm.core.surveys.model import Question
from workshop_crm.core.surveys.view import form_view


def texts(view: dict) -> list[str]:
	return [
		view["title"],
		view["intro"],
		view["thanks"],
		*(question["text"] for question in view["questions"]),
	]


def test_the_default_survey_asks_three_questions_and_requires_one():
	questions = DEFAULT_SURVEY.questions
	assert [(question.id, question.kind, question.required) for question in questions] == [
		("rating", "rating", True),
		("recommend", "nps", False),
		("comment", "text", False),
	]


def test_the_default_survey_is_complete_in_both_languages():
	view = form_view(DEFAULT_SURVEY)
	assert all(re.search("[ء-ي]", text) and not re.search("[A-Za-z]", text) for text in texts(view["ar"]))
	assert all(re.search("[A-Za-z]", text) and not re.search("[ء-ي]", text) for text in texts(view["en"]))


def test_both_languages_show_the_same_questions():
	view = form_view(DEFAULT_SURVEY)
	for arabic, english in zip(view["ar"]["questions"], view["en"]["questions"], strict=True):
		assert {**arabic, "text": ""} == {**english, "text": ""}
		assert set(arabic) == {"id", "kind", "text", "required"}
	ids = [question["id"] for question in view["ar"]["questions"]]
	assert ids == ["rating", "recommend", "comment"]


def test_a_question_without_a_text_in_one_language_shows_the_other():
	assert Question("q", "text", "Why?", "").text("ar") == "Why?"
	assert Question("q", "text", "", "لماذا؟").text("en") == "لماذا؟"
