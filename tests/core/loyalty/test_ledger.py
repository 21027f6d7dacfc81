from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.loyalty.ledger import Books, allocate, balance
from workshop_crm.core.loyalty.model import Entry, Lot
from workshop_crm.core.loyalty.returns import restorations

DAY = date(2026, 1, 1)
ZERO = Decimal(0)


def after(days: int) -> date:
	return DAY + timedelta(days=days)


def earn(
	name: str, points: int, posted: int = 0, expires: int | None = None, invoice: str | None = None
) -> Entry:
	expiry = None if expires is None else after(expires)
	return Entry(name, "Earn", points, Decimal(points), after(posted), expiry, invoice or name)


def against(kind: str, name: str, points: int, lot: Entry, posted: int = 0, invoice: str = "INV") -> Entry:
	return Entry(name, kind, points, ZERO, after(posted), lot.expiry_date, invoice, lot.name)


def test_points_count_on_their_expiry_date_and_no_longer_the_day_after():
	rows = [earn("A", 100, expires=10)]
	assert balance(rows, after(10)) == 100
	assert balance(rows, after(11)) == 0


def test_lots_expire_one_by_one():
	rows = [earn("A", 100, expires=10), earn("B", 50, expires=20), earn("C", 7)]
	assert [balance(rows, after(day)) for day in (10, 11, 21)] == [157, 57, 7]


def test_the_lot_that_expires_first_is_spent_first():
	rows = [earn("never", 5), earn("late", 50, expires=20), earn("early", 100, expires=10)]
	lots = Books(rows, DAY).open_lots()
	assert [lot.entry for lot in lots] == ["early", "late", "never"]
	assert allocate(lots, 120) == [("early", 100), ("late", 20)]


def test_allocating_more_than_the_lots_hold_is_refused_with_what_there_is():
	with pytest.raises(InvalidInput, match="100"):
		allocate([Lot("A", 100, None)], 101)


def test_allocating_negative_points_is_refused():
	with pytest.raises(InvalidInput):
		allocate([Lot("A", 100, None)], -1)


def test_allocating_nothing_takes_from_no_lot():
	assert allocate([Lot("A", 100, None)], 0) == []


def test_spent_points_do_not_come_back_when_their_lot_expires():
	lot, other = earn("A", 100, expires=10), earn("B", 50, expires=99)
	rows = [lot, other, against("Redeem", "R", -100, lot, posted=5)]
	assert balance(rows, after(5)) == 50
	assert balance(rows, after(11)) == 50


def test_a_return_of_spent_points_leaves_a_debt():
	lot = earn("A", 100, expires=10)
	rows = [lot, against("Redeem", "R", -80, lot), against("Reverse", "X", -100, lot)]
	assert balance(rows, DAY) == -80
	assert Books(rows, DAY).open_lots() == []


def test_a_debt_outlives_the_lot_it_came_from():
	lot = earn("A", 100, expires=10)
	rows = [lot, against("Redeem", "R", -80, lot), against("Reverse", "X", -100, lot)]
	assert balance(rows, after(50)) == -80


def test_new_points_pay_the_debt_first():
	lot = earn("A", 100, expires=10)
	rows = [lot, against("Redeem", "R", -80, lot), against("Reverse", "X", -100, lot)]
	rows.append(earn("B", 100, posted=5, expires=100))
	assert Books(rows, after(50)).open_lots() == [Lot("B", 20, after(100))]


def test_a_debt_is_taken_from_other_lots_and_does_not_return_when_its_own_lot_expires():
	lot, other = earn("A", 100, expires=10), earn("B", 150, expires=99)
	rows = [lot, other, against("Redeem", "R", -100, lot), against("Reverse", "X", -100, lot)]
	assert balance(rows, DAY) == 50
	assert balance(rows, after(11)) == 50


def test_reversing_points_that_expired_unused_costs_nothing():
	lot = earn("A", 100, expires=10)
	for rows in (
		[lot, against("Reverse", "X", -100, lot, posted=20)],
		[lot, against("Expire", "E", -100, lot, posted=11), against("Reverse", "X", -100, lot, posted=20)],
	):
		assert balance([*rows, earn("B", 30, posted=21)], after(21)) == 30


def test_points_restored_to_an_expired_lot_stay_expired():
	lot = earn("A", 100, expires=10)
	rows = [lot, against("Redeem", "R", -60, lot, posted=5), against("Restore", "S", 60, lot, posted=20)]
	assert balance(rows, after(20)) == 0


