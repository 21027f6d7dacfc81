"""An open basket: stored as it was chosen, checked as a sale is, changed by one screen at a time."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import Conflict, InvalidInput
from workshop_crm.core.common.money import USUAL
from workshop_crm.core.visits.draft import (
	MAX_DAYS_KEPT,
	Basket,
	OpenBasket,
	basket_of,
	check_screen,
	content_of,
	draft_view,
	drafts_view,
	outdated,
	read_basket,
	read_name,
)
from workshop_crm.core.visits.lines import SaleLine

texts = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)
numbers = st.decimals(0, 10_000_000, allow_nan=False, allow_infinity=False, places=3)
lines = st.builds(SaleLine, texts, numbers.filter(bool), st.none() | numbers)
baskets = st.builds(
	Basket,
	lines=st.lists(lines, max_size=5).map(tuple),
	vehicle=texts | st.just(""),
	odometer=st.none() | st.integers(0, 9_999_999),
	odometer_reason=texts | st.just(""),
	technician=texts | st.just(""),
	adviser=texts | st.just(""),
	redeem_points=st.integers(0, 999_999_999),
	reward=texts | st.just(""),
	reward_code=texts | st.just(""),
	is_automatic=st.booleans(),
)


@given(baskets)
def test_what_is_stored_is_what_was_chosen(basket):
	assert basket_of(content_of(basket)) == basket


@given(baskets)
def test_what_a_screen_is_sent_it_can_send_back(basket):
	sent = draft_view("d", "C", basket)
	again = read_basket({**sent, "is_automatic": sent["is_automatic"]})
	assert [line.item for line in again.lines] == [line.item for line in basket.lines]
	assert (again.odometer, again.reward_code) == (basket.odometer, basket.reward_code)


def test_a_basket_may_have_no_line_yet():
	assert read_basket({"odometer": 5000}) == Basket(odometer=5000, is_automatic=False)


@pytest.mark.parametrize(
	"odd",
	[
		{"lines": "OIL"},
		{"lines": [{"item": "OIL", "qty": -1}]},
		{"lines": [{"item": "OIL"}] * 201},
		{"odometer": 10**8},
		{"redeem_points": -1},
		{"redeem_points": 10**9},
		{"vehicle": "x" * 200},
		{"vehicle": ["x"]},
	],
)
def test_what_no_sale_could_be_is_refused(odd):
	with pytest.raises(InvalidInput):
		read_basket(odd)


def test_the_screen_that_opened_it_last_may_change_it_and_no_other():
	check_screen("a", "a", "Sami")
	with pytest.raises(Conflict, match="Sami has opened this basket"):
		check_screen("b", "a", "Sami")


def test_a_name_is_one_that_hosts_compare_alike():
	assert read_name("ABC-1") == "abc-1"
	with pytest.raises(InvalidInput):
		read_name("a b")


def test_the_list_says_how_many_there_are_and_what_they_are_worth():
	basket = Basket((SaleLine("OIL", Decimal(2), Decimal("10.5")), SaleLine("WASH", Decimal(1), None)))
	row = OpenBasket("d", "C", "Reem", "ريم", content_of(basket), datetime(2026, 3, 1, 9, 30), "Sami")
	view = drafts_view([row], 7, USUAL)
	assert view["total"] == 7
	assert view["drafts"] == [
		{
			"draft": "d",
			"customer": "C",
			"name": "Reem",
			"name_ar": "ريم",
			"services": 2,
			"worth": 21.0,
			"changed_on": "2026-03-01 09:30:00",
			"changed_by": "Sami",
		}
	]


def test_baskets_are_kept_for_some_days():
	now = datetime(2026, 3, 20)
	assert outdated(now) == now - timedelta(days=MAX_DAYS_KEPT)
