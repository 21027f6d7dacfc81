import re

from workshop_crm.core.surveys.defaults import DEFAULT_SURVEY
from workshop_crm.core.surveys.model import Question, form_of
from workshop_crm.core.surveys.view import guest_view, unavailable_view


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
	view = guest_view("open", DEFAULT_SURVEY, "ar", "Huda", None)["survey"]
	assert all(re.search("[ء-ي]", text) and not re.search("[A-Za-z]", text) for text in texts(view["ar"]))
	assert all(re.search("[A-Za-z]", text) and not re.search("[ء-ي]", text) for text in texts(view["en"]))


def test_both_languages_show_the_same_questions():
	view = guest_view("open", DEFAULT_SURVEY, "ar", "Huda", None)["survey"]
	for arabic, english in zip(view["ar"]["questions"], view["en"]["questions"], strict=True):
		assert {**arabic, "text": ""} == {**english, "text": ""}
		assert set(arabic) == {"id", "kind", "text", "required"}
	ids = [question["id"] for question in view["ar"]["questions"]]
	assert ids == ["rating", "recommend", "comment"]


def test_a_question_without_a_text_in_one_language_shows_the_other():
	assert Question("q", "text", "Why?", "").text("ar") == "Why?"
	assert Question("q", "text", "", "لماذا؟").text("en") == "لماذا؟"


def test_the_guest_is_greeted_by_the_first_name_in_each_script_or_as_there_is_one():
	both = guest_view("open", DEFAULT_SURVEY, "en", "Huda Salem", "هدى سالم")
	assert both["first_names"] == {"ar": "هدى", "en": "Huda"}
	assert guest_view("open", DEFAULT_SURVEY, "en", "Huda", None)["first_names"] == {
		"ar": "Huda",
		"en": "Huda",
	}
	assert unavailable_view()["first_names"] == {"ar": "", "en": ""}


def test_a_form_is_read_from_the_record_of_its_survey():
	texts = ("title_en", "title_ar", "intro_en", "intro_ar", "thanks_en", "thanks_ar")
	survey = {"name": DEFAULT_SURVEY.name, **{field: getattr(DEFAULT_SURVEY, field) for field in texts}}
	rows = [
		{
			"question_id": question.id,
			"kind": question.kind,
			"text_en": question.text_en,
			"text_ar": question.text_ar,
			"required": int(question.required),
			"options": None,
		}
		for question in DEFAULT_SURVEY.questions
	]
	assert form_of(survey, rows) == DEFAULT_SURVEY
