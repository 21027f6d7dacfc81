from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.money import Rounding, decimals_of

amounts = st.decimals(-(10**9), 10**9, places=6)
decimals = st.integers(0, 3)


@pytest.mark.parametrize(
	("currency", "expected"), [("SAR", 2), ("KWD", 3), ("BHD", 3), ("OMR", 3), ("JPY", 0), ("XYZ", 2)]
)
def test_a_currency_has_the_decimals_of_its_coins(currency, expected):
	assert decimals_of(currency) == expected


@pytest.mark.parametrize(
	("method", "rounded"),
	[
		("Banker's Rounding", ["12.34", "12.36", "-12.34"]),
		("Banker's Rounding (legacy)", ["12.35", "12.36", "-12.34"]),
		("Commercial Rounding", ["12.35", "12.36", "-12.35"]),
	],
)
def test_a_half_goes_where_the_method_says(method, rounded):
	exact = [Decimal("12.345"), Decimal("12.355"), Decimal("-12.345")]
	assert [str(Rounding(2, method).of(amount)) for amount in exact] == rounded


def test_the_legacy_method_takes_a_half_of_a_whole_number_to_the_even_one():
	assert [Rounding(0, "Banker's Rounding (legacy)").of(Decimal(n)) for n in ("2.5", "3.5")] == [2, 4]


@given(amounts, decimals, st.sampled_from(["Banker's Rounding", "Commercial Rounding"]))
def test_rounding_changes_an_amount_by_at_most_half_of_the_smallest_coin_and_only_once(
	amount, places, method
):
	rounding = Rounding(places, method)
	rounded = rounding.of(amount)
	assert abs(rounded - amount) <= rounding.half
	assert rounding.of(rounded) == rounded
	mode = ROUND_HALF_UP if method == "Commercial Rounding" else ROUND_HALF_EVEN
	assert rounded == amount.quantize(Decimal(1).scaleb(-places), mode)


@given(st.integers(-(10**12), 10**12))
def test_an_amount_in_fils_reaches_the_screen_unchanged(fils):
	assert Decimal(str(Rounding(3).number(Decimal(fils).scaleb(-3)))) == Decimal(fils).scaleb(-3)
