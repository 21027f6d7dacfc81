from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.money import Rounding, decimals_of
from workshop_crm.core.loyalty.model import Entry, Offer, Program, Quote, Tier
from workshop_crm.core.loyalty.redemption import amount, check, offer, quote
from workshop_crm.core.loyalty.rules.facts import SaleFacts

DAY = date(2026, 3, 1)


def worth(value: str | Decimal, **more: object) -> Program:
	return Program("Points", (Tier("Silver", Decimal(0), Decimal(10)),), Decimal(value), 365, **more)


PROGRAM = worth("0.5")


def test_an_invoice_takes_at_most_the_points_that_pay_its_total():
	assert quote(PROGRAM, 1000, Decimal("99.90")) == Quote(199, Decimal("99.5"))


def test_a_customer_redeems_at_most_the_balance():
	assert quote(PROGRAM, 30, Decimal(500)) == Quote(30, Decimal("15.0"))


@pytest.mark.parametrize(("balance", "total", "value"), [(-5, 100, 1), (5, 0, 1), (5, -10, 1), (5, 100, 0)])
def test_nothing_can_be_redeemed_without_points_total_or_value(balance, total, value):
	assert quote(worth(value), balance, Decimal(total)) == Quote(0, Decimal(0))


@pytest.mark.parametrize(
	("points", "balance", "message"),
	[(-1, 100, "negative"), (101, 100, "100"), (1, -40, "Only 0"), (61, 100, "60")],
)
def test_points_that_may_not_be_redeemed_are_refused_with_the_limit(points, balance, message):
	with pytest.raises(InvalidInput, match=message):
		check(PROGRAM, points, balance, Decimal(30), DAY)


def test_no_points_are_always_allowed():
	check(PROGRAM, 0, -50, Decimal(0), DAY)


@given(
	st.integers(-50, 5000),
	st.integers(0, 10_000_000),
	st.decimals(0, 5, places=4),
	st.sampled_from(["JPY", "SAR", "KWD"]),
)
def test_the_quoted_points_pass_the_check_and_never_pay_more_than_the_total(balance, coins, value, currency):
	decimals = decimals_of(currency)
	program, total = worth(value, rounding=Rounding(decimals)), Decimal(coins).scaleb(-decimals)
	quoted = quote(program, balance, total)
	check(program, quoted.max_points, balance, total, DAY)
	assert quoted.max_amount == amount(program, quoted.max_points) <= total
	with pytest.raises(InvalidInput):
		check(program, quoted.max_points + 1, balance, total, DAY)


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2026, 4, 1)])
def test_outside_the_days_of_the_program_nothing_is_redeemed_or_earned_and_the_balance_is_shown(day):
	program = worth("0.5", starts=DAY, ends=date(2026, 3, 31))
	rows = [Entry("E1", "Earn", 40, Decimal(400), date(2026, 1, 5), invoice="A")]
	with pytest.raises(InvalidInput, match=day.isoformat()):
		check(program, 1, 40, Decimal(100), day)
	offered = offer(program, rows, "CUST-1", Decimal(100), Decimal(100), 0, SaleFacts(day, ()))
	assert offered == Offer(balance=40)


@pytest.mark.parametrize("day", [DAY, date(2026, 3, 31)])
def test_on_the_first_and_the_last_day_of_the_program_points_are_redeemed_and_earned(day):
	program = worth("0.5", starts=DAY, ends=date(2026, 3, 31))
	rows = [Entry("E1", "Earn", 40, Decimal(400), date(2026, 1, 5), invoice="A")]
	offered = offer(program, rows, "CUST-1", Decimal(100), Decimal(100), 10, SaleFacts(day, ()))
	assert (offered.balance, offered.max_points, offered.points, offered.amount) == (
		40,
		40,
		10,
		Decimal("5.00"),
	)
	assert offered.to_earn == 9


def test_a_customer_without_a_program_redeems_nothing_and_may_still_buy():
	assert offer(None, [], "CUST-1", Decimal(100), Decimal(100), 0, SaleFacts(DAY, ())) == Offer()
	with pytest.raises(InvalidInput, match="CUST-1 is in no loyalty program"):
		offer(None, [], "CUST-1", Decimal(100), Decimal(100), 1, SaleFacts(DAY, ()))


def test_an_invoice_rounded_to_coins_takes_points_for_what_is_to_be_paid():
	rows = [Entry("E1", "Earn", 400, Decimal(4000), date(2026, 1, 5), invoice="A")]
	offered = offer(PROGRAM, rows, "CUST-1", Decimal("99.60"), Decimal(100), 200, SaleFacts(DAY, ()))
	assert (offered.max_points, offered.amount, offered.to_earn) == (200, Decimal("100.00"), 0)
