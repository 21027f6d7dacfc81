from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.money import USUAL
from workshop_crm.core.loyalty.earning import correction, eligible_amount, expiry_date, points_for
from workshop_crm.core.loyalty.model import Correction, Entry, Program, Tier
from workshop_crm.core.loyalty.returns import returned_share

TODAY = date(2026, 3, 1)
BRONZE = Tier("Bronze", Decimal(0), Decimal(10))
PROGRAM = Program("Points", (BRONZE,), Decimal("0.1"), 365)

money = st.decimals(0, 100_000, places=2)


def written(correction: Correction, number: int) -> Entry:
	return Entry(
		f"E{number}",
		correction.kind,
		correction.points,
		correction.spend,
		TODAY,
		correction.expiry_date,
		"INV-1",
		correction.redeem_against,
		rate=correction.rate,
	)


def correct(eligible: Decimal, rows: list[Entry]) -> list[Entry]:
	row = correction(PROGRAM, BRONZE, eligible, rows, TODAY)
	return rows if row is None else [*rows, written(row, len(rows))]


def test_a_point_is_earned_only_for_a_full_step_of_spending():
	assert points_for(Decimal("109.99"), BRONZE) == 10
	assert points_for(Decimal("9.99"), BRONZE) == 0
	assert points_for(Decimal("-50"), BRONZE) == 0


def test_a_tier_without_a_rate_is_refused_with_its_name():
	with pytest.raises(InvalidInput, match="Gold"):
		points_for(Decimal(100), Tier("Gold", Decimal(0), Decimal(0)))


def test_an_invoice_opens_a_lot_that_expires_after_the_programs_days():
	row = correction(PROGRAM, BRONZE, Decimal("115.00"), [], TODAY)
	assert row == Correction(11, Decimal("115.00"), "Earn", date(2027, 3, 1), None, BRONZE.spend_per_point)


def test_points_of_a_program_without_expiry_never_expire():
	assert expiry_date(Program("P", (BRONZE,), Decimal(1), 0), TODAY) is None


def test_spending_below_one_point_still_counts_towards_the_tier():
	row = correction(PROGRAM, BRONZE, Decimal("9.00"), [], TODAY)
	assert row == Correction(0, Decimal("9.00"), "Earn", date(2027, 3, 1), None, BRONZE.spend_per_point)


def test_an_invoice_paid_with_points_alone_writes_no_row():
	assert correction(PROGRAM, BRONZE, Decimal(0), [], TODAY) is None


def test_points_are_reversed_when_the_invoice_is_cancelled():
	rows = correct(Decimal(0), correct(Decimal("115.00"), []))
	reversal = Entry("E1", "Reverse", -11, Decimal("-115.00"), TODAY, date(2027, 3, 1), "INV-1", "E0")
	assert rows[-1] == replace(reversal, rate=BRONZE.spend_per_point)


def test_a_partial_return_takes_back_what_the_rest_does_not_earn():
	rows = correct(Decimal("95.00"), correct(Decimal("115.00"), []))
	assert (rows[-1].kind, rows[-1].points, rows[-1].spend) == ("Reverse", -2, Decimal("-20.00"))


def test_a_cancelled_return_gives_the_points_back_into_the_same_lot():
	rows = correct(Decimal(100), correct(Decimal(40), correct(Decimal(100), [])))
	assert (rows[-1].kind, rows[-1].points, rows[-1].redeem_against) == ("Earn", 6, "E0")


def test_money_that_comes_back_below_one_point_is_still_earned_spending():
	rows = correct(Decimal(45), correct(Decimal(41), correct(Decimal(100), [])))
	assert (rows[-1].kind, rows[-1].points, rows[-1].spend) == ("Earn", 0, Decimal("4.00"))


def test_redemption_rows_of_the_invoice_do_not_change_what_it_earned():
	rows = correct(Decimal(100), [])
	redeem = Entry("R", "Redeem", -7, Decimal(70), TODAY, None, "INV-1", "older lot")
	assert correction(PROGRAM, BRONZE, Decimal(100), [*rows, redeem], TODAY) is None


@given(st.lists(money, min_size=1, max_size=8))
def test_rows_of_an_invoice_always_add_up_to_its_present_amount(amounts):
	rows: list[Entry] = []
	for amount in amounts:
		rows = correct(amount, rows)
		assert sum(row.points for row in rows) == points_for(amount, BRONZE)
		assert sum(row.spend for row in rows) == amount


@given(st.lists(money, min_size=1, max_size=8))
def test_correcting_twice_writes_nothing_the_second_time(amounts):
	rows: list[Entry] = []
	for amount in amounts:
		rows = correct(amount, rows)
	assert correction(PROGRAM, BRONZE, amounts[-1], rows, TODAY) is None


@given(money, money, st.decimals(1, 50, places=1), st.booleans())
def test_an_invoice_keeps_the_rate_by_which_it_earned(total, left, rate, is_old):
	"""Rows that are older than the rates in the ledger give back the share that was returned."""
	rows = correct(total, [])
	if is_old:
		rows = [replace(row, rate=None) for row in rows]
	dearer = replace(BRONZE, spend_per_point=rate)
	assert correction(PROGRAM, dearer, total, rows, TODAY) is None
	row = correction(PROGRAM, dearer, min(left, total), rows, TODAY)
	points = sum(entry.points for entry in rows) + (row.points if row else 0)
	kept = points_for(min(left, total), BRONZE)
	assert kept - is_old <= points <= kept


def test_1000_spent_at_10_keeps_90_points_when_100_comes_back_though_the_rate_is_5_now():
	rows = correct(Decimal(1000), [])
	row = correction(PROGRAM, replace(BRONZE, spend_per_point=Decimal(5)), Decimal(900), rows, TODAY)
	assert row.points == -10


def test_a_float_that_lost_a_hair_of_its_cent_causes_no_correction():
	rows = correct(Decimal("150.00"), [])
	assert correction(PROGRAM, BRONZE, Decimal("149.99999999999"), rows, TODAY) is None


def test_only_the_money_that_was_paid_earns_points():
	assert eligible_amount(Decimal(200), Decimal(50), Decimal(0), USUAL) == Decimal(150)


def test_a_return_takes_its_share_of_the_money_that_was_paid():
	assert eligible_amount(Decimal(200), Decimal(50), Decimal(100), USUAL) == Decimal(75)


@given(money, money, money)
def test_the_eligible_amount_is_never_negative_and_never_more_than_what_was_paid(total, redeemed, returned):
	eligible = eligible_amount(total, redeemed, returned, USUAL)
	assert 0 <= eligible <= max(total - redeemed, Decimal(0))


def test_a_fully_returned_invoice_is_worth_nothing():
	assert eligible_amount(Decimal("99.99"), Decimal("10"), Decimal("99.99"), USUAL) == 0


@pytest.mark.parametrize(
	("total", "returned", "share"), [(200, 50, "1/4"), (200, 500, "1"), (200, -5, "0"), (0, 10, "0")]
)
def test_the_returned_share_stays_between_nothing_and_everything(total, returned, share):
	assert returned_share(Decimal(total), Decimal(returned)) == Fraction(share)
