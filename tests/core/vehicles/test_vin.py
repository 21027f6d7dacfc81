import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workshop_crm.core.common.digits import to_arabic_digits
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.names.vins import CHECK_POSITION, check_digit
from workshop_crm.core.vehicles.vin import (
	CHECK_DIGIT_BY_LAW,
	Vin,
	changed_vin,
	check_vin,
	is_vin,
	kept_vin,
	vin_remark,
)

GOOD = "1M8GDM9AXKP042788"
LETTERS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"


@st.composite
def valid_vins(draw: st.DrawFn) -> str:
	vin = draw(st.text(LETTERS, min_size=17, max_size=17))
	whole = vin[:CHECK_POSITION] + check_digit(vin) + vin[CHECK_POSITION + 1 :]
	assume(len(set(whole)) > 1)
	return whole


@given(
	valid_vins(),
	st.sampled_from([str, str.lower, to_arabic_digits]),
	st.sampled_from(["", " ", "-", "\u00a0"]),
)
def test_a_valid_vin_is_taken_in_any_spelling_and_needs_no_reason(vin, spelling, blank):
	assert check_vin(blank.join(spelling(vin))) == Vin(vin, "")
	assert check_vin(vin, "not needed") == Vin(vin, "")


def test_nothing_typed_is_no_vin():
	assert check_vin("") == check_vin(" - ", "reason") == Vin("", "")


def test_a_wrong_check_digit_is_refused_with_the_right_one_and_kept_with_a_reason():
	with pytest.raises(InvalidInput, match="should be X and is 1") as error:
		check_vin("1M8GDM9A1KP042788")
	assert error.value.field == "vin_reason"
	assert check_vin("1M8GDM9A1KP042788", "  On the   papers ") == Vin("1M8GDM9A1KP042788", "On the papers")


@given(valid_vins(), st.sampled_from(LETTERS))
def test_another_check_digit_needs_a_reason_where_the_law_asks_for_one_and_is_remarked_elsewhere(vin, digit):
	changed = vin[:CHECK_POSITION] + digit + vin[CHECK_POSITION + 1 :]
	assume(len(set(changed)) > 1)
	if digit == vin[CHECK_POSITION]:
		assert check_vin(changed) == Vin(changed)
		assert vin_remark(changed) is None
		return
	if vin[0] not in CHECK_DIGIT_BY_LAW:
		assert check_vin(changed) == Vin(changed)
		assert "no check digit" in str(vin_remark(changed))
		return
	with pytest.raises(InvalidInput) as error:
		check_vin(changed)
	assert error.value.values == {"vin": changed, "expected": vin[CHECK_POSITION], "found": digit}
	assert check_vin(changed, "Seen") == Vin(changed, "Seen")


@pytest.mark.parametrize("number", ["BJ40-001234", "12345", "IOQ12", "AB" * 8])
def test_the_shorter_number_of_an_older_car_needs_a_reason(number):
	with pytest.raises(InvalidInput, match="give the reason why it is shorter"):
		check_vin(number)
	assert check_vin(number, "1978 model") == Vin(number, "1978 model")


@pytest.mark.parametrize(("wrong", "right"), [("I", "1"), ("O", "0"), ("Q", "0")])
def test_a_letter_that_no_vin_has_is_refused_even_with_a_reason_and_the_digit_is_suggested(wrong, right):
	with pytest.raises(InvalidInput, match=f"the letter {wrong}.*the digit {right}"):
		check_vin(GOOD[:3] + wrong + GOOD[4:], "Seen")


@pytest.mark.parametrize(
	"number", ["1234", GOOD + "1", GOOD + GOOD, GOOD[:-1] + "?", "عشرة ارقام", GOOD[:-1] + "É"]
)
def test_what_no_chassis_has_is_refused_even_with_a_reason(number):
	with pytest.raises(InvalidInput):
		check_vin(number, "Seen")


