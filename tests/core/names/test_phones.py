import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.digits import to_arabic_digits
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.names.phones import (
	NO_SUCH_COUNTRY,
	NOT_OF_ITS_COUNTRY,
	ODD_CHARACTERS,
	PHONE_PROBLEMS,
	TOO_LONG,
	TOO_SHORT,
	WITHOUT_COUNTRY_CODE,
	display_phone,
	national_digits,
	parse_phone,
	phone_as_typed,
	phone_problem,
)

MOBILES = st.integers(500_000_00, 599_999_99).map(lambda n: f"{n:08d}").map(lambda n: "55" + n[1:])
SPELLINGS = [
	lambda n: "0" + n,
	lambda n: n,
	lambda n: "+966" + n,
	lambda n: "00966" + n,
	lambda n: "966" + n,
	lambda n: f"0{n[:2]} {n[2:5]} {n[5:]}",
	lambda n: f"+966 ({n[:2]}) {n[2:5]}-{n[5:]}",
	lambda n: to_arabic_digits("0" + n),
	lambda n: "\u202a+966 " + n + "\u202c",
	lambda n: f"0{n[:2]}\u2011{n[2:]}",
	lambda n: f"966{n}+",
	lambda n: f"966 {n[:2]} {n[2:]} +",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(national=MOBILES)
def test_a_mobile_number_is_the_same_in_any_usual_spelling(spelling, national):
	assert parse_phone(spelling(national)) == "+966" + national
	assert national_digits(spelling(national)) == national


@given(national=MOBILES)
def test_a_number_as_displayed_is_read_back_as_itself(national):
	for region in ("SA", "AE"):
		assert parse_phone(display_phone("+966" + national, region), region) == "+966" + national


@given(MOBILES, st.sampled_from(["0", "+966", "00966", "+966 (0)"]), st.data())
def test_blanks_hyphens_and_digits_of_any_script_may_stand_anywhere(national, prefix, data):
	blanks = st.sampled_from(["", " ", "  ", "-", "\u00a0", "\u2011", "\u200e"])
	typed = prefix + "".join(data.draw(blanks) + digit for digit in national)
	assert parse_phone(data.draw(st.sampled_from([typed, to_arabic_digits(typed)]))) == "+966" + national


def test_a_foreign_number_keeps_its_country():
	assert parse_phone("+971 50 123 4567") == "+971501234567"
	assert display_phone("+971501234567").startswith("+971")
	assert national_digits("+971501234567") == "501234567"


@pytest.mark.parametrize(
	"text", ["", "055", "abc", "0551ABC567", "+", "0" * 50, "05512345678", "\ud800", "١٢"]
)
def test_what_cannot_be_dialled_is_refused(text):
	with pytest.raises(InvalidInput):
		parse_phone(text)


@pytest.mark.parametrize(
	("typed", "problem"),
	[
		("8989889890", WITHOUT_COUNTRY_CODE),
		("937", WITHOUT_COUNTRY_CODE),
		("+91 0000000000", NOT_OF_ITS_COUNTRY),
		("+966 55", TOO_SHORT),
		("+966 55 123 4567 89", TOO_LONG),
		("+999 55 123 4567", NO_SUCH_COUNTRY),
		("call his brother", ODD_CHARACTERS),
		("055 123 4567", ""),
		("+971 50 123 4567", ""),
	],
)
def test_a_phone_that_is_none_is_kept_and_shown_as_typed_with_what_is_wrong(typed, problem):
	kept = phone_as_typed(typed)
	assert phone_problem(kept) == problem
	if problem:
		assert kept == display_phone(kept) == typed


@pytest.mark.parametrize("typed", ["0551", "551", "+966 55 1", "00966551", "٠٥٥١", "055-1"])
def test_the_part_typed_so_far_is_reduced_to_national_digits(typed):
	assert national_digits(typed) == "551"


@given(st.text(st.characters()))
def test_no_text_breaks_the_reading_of_phones(text):
	assert national_digits(text).isdigit() or national_digits(text) == ""
	assert isinstance(display_phone(text), str)
	assert phone_problem(phone_as_typed(text)) in PHONE_PROBLEMS | {""}
	try:
		number = phonenumbers.parse(parse_phone(text))
	except InvalidInput:
		return
	assert phonenumbers.is_valid_number(number)
