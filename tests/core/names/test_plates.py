import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.digits import to_arabic_digits
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.names.plates import MAX_PLATE, Plate, mirrored_key, parse_plate, plate_key

PAIRS = dict(zip("ABJDRSXTEGKLZNHUV", "ابحدرسصطعقكلمنهوى", strict=True))
LETTERS = st.text("".join(PAIRS), min_size=1, max_size=3)
NUMBERS = st.integers(1, 9999)
BLANKS = st.sampled_from(["", " ", "  ", "-", "\u200f", "\u00a0", " \u200e"])


@st.composite
def gulf_plates(draw: st.DrawFn) -> str:
	"""Plates of the neighbours: a code of letters or digits before a number that no Saudi plate has, or only digits."""
	code = draw(st.sampled_from(["A", "AA", "5", "12", "DUBAI A", "دبي A", "16", ""]))
	between = draw(st.sampled_from([" ", "/", "-", " / "]))
	return f"{code}{between}{draw(st.integers(10_000, 999_999))}".strip(" /-")


def arabic(letters: str, number: int) -> str:
	"""As on the plate: under every Arabic letter, read from the right, its Latin one, read from the left."""
	return " ".join(PAIRS[letter] for letter in reversed(letters)) + f" {to_arabic_digits(str(number))}"


@pytest.mark.parametrize(
	"text",
	[
		"JBA 1234",
		"jba1234",
		"J B A 1234",
		"1234 JBA",
		"أ ب ح ١٢٣٤",
		"ابح1234",
		"١٢٣٤ أ ب ح",
		"\u200fأ-ب-ح ۱۲۳۴",
	],
)
def test_a_saudi_plate_is_the_same_in_both_scripts_and_any_spacing(text):
	assert parse_plate(text) == Plate("JBA 1234", "أ ب ح ١٢٣٤", "JBA1234")


@pytest.mark.parametrize("text", ["هـ و ى 0012", "ه و ي ١٢", "هــو ی 12", "VUH 12"])
def test_tatweel_padding_and_the_forms_of_yeh_do_not_matter(text):
	assert parse_plate(text) == Plate("VUH 12", "ه و ى ١٢", "VUH12")


@pytest.mark.parametrize("alef", ["ا", "أ", "إ", "آ", "ٱ"])
def test_every_alef_is_the_same_letter(alef):
	assert parse_plate(f"{alef} ١") == Plate("A 1", "أ ١", "A1")


@pytest.mark.parametrize(("latin", "arabic_letter"), PAIRS.items())
def test_each_latin_letter_stands_under_its_partner(latin, arabic_letter):
	assert parse_plate(f"{arabic_letter} ب ٧").latin == f"B{latin} 7"


@given(LETTERS, NUMBERS)
def test_a_plate_comes_back_from_either_script(letters, number):
	plate = parse_plate(f"{letters} {number}")
	assert plate.latin == f"{letters} {number}"
	assert plate.arabic.replace("أ", "ا") == arabic(letters, number)
	assert parse_plate(plate.latin) == parse_plate(plate.arabic) == parse_plate(plate.key) == plate


@given(LETTERS, NUMBERS, st.data())
def test_spacing_tatweel_digits_and_the_order_of_letters_and_digits_do_not_matter(letters, number, data):
	blank = data.draw(BLANKS)
	tatweel = data.draw(st.sampled_from(["", "ـ", "ــ"]))
	digits = data.draw(st.sampled_from([str(number), f"{number:04}", to_arabic_digits(str(number))]))
	in_arabic = blank.join(PAIRS[letter] + tatweel for letter in reversed(letters))
	in_latin = blank.join(data.draw(st.sampled_from([letters, letters.lower()])))
	for typed in (in_arabic, in_latin):
		for both in (f"{typed}{blank}{digits}", f"{digits}{blank}{typed}"):
			assert parse_plate(both) == parse_plate(f"{letters} {number}")


@given(LETTERS.filter(lambda letters: letters != letters[::-1]), NUMBERS)
def test_the_order_of_the_letters_tells_plates_apart(letters, number):
	assert parse_plate(f"{letters} {number}").key != parse_plate(f"{letters[::-1]} {number}").key


@pytest.mark.parametrize("text", ["ABح 1234", "أBJ 1", "1234 اA", "د A 12"])
def test_letters_of_both_scripts_have_no_order_and_are_refused(text):
	with pytest.raises(InvalidInput, match="mixes Arabic and Latin letters"):
		parse_plate(text)


@pytest.mark.parametrize(
	("typed", "plate"),
	[
		(" Dubai a ١٢٣٤٥ ", Plate("DUBAI A 12345", "DUBAI A ١٢٣٤٥", "DUBAIA12345")),
		("12/34567", Plate("12/34567", "١٢/٣٤٥٦٧", "1234567")),
		("5 12345", Plate("5 12345", "٥ ١٢٣٤٥", "512345")),
		("١٢٣٤٥٦", Plate("123456", "١٢٣٤٥٦", "123456")),
		("دبي A 12345", Plate("دبي A 12345", "دبي A ١٢٣٤٥", "دبيA12345")),
		("ABC 123", Plate("ABC 123", "ABC ١٢٣", "ABC123")),
	],
)
def test_a_plate_of_another_country_is_kept_as_typed_with_the_digits_of_each_script(typed, plate):
	assert parse_plate(typed) == plate


@given(gulf_plates())
def test_a_plate_of_another_country_comes_back_from_either_script(typed):
	plate = parse_plate(typed)
	assert (
		parse_plate(plate.latin) == parse_plate(plate.arabic) == parse_plate(to_arabic_digits(typed)) == plate
	)


@pytest.mark.parametrize("text", ["", "  -", "\u200f", "\ud800", "ـ", "A" * (MAX_PLATE + 1)])
def test_no_plate_is_refused(text):
	with pytest.raises(InvalidInput):
		parse_plate(text)


@pytest.mark.parametrize(
	("typed", "key"), [("أ ب ح", "JBA"), ("أ ب", "BA"), ("أ ب ح ١", "JBA1"), ("JB", "JB"), ("ABC", "ABC")]
)
def test_the_letters_typed_so_far_have_the_order_of_the_whole_plate(typed, key):
	assert plate_key(typed) == key


def test_a_plate_read_from_the_wrong_side_has_a_key_of_its_own():
	assert mirrored_key("ABJ1234") == "JBA1234"
	assert mirrored_key("DUBAIA12345") == "DUBAIA12345"


@given(st.text(st.characters()))
def test_no_text_breaks_the_reading_of_plates(text):
	key = plate_key(text)
	assert all(c.isalnum() for c in key)
	try:
		plate = parse_plate(text)
	except InvalidInput:
		return
	assert plate.key == key
