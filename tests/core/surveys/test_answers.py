import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.surveys.answers import check_answers, read_answers
from workshop_crm.core.surveys.defaults import DEFAULT_SURVEY
from workshop_crm.core.surveys.model import KINDS, Answer, Question, SurveyForm
from workshop_crm.core.surveys.options import Option
from workshop_crm.core.surveys.photos import MAX_PHOTO_BYTES, MAX_PHOTOS, Upload, image_format, photo_name
from workshop_crm.core.surveys.values import MAX_TEXT

YES_NO = Question("again", "yes_no", "Will you come again?", "هل ستعود؟")
OPTIONAL = SurveyForm("Short", "", "", "", "", "", "", (YES_NO,))

OPTIONS = (Option("wait", "The wait", "الانتظار"), Option("price", "The price", "السعر"))
ALL_KINDS = SurveyForm(
	"All",
	"",
	"",
	"",
	"",
	"",
	"",
	tuple(
		Question(kind, kind, f"{kind}?", "؟", options=OPTIONS if kind in ("single", "multiple") else ())
		for kind in KINDS
	),
)
JPEG = b"\xff\xd8\xff\xe0 picture"

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


@pytest.mark.parametrize(
	("kind", "raw", "value"),
	[
		("smileys", "1", 1),
		("scale", "١٠", 10),
		("ces", 7, 7),
		("single", "wait", "wait"),
		("multiple", ["price", "wait", "price"], ("wait", "price")),
		("multiple", "price", ("price",)),
		("photo", [Upload(JPEG), Upload(JPEG)], ("photo-1.jpg", "photo-2.jpg")),
	],
)
def test_every_kind_is_read(kind, raw, value):
	assert check_answers(ALL_KINDS, {kind: raw}) == [Answer(kind, value)]


@pytest.mark.parametrize(
	("kind", "raw", "says"),
	[
		("smileys", 6, "from 1 to 5: smileys"),
		("scale", 0, "from 1 to 10: scale"),
		("ces", 8, "from 1 to 7: ces"),
		("single", "The wait", "one of the answers: single"),
		("single", ["wait"], "one of the answers: single"),
		("multiple", ["wait", "staff"], "one of the answers: multiple"),
		("multiple", {"wait": True}, "one of the answers: multiple"),
		("photo", "photo.jpg", "from the survey's page only"),
		("photo", [Upload(JPEG)] * (MAX_PHOTOS + 1), "at most 3 photos"),
		("photo", [Upload(JPEG + b"x" * MAX_PHOTO_BYTES)], "larger than 8 MB"),
		("photo", [Upload(b"GIF89a")], "cannot open this photo"),
		("photo", [Upload(b"<svg onload=alert(1)>")], "cannot open this photo"),
		("photo", [Upload(b"\0\0\0\x18ftypheic")], "HEIC"),
	],
)
def test_what_does_not_fit_a_kind_is_refused(kind, raw, says):
	with pytest.raises(InvalidInput, match=says):
		check_answers(ALL_KINDS, {kind: raw})


def test_as_many_stars_as_the_owner_chose():
	ten = Question("stars", "rating", "Stars?", "نجوم؟", highest=10)
	form = SurveyForm("Ten", "", "", "", "", "", "", (ten,))
	assert check_answers(form, {"stars": 10}) == [Answer("stars", 10)]
	with pytest.raises(InvalidInput, match="from 1 to 10"):
		check_answers(form, {"stars": 11})


def test_photos_are_given_beside_their_answer():
	checked = read_answers(ALL_KINDS, {"photo": [Upload(JPEG)]})
	assert checked.photos == {"photo": (Upload(JPEG),)}


@pytest.mark.parametrize(
	("data", "known"),
	[
		(JPEG, "jpeg"),
		(b"\x89PNG\r\n\x1a\n...", "png"),
		(b"RIFF....WEBPVP8 ", "webp"),
		(b"RIFF....WAVE", None),
		(b"\0\0\0\x18ftypmif1", "heic"),
		(b"\0\0\0\x18ftypisom", None),
		(b"", None),
	],
)
def test_a_photo_is_known_by_its_first_bytes(data, known):
	assert image_format(data) == known


def test_a_photo_is_kept_under_a_name_without_danger_and_without_a_double():
	assert photo_name("damage", 2) == "damage-2.jpg"
	odd = photo_name("../../etc", 1), photo_name("صورة", 1), photo_name("ضرر", 1)
	assert len(set(odd)) == 3
	assert all(name.removesuffix("-1.jpg").isalnum() for name in odd)


@given(
	st.dictionaries(
		st.sampled_from(KINDS), json_values | st.lists(json_values, max_size=3) | st.sampled_from(["wait"])
	)
)
def test_whatever_comes_for_any_kind_is_an_answer_or_is_refused(raw):
	try:
		answers = check_answers(ALL_KINDS, raw)
	except InvalidInput:
		return
	for answer in answers:
		scale = ALL_KINDS.question(answer.question).scale
		assert scale is None or scale[0] <= answer.value <= scale[1]
		assert all(answer.chosen())
