"""What a line costs, and that the screen has shown it."""

from contextlib import nullcontext
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.money import USUAL
from workshop_crm.core.visits.discounts import Discount
from workshop_crm.core.visits.lines import SaleLine
from workshop_crm.core.visits.prices import check_shown, less_discount, line_price

money = st.decimals(min_value="0.01", max_value=100_000, places=2)


def line(rate: object = None, *, is_listed: bool = False, **more) -> SaleLine:
	return SaleLine(
		"OIL", Decimal(1), None if rate is None else Decimal(str(rate)), is_listed=is_listed, **more
	)


@given(money, money)
def test_a_typed_price_stands_and_any_other_is_the_customers_own(typed, own):
	for sold, rate in ((line(typed), typed), (line(typed, is_listed=True), own), (line(), own)):
		price = line_price(sold, own, USUAL)
		assert (price.rate, price.listed) == (rate, own)


def test_a_typed_price_is_rounded_to_coins_and_one_of_nothing_is_a_price():
	assert line_price(line("9.999"), Decimal(12), USUAL).rate == 10
	assert line_price(line(0), Decimal(12), USUAL).rate == 0


def test_what_is_on_no_list_is_measured_by_its_own_price():
	price = line_price(line(60), Decimal(0), USUAL)
	assert price.listed is None
	assert price.full(counts_prices=True) == 60


def test_a_discount_comes_off_the_price_that_is_charged():
	half = line(80, discount=Discount(percent=Decimal(50)))
	price = less_discount(line_price(half, Decimal(100), USUAL), half, USUAL)
	assert (price.rate, price.off, price.percent_off(counts_prices=True)) == (80, 40, 60)


@given(money, money)
def test_a_price_that_has_changed_since_it_was_shown_is_said_and_not_charged(shown, now):
	sold = [line(shown, is_listed=True), line(shown), line()]
	prices = [line_price(one, now, USUAL) for one in sold]
	with pytest.raises(InvalidInput, match="now instead of") if shown != now else nullcontext():
		check_shown(sold, prices, USUAL)
	check_shown(sold[1:], prices[1:], USUAL)
