"""How much may be taken off by hand, by whom, and which price or discount is to be corrected."""

from contextlib import nullcontext
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.money import USUAL
from workshop_crm.core.visits.discount_limits import (
	Given,
	check_limit,
	check_limits,
	counts_prices,
	is_beyond,
	limit_of,
	prices_view,
)
from workshop_crm.core.visits.discounts import ALL, Discount
from workshop_crm.core.visits.prices import LinePrice

money = st.decimals(min_value="0.01", max_value=100_000, places=2)
percents = st.decimals(min_value=0, max_value=100, places=2)
quantities = st.decimals(min_value="0.001", max_value=1000, places=3)
LIMITS = [("Clerk", Decimal(5)), ("Adviser", Decimal(15))]


def line(rate: object, off: object = 0, listed: object = None, qty: object = 1) -> LinePrice:
	return LinePrice(
		Decimal(str(qty)),
		Decimal(str(rate)),
		None if listed is None else Decimal(str(listed)),
		Decimal(str(off)),
	)


@st.composite
def sales(draw) -> Given:
	"""Whatever a sale may be: prices below and above the list, discounts on lines and on the whole."""
	lines = []
	for _ in range(draw(st.integers(1, 4))):
		rate = draw(money)
		off = Discount(percent=draw(percents)).off(rate, USUAL)
		lines.append(LinePrice(draw(quantities), rate, draw(st.none() | money), off))
	total = sum((one.qty * (one.rate - one.off) for one in lines), Decimal(0))
	off = Discount(percent=draw(percents)).off(total, USUAL) if draw(st.booleans()) else Decimal(0)
	return Given(lines, total, off, draw(st.booleans()))


@pytest.mark.parametrize(
	("roles", "manages", "expected"),
	[(["Clerk"], False, 5), (["Clerk", "Adviser"], False, 15), (["Guest"], False, 0), ([], True, 100)],
)
def test_the_highest_of_the_users_roles_counts_and_who_has_none_gives_nothing(roles, manages, expected):
	assert limit_of(roles, LIMITS, manages) == expected


@given(money, percents, percents, percents)
def test_discounts_of_lines_and_of_the_whole_count_together(full, of_lines, of_whole, limit):
	"""Whoever splits a discount over both gives no more than the limit."""
	off_line = Discount(percent=of_lines).off(full, USUAL)
	total = (full - off_line) * Decimal("1.15")
	off = Discount(percent=of_whole).off(total, USUAL) if total else Decimal(0)
	sale = Given([line(full, off_line)], total, off)
	paid_share = (total - off) / (full * Decimal("1.15"))
	is_too_much = (1 - paid_share) * full > full * limit / 100 + USUAL.half * 2
	with pytest.raises(InvalidInput) if is_too_much else nullcontext():
		check_limit(sale, limit, USUAL)


def test_the_refusal_says_the_limit_and_what_was_asked_for():
	sale = Given([line(200, 40)], Decimal(184))
	with pytest.raises(InvalidInput, match=r"at most 12\.5% off a sale; this is 20%"):
		check_limit(sale, Decimal("12.5"), USUAL)
	with pytest.raises(InvalidInput, match="may not give a discount"):
		check_limit(sale, Decimal(0), USUAL)


@given(sales())
def test_everything_may_be_given_by_who_has_no_limit(sale):
	check_limit(sale, ALL, USUAL)


@pytest.mark.parametrize("rows", [[("A", Decimal(1)), ("A", Decimal(2))], [("A", Decimal(101))]])
def test_rows_of_the_settings_that_make_no_sense_are_refused(rows):
	with pytest.raises(InvalidInput):
		check_limits(rows)


@given(money, money, percents)
def test_a_price_below_the_list_is_a_discount_and_one_above_it_is_none(price, listed, limit):
	lowered = [line(price, listed=listed)]
	is_refused = listed - price > listed * limit / ALL + USUAL.half * 2
	with pytest.raises(InvalidInput, match="below the list price") if is_refused else nullcontext():
		check_limit(Given(lowered, counts_prices=True), limit, USUAL)
	check_limit(Given(lowered), Decimal(0), USUAL)


def test_prices_are_free_where_no_role_is_limited_and_for_who_has_no_limit():
	limits = [("Front Desk", Decimal(10))]
	assert counts_prices(limits, Decimal(10))
	assert counts_prices(limits, Decimal(0))
	assert not counts_prices([], Decimal(0))
	assert not counts_prices(limits, ALL)


@given(sales(), percents)
def test_what_is_to_be_corrected_is_marked_where_the_sale_is_refused_and_nowhere_else(sale, limit):
	shown = prices_view(sale, limit, USUAL)
	marks = [bool(one["beyond"]) for one in shown["lines"]] + [shown["is_whole_beyond"]]
	assert any(marks) == shown["is_beyond"] == is_beyond(sale, limit, USUAL)


def test_a_line_is_measured_from_the_list_and_the_whole_from_what_the_lines_come_to():
	sale = Given([line(90, 9, listed=100), line(50)], Decimal(131), Decimal("13.1"), counts_prices=True)
	shown = prices_view(sale, Decimal(15), USUAL)
	assert [one["percent_off"] for one in shown["lines"]] == [19, 0]
	assert [one["beyond"] for one in shown["lines"]] == ["price", ""]
	assert prices_view(Given(sale.lines), Decimal(1), USUAL)["lines"][0]["beyond"] == "discount"
	assert (shown["by_hand_percent"], shown["limit_percent"]) == (21.4, 15)
	assert shown["is_whole_beyond"]


def test_a_line_that_is_beyond_the_limit_by_itself_is_no_matter_where_the_sale_is_within_it():
	shown = prices_view(Given([line(100, 50), line(900)]), Decimal(10), USUAL)
	assert not shown["is_beyond"]
	assert not any(one["beyond"] for one in shown["lines"])
