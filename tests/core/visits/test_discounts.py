"""What may be taken off by hand, and by whom."""

from contextlib import nullcontext
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.money import USUAL
from workshop_crm.core.visits.discounts import (
	ALL,
	NO_DISCOUNT,
	Discount,
	Given,
	check_limit,
	check_limits,
	counts_prices,
	full_price,
	limit_of,
	read_discount,
)

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


LIMITS = [("Clerk", Decimal(5)), ("Adviser", Decimal(15))]


@pytest.mark.parametrize(
	("roles", "manages", "expected"),
	[(["Clerk"], False, 5), (["Clerk", "Adviser"], False, 15), (["Guest"], False, 0), ([], True, 100)],
)
def test_the_highest_of_the_users_roles_counts_and_who_has_none_gives_nothing(roles, manages, expected):
	assert limit_of(roles, LIMITS, manages) == expected


@given(money, percents, percents, percents)
def test_discounts_of_lines_and_of_the_whole_count_together(full, of_lines, of_whole, limit):
	"""Whoever splits a discount over both gives no more than the limit."""
	left = full - Discount(percent=of_lines).off(full, USUAL)
	total = left * Decimal("1.15")
	off = Discount(percent=of_whole).off(total, USUAL) if total else Decimal(0)
	sale = Given(full, left, total, off)
	paid_share = (total - off) / (full * Decimal("1.15"))
	is_too_much = (1 - paid_share) * full > full * limit / 100 + USUAL.half * 2
	with pytest.raises(InvalidInput) if is_too_much else nullcontext():
		check_limit(sale, limit, USUAL)


def test_the_refusal_says_the_limit_and_what_was_asked_for():
	sale = Given(Decimal(200), Decimal(160), Decimal(184), Decimal(0))
	with pytest.raises(InvalidInput, match=r"at most 12\.5 % off a sale; this is 20 %"):
		check_limit(sale, Decimal("12.5"), USUAL)
	with pytest.raises(InvalidInput, match="may not give a discount"):
		check_limit(sale, Decimal(0), USUAL)


def test_everything_may_be_given_by_who_has_no_limit():
	check_limit(Given(Decimal(10), Decimal(0), Decimal(0), Decimal(0)), ALL, USUAL)


@pytest.mark.parametrize("rows", [[("A", Decimal(1)), ("A", Decimal(2))], [("A", Decimal(101))]])
def test_rows_of_the_settings_that_make_no_sense_are_refused(rows):
	with pytest.raises(InvalidInput):
		check_limits(rows)


@given(money, money, percents)
def test_a_price_below_the_list_is_a_discount_and_one_above_it_is_none(price, listed, limit):
	full = full_price(price, listed)
	given = Given(full, price, price, Decimal(0), price < full)
	is_refused = listed - price > listed * limit / ALL + USUAL.half * 2
	with pytest.raises(InvalidInput, match="below the list price") if is_refused else nullcontext():
		check_limit(given, limit, USUAL)
	assert full_price(price, None) == price


def test_prices_are_free_where_no_role_is_limited_and_for_who_has_no_limit():
	limits = [("Front Desk", Decimal(10))]
	assert counts_prices(limits, Decimal(10))
	assert counts_prices(limits, Decimal(0))
	assert not counts_prices([], Decimal(0))
	assert not counts_prices(limits, ALL)
