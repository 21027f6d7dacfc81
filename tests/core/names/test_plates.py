import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.errors import InvalidInput
from workshop_crm.core.names.plates import LONGEST_PLATE, Plate, mirrored_key, parse_plate, plate_key

LETTERS = st.text("ABDEGHJKLNRSTUVXZ", min_size=1, max_size=3)
NUMBERS = st.integers(1, 9999)


@pytest.mark.parametrize(
	"text",
	[
		"ABJ 1234",
		"abj1234",
		"A B J 1234",
		"1234 ABJ",
		"أ ب ح ١٢٣٤",
		"ابح1234",
		"١٢٣٤ أ ب ح",
		"\u200fأ-ب-ح ۱۲۳۴",
	],
)
def test_a_saudi_plate_is_the_same_in_both_scripts_and_any_spacing(text):
	assert parse_plate(text) == Plate("ABJ 1234", "أ ب ح ١٢٣٤", "ABJ1234")


@pytest.mark.parametrize("text", ["هـ و ى 0012", "ه و ي ١٢", "HUV 12"])
def test_tatweel_padding_and_the_two_forms_of_yeh_do_not_matter(text):
	assert parse_plate(text) == Plate("HUV 12", "ه و ى ١٢", "HUV12")


@given(LETTERS, NUMBERS)
def test_a_plate_comes_back_from_either_script(letters, number):
	plate = parse_plate(f"{letters} {number}")
	assert parse_plate(plate.latin) == parse_plate(plate.arabic) == parse_plate(plate.key) == plate


def test_a_plate_of_another_country_is_kept_as_typed():
	assert parse_plate(" Dubai a ١٢٣٤٥ ") == Plate("DUBAI A 12345", "DUBAI A 12345", "DUBAIA12345")


@pytest.mark.parametrize("text", ["", "  -", "\u200f", "\ud800", "A" * (LONGEST_PLATE + 1)])
def test_no_plate_is_refused(text):
	with pytest.raises(InvalidInput):
		parse_plate(text)


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
