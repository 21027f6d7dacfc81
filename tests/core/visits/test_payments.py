from decimal import Decimal

import pytest

from workshop_crm.core.common.errors import Conflict, InvalidInput
from workshop_crm.core.common.money import USUAL, Rounding
from workshop_crm.core.visits.payments import (
	MAX_PAYMENTS,
	Payment,
	check_open,
	check_payments,
	read_payments,
	total_of,
)
from workshop_crm.core.visits.sale import keyed, read_sale

LINE = {"item": "OIL", "qty": 1, "rate": 100}
CASH, CARD = Payment("Cash", Decimal("40.50")), Payment("Card", Decimal("59.50"))


@pytest.mark.parametrize(
	"raw",
	[
		[None],
		[{"mode": "", "amount": 1}],
		[{"mode": 7, "amount": 1}],
		[{"mode": "Cash"}],
		[{"mode": "Cash", "amount": True}],
		[{"mode": "Cash", "amount": 0}],
		[{"mode": "Cash", "amount": -1}],
		[{"mode": "Cash", "amount": "NaN"}],
		[{"mode": "Cash", "amount": 1e30}],
		[{"mode": "Cash", "amount": 1}] * 2,
		[{"mode": f"Way {number}", "amount": 1} for number in range(MAX_PAYMENTS + 1)],
	],
)
def test_what_is_no_payment_is_refused(raw):
	with pytest.raises(InvalidInput) as refused:
		read_payments(raw)
	assert refused.value.field == "payments"


def test_payments_are_read_exactly():
	assert read_payments([{"mode": "Cash", "amount": 40.5}, {"mode": "Card", "amount": "59.50"}]) == (
		CASH,
		CARD,
	)
	assert total_of((CASH, CARD)) == 100


def test_no_more_is_taken_than_is_to_be_paid_and_only_by_ways_that_there_are():
	check_payments((CASH, CARD), ("Cash", "Card"), Decimal(100), USUAL)
	check_payments((), (), Decimal(0), USUAL)
	with pytest.raises(InvalidInput, match="exceed the amount to pay"):
		check_payments((CASH, CARD), ("Cash", "Card"), Decimal("99.50"), USUAL)
	with pytest.raises(InvalidInput, match="Choose one of: Cash"):
		check_payments((CASH, CARD), ("Cash",), Decimal(100), USUAL)


@pytest.mark.parametrize(("amount", "decimals"), [("0.001", 2), ("33.335", 2), ("1E-30", 2), ("0.5", 0)])
def test_no_part_of_a_coin_is_taken(amount, decimals):
	paid = (Payment("Cash", Decimal(amount)),)
	with pytest.raises(InvalidInput, match=f"at most {decimals} decimals"):
		check_payments(paid, ("Cash",), Decimal(100), Rounding(decimals))
	check_payments((Payment("Cash", Decimal("1.0000")),), ("Cash",), Decimal(100), Rounding(decimals))


def test_another_payment_is_another_sale_and_none_the_same_as_ever():
	def digest(**more):
		return keyed(read_sale("Sara", [LINE], **more), "key").digest

	assert digest() == digest(payments=[], reward=None, reward_code="")
	others = [{"payments": [{"mode": "Cash", "amount": 5}]}, {"payments": [{"mode": "Cash", "amount": 6}]}]
	assert (
		len({digest(), *(digest(**more) for more in others), digest(reward="A"), digest(reward_code="A")})
		== 5
	)


def test_one_reward_goes_on_a_sale():
	with pytest.raises(InvalidInput, match="One reward"):
		read_sale("Sara", [LINE], reward="100 off", reward_code="7K2M-9QTA-0XVB")


@pytest.mark.parametrize("believed", [-1e30, 1e30, float("nan"), float("inf"), 99.98])
def test_what_the_screen_cannot_have_shown_is_taken_for_outdated(believed):
	with pytest.raises(Conflict, match="still open"):
		check_open(believed, Decimal(100), "SINV-1", Rounding(2))


@pytest.mark.parametrize("believed", [100, 100.0, 99.999, 100.004])
def test_what_rounds_to_the_open_amount_is_what_the_screen_shows(believed):
	check_open(believed, Decimal(100), "SINV-1", Rounding(2))
