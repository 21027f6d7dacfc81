"""When the best reward goes on a sale by itself, and when not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.loyalty.model import Entry, Program, Tier
from workshop_crm.core.loyalty.rewards.automatic import (
	ALWAYS,
	FOLLOW,
	NEVER,
	NOTHING,
	OnSale,
	applies_by_itself,
	best_on,
	was_chosen,
	with_best,
)
from workshop_crm.core.loyalty.rewards.model import Reward, RewardSale, Terms
from workshop_crm.core.loyalty.rewards.till import Shelf

DAY = date(2026, 11, 29)
PROGRAM = Program("Rewards", (Tier("Silver", Decimal(0), Decimal(10)),), Decimal("0.25"), 0)
FIXED = Reward("50 off", "Rewards", Terms("Fixed Amount", "50 off", amount=Decimal(50)), 100)
SALE = RewardSale((), Decimal(400), Decimal(400))
CHOICES = st.builds(OnSale, st.sampled_from(["", "A", "B"]), st.sampled_from(["", "X"]), st.integers(0, 2))


def shelf(points: int) -> Shelf:
	return Shelf("Huda", PROGRAM, (Entry("L", "Earn", points, Decimal(0), DAY),), (FIXED,))


def quoted(**more) -> dict:
	best = {"reward": "A", "reward_code": "", "points": 3}
	return {"suggestion": best, "reward": None, "redeem_points": 0, "total": 400, **more}


def priced(best: OnSale) -> dict:
	return quoted(total=300, reward={"reward": best.reward}, redeem_points=best.points)


@pytest.mark.parametrize(
	("program", "customer", "applies"),
	[
		(False, None, False),
		(False, FOLLOW, False),
		(False, ALWAYS, True),
		(False, NEVER, False),
		(True, None, True),
		(True, FOLLOW, True),
		(True, ALWAYS, True),
		(True, NEVER, False),
	],
)
def test_the_customer_s_wish_goes_before_the_program(program, customer, applies):
	assert applies_by_itself(replace(PROGRAM, rewards_by_itself=program), customer) == applies
	assert not applies_by_itself(None, customer)


@given(CHOICES, CHOICES)
def test_only_another_reward_or_number_of_points_is_a_choice(asked, stored):
	same = (asked.code or asked.reward, asked.points) == (stored.code or stored.reward, stored.points)
	assert was_chosen(asked, stored) != same
	assert not was_chosen(asked, asked)


def test_a_new_draft_with_anything_on_it_was_chosen():
	assert not was_chosen(NOTHING, None)
	assert was_chosen(OnSale("A"), None)
	assert was_chosen(OnSale(points=5), None)


def test_a_code_counts_as_itself_whatever_reward_it_stands_for():
	assert not was_chosen(OnSale("", "X"), OnSale("A", "X"))


@given(st.integers(0, 2000))
def test_the_best_is_what_the_till_suggests(points):
	best = best_on(shelf(points), SALE, DAY)
	if points < 100:
		assert best == OnSale(points=points)
	else:
		assert best == OnSale("50 off", "", min(points - 100, 1400))


def test_a_quote_gets_the_best_only_where_it_is_wanted_and_nothing_was_chosen():
	found = with_best(quoted(), lambda: True, priced)
	assert (found["total"], found["by_itself"]) == (300, {"reward": "A", "reward_code": "", "points": 3})
	for plain, wanted in (
		(quoted(), False),
		(quoted(suggestion=None), True),
		(quoted(redeem_points=1), True),
		(quoted(reward={"reward": "B"}), True),
	):
		assert with_best(plain, lambda wanted=wanted: wanted, priced) == {**plain, "by_itself": None}


def test_a_quote_that_cannot_have_it_stays_as_it_was():
	def refuse(_best: OnSale) -> dict:
		raise InvalidInput("gone")

	assert with_best(quoted(), lambda: True, refuse) == {**quoted(), "by_itself": None}
