"""What is taken off a price or a sale by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.money import USUAL
from workshop_crm.core.visits.discounts import NO_DISCOUNT, Discount, read_discount

money = st.decimals(min_value="0.01", max_value=100_000, places=2)
percents = st.decimals(min_value=0, max_value=100, places=2)


@pytest.mark.parametrize(
	("raw", "expected"),
	[
		({}, NO_DISCOUNT),
		({"discount_percent": ""}, NO_DISCOUNT),
		({"discount_percent": 10}, Discount(percent=Decimal(10))),
		({"discount_amount": "12.5"}, Discount(amount=Decimal("12.5"))),
	],
)
def test_a_discount_is_read(raw, expected):
	assert read_discount(raw) == expected


@pytest.mark.parametrize(
	"raw",
	[
		{"discount_percent": 101},
		{"discount_percent": -1},
		{"discount_amount": "x"},
		{"discount_amount": True},
		{"discount_amount": float("nan")},
		{"discount_percent": 5, "discount_amount": 5},
	],
)
def test_what_is_no_discount_is_refused_at_its_field(raw):
	with pytest.raises(InvalidInput) as refused:
		read_discount(raw)
	assert refused.value.field == "discount"


@given(money, percents)
def test_a_share_never_takes_off_more_than_the_price(price, percent):
	off = Discount(percent=percent).off(price, USUAL)
	assert 0 <= off <= price
	assert abs(off - price * percent / 100) <= USUAL.half


def test_an_amount_above_the_price_is_refused():
	with pytest.raises(InvalidInput, match="more than there is to pay"):
		Discount(amount=Decimal(11)).off(Decimal(10), USUAL)
