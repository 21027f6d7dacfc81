import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.surveys.answers import MAX_TEXT, check_answers
from workshop_crm.core.surveys.defaults import DEFAULT_SURVEY
from workshop_crm.core.surveys.model import Answer, Question, SurveyForm

YES_NO = Question("again", "yes_no", "Will you come again?", "هل ستعود؟")
OPTIONAL = SurveyForm("Short", "", "", "", "", "", "", (YES_NO,))

json_values = (
	st.none()
	| st.booleans()
	| st.integers(-2, 12)
	| st.floats()
	| st.text(max_size=5)
	| st.sampled_from(["5", "٣", "yes", "10", " 1 ", 10**30, [4], {"value": 4}])
)


def test_answers_come_back_in_the_forms_order_with_their_types():
	raw = {"comment": " Very good \n", "recommend": "9", "rating": 5}
	assert check_answers(DEFAULT_SURVEY, raw) == [
		Answer("rating", 5),
		Answer("recommend", 9),
		Answer("comment", "Very good"),
	]


def test_questions_left_empty_are_left_out():
	raw = {"rating": 4, "recommend": "", "comment": "  "}
	assert check_answers(DEFAULT_SURVEY, raw) == [Answer("rating", 4)]


def test_numbers_may_be_written_in_arabic_digits():
	assert check_answers(DEFAULT_SURVEY, {"rating": "٥", "recommend": "١٠"}) == [
		Answer("rating", 5),
		Answer("recommend", 10),
	]


def test_zero_is_an_answer():
	assert Answer("recommend", 0) in check_answers(DEFAULT_SURVEY, {"rating": 1, "recommend": 0})


def test_a_missing_required_answer_names_the_question_in_the_guests_language():
	with pytest.raises(InvalidInput, match="How satisfied"):
		check_answers(DEFAULT_SURVEY, {"comment": "hello"})
	with pytest.raises(InvalidInput, match="ما مدى رضاك"):
		check_answers(DEFAULT_SURVEY, {}, "ar")


@pytest.mark.parametrize(
	"value", [0, 6, -1, "6", "4.5", "005", 4.5, True, "five", [4], {"value": 4}, float("nan"), 10**30]
)
def test_a_rating_outside_one_to_five_is_refused_with_its_question(value):
	with pytest.raises(InvalidInput, match="from 1 to 5: How satisfied"):
		check_answers(DEFAULT_SURVEY, {"rating": value})


@pytest.mark.parametrize(
	("value", "answer"), [(True, True), (False, False), ("yes", True), ("No", False), ("0", False), (1, True)]
)
def test_yes_and_no_are_understood_in_every_form_a_browser_sends(value, answer):
	assert check_answers(OPTIONAL, {"again": value}) == [Answer("again", answer)]


def test_anything_but_yes_or_no_is_refused_with_its_question():
	with pytest.raises(InvalidInput, match="come again"):
		check_answers(OPTIONAL, {"again": "maybe"})


def test_an_answer_to_an_unknown_question_is_refused():
	with pytest.raises(InvalidInput, match="is_admin"):
		check_answers(DEFAULT_SURVEY, {"rating": 5, "is_admin": 1})


def test_a_form_sent_without_any_answer_is_refused():
	with pytest.raises(InvalidInput, match="at least one"):
		check_answers(OPTIONAL, {})


def test_words_are_limited_and_kept_free_of_control_characters():
	comment = check_answers(DEFAULT_SURVEY, {"rating": 5, "comment": "a\x00\x1b[31mb\nc\u202e"})[1].value
	assert comment == "a[31mb\nc"
	with pytest.raises(InvalidInput, match=str(MAX_TEXT)):
		check_answers(DEFAULT_SURVEY, {"rating": 5, "comment": "x" * (MAX_TEXT + 1)})


def test_words_that_show_nothing_are_no_answer():
	assert check_answers(DEFAULT_SURVEY, {"rating": 5, "comment": "\u200e\x00 "}) == [Answer("rating", 5)]


def test_words_must_be_text():
	with pytest.raises(InvalidInput, match="anything you would like"):
		check_answers(DEFAULT_SURVEY, {"rating": 5, "comment": ["a"]})


@given(
	st.fixed_dictionaries(
		{"rating": json_values},
		optional={"recommend": json_values, "comment": json_values, "again": json_values},
	)
)
def test_whatever_a_guest_sends_is_either_a_valid_answer_or_refused(raw):
	form = SurveyForm("All", "", "", "", "", "", "", (*DEFAULT_SURVEY.questions, YES_NO))
	try:
		values = {answer.question: answer.value for answer in check_answers(form, raw)}
	except InvalidInput:
		return
	assert values["rating"] in range(1, 6)
	assert values.get("recommend", 0) in range(11)
	assert values.get("again", True) in (True, False)
	assert values.get("comment", "x").strip()


@pytest.mark.parametrize("raw", [None, "rating=5", [5], 5])
def test_what_is_no_form_at_all_is_refused(raw):
	with pytest.raises(InvalidInput, match="at least one"):
		check_answers(DEFAULT_SURVEY, raw)
