import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.names.phones import is_fixed_line, parse_phone, split_extension, with_extension


@pytest.mark.parametrize(
	"typed",
	[
		"011 234 5678 ext. 12",
		"0112345678 ext12",
		"011 2345678x12",
		"0112345678 X 12",
		"011-234-5678 #12",
		"0112345678#12",
		"0112345678, ext 12",
		"0112345678 (ext. 12)",
		"0112345678 extension: 12",
		"٠١١٢٣٤٥٦٧٨ تحويلة ١٢",
		"0112345678 تحويله: 12",
		"0112345678 داخلي 12",
		"+966 11 234 5678 داخلي ١٢",
	],
)
def test_an_extension_is_read_apart_from_the_number(typed):
	number, extension = split_extension(typed)
	assert (parse_phone(number, "SA"), extension) == ("+966112345678", "12")


@pytest.mark.parametrize(
	"typed",
	[
		"0112345678",
		"+966 11 234 5678",
		"ext 12",
		"x12",
		"#12",
		"",
		"055 123 4567 home",
		"0551234567 / 0559876543",
	],
)
def test_a_number_without_one_stays_as_it_is(typed):
	assert split_extension(typed) == (typed, "")


@given(st.from_regex(r"\+966[0-9]{8,9}", fullmatch=True), st.from_regex(r"[0-9]{1,6}", fullmatch=True))
def test_what_is_written_for_a_number_and_its_extension_is_read_again(phone, extension):
	assert split_extension(with_extension(phone, extension)) == (phone, extension)


@given(st.text(st.characters()))
def test_any_text_may_be_asked(text):
	split_extension(text)
	is_fixed_line(text)


@pytest.mark.parametrize(
	("phone", "is_fixed"),
	[
		("+966551234567", False),
		("+966112345678", True),
		("+966920012345", True),
		("+96522211111", True),
		("+96599711111", False),
		("+97142345678", True),
		("+971501234567", False),
		("+12025550123", False),
		("937", False),
	],
)
def test_fixed_lines_and_service_numbers_are_known(phone, is_fixed):
	assert is_fixed_line(phone) is is_fixed
