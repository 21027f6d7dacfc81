from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.loyalty.model import Quote
from workshop_crm.core.loyalty.redemption import amount, check, quote

VALUE = Decimal("0.5")


def test_an_invoice_takes_at_most_the_points_that_pay_its_total():
	assert quote(1000, Decimal("99.90"), VALUE) == Quote(199, Decimal("99.5"))


def test_a_customer_redeems_at_most_the_balance():
	assert quote(30, Decimal(500), VALUE) == Quote(30, Decimal("15.0"))


@pytest.mark.parametrize(("balance", "total", "value"), [(-5, 100, 1), (5, 0, 1), (5, -10, 1), (5, 100, 0)])
def test_nothing_can_be_redeemed_without_points_total_or_value(balance, total, value):
	assert quote(balance, Decimal(total), Decimal(value)) == Quote(0, Decimal(0))


@pytest.mark.parametrize(
	("points", "balance", "message"),
	[(-1, 100, "negative"), (101, 100, "100"), (1, -40, "Only 0"), (61, 100, "60")],
)
def test_points_that_may_not_be_redeemed_are_refused_with_the_limit(points, balance, message):
	with pytest.raises(InvalidInput, match=message):
		check(points, balance, Decimal(30), VALUE)


def test_no_points_are_always_allowed():
	check(0, -50, Decimal(0), VALUE)


@given(st.integers(-50, 5000), st.decimals(0, 10_000, places=2), st.decimals(0, 5, places=3))
def test_the_quoted_points_pass_the_check_and_never_pay_more_than_the_total(balance, total, value):
	quoted = quote(balance, total, value)
	check(quoted.max_points, balance, total, value)
	assert quoted.max_amount == amount(quoted.max_points, value) <= total
	with pytest.raises(InvalidInput):
		check(quoted.max_points + 1, balance, total, value)