@given(st.text(st.characters(), max_size=60), st.text(max_size=20))
def test_no_text_breaks_the_reading_of_vins(text, reason):
	try:
		vin = check_vin(text, reason)
	except InvalidInput:
		return
	assert check_vin(vin.vin, vin.reason) == vin
	assert set(vin.vin) <= set(LETTERS + "IOQ-")


@pytest.mark.parametrize("scanned", [f"*{GOOD}*", f"I{GOOD}", f"*I{GOOD}*", f" *{GOOD.lower()}* "])
def test_what_scanners_add_is_no_part_of_the_number(scanned):
	assert check_vin(scanned) == kept_vin(scanned) == Vin(GOOD)
	assert is_vin(scanned)


@pytest.mark.parametrize("number", ["0" * 17, "1" * 17, "X" * 17, "00000"])
def test_one_character_repeated_is_refused_and_remarked_even_with_a_reason(number):
	with pytest.raises(InvalidInput, match="one character repeated"):
		check_vin(number)
	assert check_vin(number, "On the papers") == Vin(number, "On the papers")
	assert "one character repeated" in str(vin_remark(number, "On the papers"))


EUROPEAN = "WDB1240261Z123456"[:8] + "Z" + "1A123456"


def test_a_european_number_without_check_digit_is_taken_and_remarked():
	assert check_vin(EUROPEAN) == Vin(EUROPEAN)
	assert "no check digit" in str(vin_remark(EUROPEAN))
	with pytest.raises(InvalidInput, match="should be"):
		check_vin("1" + EUROPEAN[1:])


@pytest.mark.parametrize(
	"number", ["1234ABCD", "SE3P-100001", "12", "0" * 17, GOOD + "1", GOOD[:3] + "O" + GOOD[4:], "شاصي", "?!"]
)
def test_what_is_no_vin_is_kept_as_typed_with_a_remark(number):
	kept = kept_vin(f" {number} ")
	assert kept == Vin(number)
	assert kept_vin(kept.vin) == kept
	assert number in str(vin_remark(kept.vin))
	assert not is_vin(number)


def test_a_vin_needs_no_remark_and_a_reason_ends_the_one_of_a_doubtful_number():
	assert vin_remark("") is vin_remark(GOOD) is vin_remark("1234ABCD", "Trailer") is None
	assert vin_remark("12", "Seen") is not None
	assert is_vin(GOOD)
	assert is_vin(GOOD.lower())


@given(st.text(st.characters(), max_size=60))
def test_no_text_is_refused_where_numbers_are_kept_and_keeping_it_twice_changes_nothing(text):
	kept = kept_vin(text)
	assert kept_vin(kept.vin, kept.reason) == kept
	vin_remark(kept.vin)


@pytest.mark.parametrize(
	("values", "expected"),
	[
		({}, None),
		({"vin": "bj40-001234"}, None),
		({"vin": "BJ40-001234", "vin_reason": "1978 model"}, None),
		({"vin_reason": "Seen on the car"}, Vin("BJ40-001234", "Seen on the car")),
		({"vin": "1M8GDM9AXKP042788"}, Vin("1M8GDM9AXKP042788")),
		({"vin": ""}, Vin("")),
		({"vin": None}, Vin("")),
	],
)
def test_a_reason_stays_with_its_number_and_an_untouched_number_is_not_judged(values, expected):
	assert changed_vin(Vin("BJ40-001234", "1978 model"), values) == expected


@pytest.mark.parametrize("values", [{"vin_reason": ""}, {"vin": "BJ40-001235"}])
def test_a_changed_number_needs_a_reason_of_its_own(values):
	with pytest.raises(InvalidInput) as error:
		changed_vin(Vin("BJ40-001234", "1978 model"), values)
	assert error.value.field == "vin_reason"


def test_an_old_number_that_is_none_does_not_refuse_another_change():
	assert changed_vin(Vin("OOO"), {"make": "Kia", "vin": "OOO"}) is None