def test_points_that_come_back_expired_pay_no_debt():
	lot = earn("A", 100, expires=10)
	rows = [lot, against("Redeem", "R", -100, lot, posted=5), Entry("B", "Adjust", -30, ZERO, after(5))]
	assert balance([*rows, against("Restore", "S", 100, lot, posted=20)], after(20)) == -30


def test_restored_points_join_the_lot_they_came_from():
	lot = earn("A", 100, expires=10)
	rows = [lot, against("Redeem", "R", -60, lot), against("Restore", "S", 25, lot)]
	assert Books(rows, DAY).open_lots() == [Lot("A", 65, after(10))]


def test_an_expire_row_states_what_the_date_already_did_and_is_due_once():
	lot = earn("A", 100, expires=10)
	rows = [lot, against("Redeem", "R", -60, lot, posted=5)]
	assert Books(rows, after(10)).expired_lots() == []
	assert Books(rows, after(11)).expired_lots() == [Lot("A", 40, after(10))]
	rows.append(against("Expire", "E", -40, lot, posted=11))
	assert Books(rows, after(12)).expired_lots() == []
	assert balance(rows, after(12)) == 0


def test_an_adjustment_without_a_lot_opens_one_or_takes_from_the_earliest():
	rows = [earn("A", 100, expires=10), Entry("B", "Adjust", 40, ZERO, DAY, after(5))]
	assert [lot.entry for lot in Books(rows, DAY).open_lots()] == ["B", "A"]
	rows.append(Entry("C", "Adjust", -50, ZERO, DAY))
	assert Books(rows, DAY).open_lots() == [Lot("A", 90, after(10))]


def test_a_row_with_a_date_in_the_far_future_does_not_expire_other_lots():
	rows = [earn("A", 100, expires=10), Entry("typo", "Adjust", -30, ZERO, date(2206, 1, 1))]
	assert Books(rows, DAY).open_lots() == [Lot("A", 70, after(10))]
	assert balance(rows, DAY) == 70


def test_cancelling_gives_every_point_back_to_its_lot_and_only_once():
	first, second = earn("A", 30, expires=10), earn("B", 30, expires=20)
	redeemed = [against("Redeem", "R1", -30, first), against("Redeem", "R2", -10, second)]
	rows = restorations(redeemed, Fraction(1))
	assert [(row.redeem_against, row.points, row.expiry_date) for row in rows] == [
		("B", 10, after(20)),
		("A", 30, after(10)),
	]
	restored = [
		Entry(
			f"S{row.redeem_against}",
			"Restore",
			row.points,
			ZERO,
			DAY,
			row.expiry_date,
			"INV",
			row.redeem_against,
		)
		for row in rows
	]
	assert restorations([*redeemed, *restored], Fraction(1)) == []


def test_returning_one_riyal_does_not_give_all_points_back():
	lot = earn("A", 1000)
	redeemed = [against("Redeem", "R", -1000, lot)]
	assert [row.points for row in restorations(redeemed, Fraction(1, 300))] == [3]


def test_a_cancelled_credit_note_takes_back_what_it_restored():
	lot = earn("A", 100)
	rows = [against("Redeem", "R", -100, lot), against("Restore", "S", 50, lot)]
	assert [row.points for row in restorations(rows, Fraction(0))] == [-50]


@given(
	st.lists(st.integers(1, 200), min_size=1, max_size=5),
	st.lists(st.fractions(0, 1, max_denominator=50), min_size=1, max_size=6),
)
def test_restored_points_are_always_the_returned_share_rounded_down(lots, shares):
	redeemed = [
		against("Redeem", f"R{number}", -points, earn(f"L{number}", points, expires=number))
		for number, points in enumerate(lots)
	]
	rows = list(redeemed)
	for step, share in enumerate(shares):
		for row in restorations(rows, share):
			name = f"S{step}{row.redeem_against}"
			rows.append(
				Entry(name, "Restore", row.points, ZERO, DAY, row.expiry_date, "INV", row.redeem_against)
			)
		assert sum(row.points for row in rows if row.kind == "Restore") == int(sum(lots) * share)
		assert restorations(rows, share) == []


steps = st.lists(
	st.tuples(
		st.sampled_from(["earn", "redeem", "cancel redemption", "reverse", "expire", "adjust"]),
		st.integers(1, 120),
		st.integers(0, 40),
	),
	max_size=25,
)


