"""Expected digits are of VINs that are published as examples of the rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.names.vins import CHECK_POSITION, check_digit

LETTERS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
# ISO 3779 gives these characters one value each, so that a sum cannot tell them apart.
SAME_VALUE = ("AJ1", "BKS2", "CLT3", "DMU4", "ENV5", "FW6", "GPX7", "HY8", "RZ9", "0")


@st.composite
def valid_vins(draw: st.DrawFn) -> str:
	vin = draw(st.text(LETTERS, min_size=17, max_size=17))
	return vin[:CHECK_POSITION] + check_digit(vin) + vin[CHECK_POSITION + 1 :]


def is_valid(vin: str) -> bool:
	return vin[CHECK_POSITION] == check_digit(vin)


def looks_the_same(one: str, other: str) -> bool:
	return any(one in group and other in group for group in SAME_VALUE)


def test_the_groups_of_equal_value_hold_every_character_once():
	assert sorted("".join(SAME_VALUE)) == sorted(LETTERS)


@pytest.mark.parametrize("vin", ["1M8GDM9AXKP042788", "5GZCZ43D13S812715", "11111111111111111"])
def test_published_vins_are_valid(vin):
	assert is_valid(vin)


@given(valid_vins(), st.integers(0, 16))
def test_every_single_wrong_character_is_noticed_unless_it_has_the_value_of_the_right_one(vin, place):
	for letter in LETTERS:
		changed = vin[:place] + letter + vin[place + 1 :]
		is_blind_spot = letter == vin[place] or (
			place != CHECK_POSITION and looks_the_same(letter, vin[place])
		)
		assert is_valid(changed) == is_blind_spot, changed


@given(st.text(LETTERS, min_size=17, max_size=17))
def test_the_digit_does_not_depend_on_what_stands_in_its_place(vin):
	assert {check_digit(vin[:CHECK_POSITION] + c + vin[CHECK_POSITION + 1 :]) for c in LETTERS} == {
		check_digit(vin)
	}


@pytest.mark.parametrize(
	"vin", ["", "1M8GDM9AXKP04278", "1M8GDM9AXKP0427888", "1M8GDM9AXKPO42788", "1m8gdm9axkp042788"]
)
def test_what_is_no_vin_has_no_check_digit(vin):
	with pytest.raises(ValueError, match="check digit"):
		check_digit(vin)
