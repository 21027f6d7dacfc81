import re
from decimal import Decimal

from workshop_crm.core.surveys.conditions import Condition
from workshop_crm.core.surveys.defaults import DEFAULT_SURVEY
from workshop_crm.core.surveys.model import Question, SurveyForm
from workshop_crm.core.surveys.options import Option
from workshop_crm.core.surveys.records import dump_form, form_of, form_record, load_form
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
		words = dict.fromkeys(("text", "low_label", "high_label", "numbers"), "")
		assert {**arabic, **words} == {**english, **words}
		assert [number["value"] for number in arabic["numbers"]] == [
			number["value"] for number in english["numbers"]
		]
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


def test_an_answered_link_tells_neither_a_name_nor_the_questions():
	view = guest_view("answered", DEFAULT_SURVEY, "en", "Huda Salem", "هدى سالم")
	assert view["first_names"] == {"ar": "", "en": ""}
	assert view["survey"]["en"]["questions"] == []
	assert view["survey"]["en"]["thanks"]


def test_numbers_stand_in_the_digits_of_the_language():
	view = guest_view("open", DEFAULT_SURVEY, "ar", "Huda", None)["survey"]
	assert view["ar"]["questions"][1]["numbers"][10] == {"value": 10, "text": "١٠"}
	assert view["en"]["questions"][1]["numbers"][10] == {"value": 10, "text": "10"}


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


EVERYTHING = SurveyForm(
	"All",
	"T",
	"ت",
	"",
	"",
	"Thanks",
	"شكرا",
	(
		Question("score", "rating", "Score?", "كم؟", True, (), "Bad", "سيئ", "Good", "جيد", highest=10),
		Question("level", "scale", "Level?", "المستوى؟", lowest=0, highest=4, weight=Decimal("2.5")),
		Question(
			"why",
			"multiple",
			"Why?",
			"لماذا؟",
			options=(Option("wait", "The wait", "الانتظار"), Option("price", "The price", "السعر")),
			show_if=Condition("score", "at most", "6"),
		),
	),
)


def test_a_form_becomes_a_record_and_a_version_and_the_same_form_again():
	record = form_record(EVERYTHING)
	assert form_of(record, record["questions"]) == EVERYTHING
	assert load_form(dump_form(EVERYTHING), "All") == EVERYTHING
	assert dump_form(load_form(dump_form(EVERYTHING), "All")) == dump_form(EVERYTHING)


def test_a_version_goes_by_the_present_name_of_its_survey():
	assert load_form(dump_form(EVERYTHING), "Renamed").name == "Renamed"


def test_a_row_from_before_there_were_weights_counts_one():
	row = {"question_id": "q", "kind": "rating", "text_en": "?", "text_ar": "؟", "weight": None}
	assert form_of({"name": "S"}, [row]).questions[0].weight == 1