def play(steps: list[tuple[str, int, int]], kinds: set[str]) -> list[tuple[list[Entry], date, str]]:
	"""Write the ledger that a workshop would write; every state with its day and what led to it."""
	rows: list[Entry] = []
	today = DAY
	states = []
	for number, (step, points, days) in enumerate(steps):
		if step not in kinds:
			continue
		today += timedelta(days=days % 9)
		rows = [*rows, *rows_for(step, number, points, days, rows, today)]
		states.append((rows, today, step))
	return states


def rows_for(step: str, number: int, points: int, days: int, rows: list[Entry], today: date) -> list[Entry]:
	if step == "earn":
		expiry = today + timedelta(days=days) if days else None
		return [Entry(f"E{number}", "Earn", points, Decimal(points), today, expiry, f"INV-{number}")]
	if step == "redeem":
		return redeem(number, points, rows, today)
	if step == "adjust":
		return [Entry(f"A{number}", "Adjust", -points, ZERO, today)]
	if step == "expire":
		return [
			Entry(
				f"X{number}-{lot.entry}", "Expire", -lot.points, ZERO, today, lot.expiry_date, None, lot.entry
			)
			for lot in Books(rows, today).expired_lots()
		]
	if step == "reverse":
		earned = [
			row for row in rows if row.kind == "Earn" and not any(is_reversal(other, row) for other in rows)
		]
		return [
			replace(
				row,
				name=f"V{number}",
				kind="Reverse",
				points=-row.points,
				posting_date=today,
				redeem_against=row.name,
			)
			for row in earned[:1]
		]
	invoice = next((row.invoice for row in rows if row.kind == "Redeem"), None)
	of_invoice = [row for row in rows if row.invoice == invoice]
	return [
		Entry(
			f"S{number}-{row.redeem_against}",
			"Restore",
			row.points,
			ZERO,
			today,
			row.expiry_date,
			invoice,
			row.redeem_against,
		)
		for row in restorations(of_invoice, Fraction(1))
	]


def is_reversal(other: Entry, row: Entry) -> bool:
	return other.kind == "Reverse" and other.redeem_against == row.name


def redeem(number: int, points: int, rows: list[Entry], today: date) -> list[Entry]:
	lots = Books(rows, today).open_lots()
	points = min(points, sum(lot.points for lot in lots))
	expiry = {lot.entry: lot.expiry_date for lot in lots}
	return [
		Entry(f"R{number}-{lot}", "Redeem", -part, ZERO, today, expiry[lot], f"RINV-{number}", lot)
		for lot, part in allocate(lots, points)
	]


EVERY_STEP = {"earn", "redeem", "cancel redemption", "reverse", "expire", "adjust"}


@examples(200)
@given(steps)
def test_the_balance_never_goes_below_zero_through_redeeming(steps):
	for rows, today, _step in play(steps, EVERY_STEP - {"reverse", "adjust"}):
		assert balance(rows, today) >= 0


@examples(200)
@given(steps)
def test_redeeming_never_deepens_a_debt(steps):
	before = 0
	for rows, today, step in play(steps, EVERY_STEP):
		if step == "redeem":
			assert balance(rows, today) >= min(before, 0)
		before = balance(rows, today)


@examples(200)
@given(steps, st.integers(0, 90))
def test_the_open_lots_always_add_up_to_the_balance(steps, days_later):
	for rows, today, _step in play(steps, EVERY_STEP):
		day = today + timedelta(days=days_later)
		assert sum(lot.points for lot in Books(rows, day).open_lots()) == max(balance(rows, day), 0)


@examples(200)
@given(steps, st.integers(0, 60), st.integers(0, 60))
def test_waiting_never_adds_points(steps, sooner, longer):
	for rows, today, _step in play(steps, EVERY_STEP):
		soon = today + timedelta(days=sooner)
		assert balance(rows, soon + timedelta(days=longer)) <= balance(rows, soon)


@examples(200)
@given(steps)
def test_writing_expire_rows_never_changes_the_balance(steps):
	rows: list[Entry] = []
	for new_rows, today, step in play(steps, EVERY_STEP):
		if step == "expire":
			assert balance(new_rows, today) == balance(rows, today)
			assert Books(new_rows, today).expired_lots() == []
		rows = new_rows


@examples(200)
@given(steps)
def test_without_expiry_the_balance_is_the_plain_sum_of_the_rows(steps):
	endless = [(step, points, 0) for step, points, _days in steps]
	for rows, today, _step in play(endless, EVERY_STEP):
		assert balance(rows, today) == sum(row.points for row in rows)
