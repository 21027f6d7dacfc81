"""What is wrong with an account is told; nothing else is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from workshop_crm.core.loyalty.checks import Difference, StoredAccount, differences
from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM as PROGRAM
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import Entry, InvoiceFacts
from workshop_crm.core.loyalty.rows import account_totals, due_rows, expiry_rows
from workshop_crm.core.loyalty.seals import joined, sealed

DAY, LATER = date(2026, 1, 10), date(2028, 1, 1)
LOT = Entry("A", "Earn", 100, Decimal(1000), DAY, date(2027, 1, 10), "INV-1")
SPENT = Entry("B", "Redeem", -60, Decimal(0), DAY, LOT.expiry_date, "INV-2", "A")
ROWS = [LOT, SPENT]


def stored(entries=ROWS, **totals):
	sums = replace(account_totals(PROGRAM, Books(entries, DAY)), **totals)
	return StoredAccount(sums, len(entries), sealed(entries), DAY)


def labels(found):
	return [difference.what for difference in found]


def test_an_account_that_is_right_has_no_difference_on_any_day():
	assert differences(PROGRAM, ROWS, stored(), DAY) == []
	assert differences(PROGRAM, ROWS, stored(), LATER) == []


def test_an_account_without_a_seal_is_compared_by_its_totals():
	assert differences(PROGRAM, ROWS, replace(stored(), seal="", rows=0), DAY) == []


@pytest.mark.parametrize(
	("field", "value", "what"),
	[
		("balance", 41, "Points"),
		("lifetime_spend", Decimal("999.99"), "Lifetime Spend"),
		("earned", 99, "Points Earned"),
		("redeemed", 0, "Points Redeemed"),
		("expired", 1, "Points Expired"),
		("last_entry_on", None, "Last Change"),
	],
)
def test_a_total_that_the_rows_do_not_have_is_told(field, value, what):
	assert labels(differences(PROGRAM, ROWS, stored(**{field: value}), DAY)) == [what]


def test_both_numbers_are_told():
	(found,) = differences(PROGRAM, ROWS, stored(balance=41), DAY)
	assert found == Difference("Points", "41", "40")


def test_a_row_that_was_removed_is_told():
	missing = differences(PROGRAM, [LOT], replace(stored(), totals=stored([LOT]).totals), DAY)
	assert missing == [Difference("Rows of the ledger", "2", "1")]


@pytest.mark.parametrize(
	"changed",
	[
		replace(SPENT, invoice="INV-9"),
		replace(SPENT, reason="Goodwill"),
		replace(SPENT, expiry_date=None),
		replace(SPENT, rate=Decimal("0.000000001")),
		replace(SPENT, name="C"),
		replace(SPENT, award="{}"),
	],
)
def test_a_row_that_was_changed_is_told_though_no_total_shows_it(changed):
	assert labels(differences(PROGRAM, [LOT, changed], stored(), DAY)) == ["Seal of the rows"]


def test_a_seal_knows_no_order_and_grows_row_by_row():
	assert sealed(ROWS) == sealed(ROWS[::-1]) == sealed([SPENT], sealed([LOT]))
	assert joined(sealed([LOT]), sealed([SPENT])) == sealed(ROWS)


def test_a_seal_does_not_change_with_the_zeros_of_a_number():
	assert sealed([replace(LOT, spend=Decimal("1000.000000000"), rate=Decimal("10.0"))]) == sealed(
		[replace(LOT, rate=Decimal(10))]
	)


def test_a_redemption_of_more_than_there_was_is_told():
	too_much = replace(SPENT, points=-130)
	found = differences(PROGRAM, [LOT, too_much], None, DAY)
	assert found == [Difference("Redeemed more than there was", "B", "30")]


def test_a_debt_of_points_that_were_taken_back_is_none():
	back = Entry("C", "Reverse", -100, Decimal(-1000), DAY, LOT.expiry_date, "INV-1", "A")
	assert differences(PROGRAM, [*ROWS, back], None, DAY) == []


def test_a_row_of_a_lot_that_is_not_there_is_told():
	assert "A row names a lot that is not there" in labels(differences(PROGRAM, [SPENT], None, DAY))


def test_points_that_were_written_off_too_early_are_told():
	early = Entry("C", "Expire", -40, Decimal(0), DAY, LOT.expiry_date, "INV-1", "A")
	assert labels(differences(PROGRAM, [*ROWS, early], None, DAY)) == ["Points of all rows"]


def test_points_taken_back_after_they_expired_were_never_earned_and_never_expired():
	books = Books([replace(LOT, rate=Decimal(10))], LATER)
	(gone,) = expiry_rows(books)
	books.add(gone.named("E"))
	cancelled = InvoiceFacts("Sales Invoice", "INV-1", DAY, Decimal(1000), is_cancelled=True)
	for number, row in enumerate(due_rows(PROGRAM, books, cancelled)):
		books.add(row.named(f"R{number}"))
	sums = books.totals()
	assert [entry.points for entry in books.entries] == [100, -100, -100, 100]
	assert (sums.balance, sums.earned, sums.expired, books.sum_of_points()) == (0, 0, 0, 0)
	assert due_rows(PROGRAM, books, cancelled) == expiry_rows(books) == []


def test_a_seal_does_not_change_when_a_person_is_erased_from_a_reason():
	by_hand = replace(LOT, kind="Adjust", reason="Reem had to wait")
	assert sealed([by_hand]) == sealed([replace(by_hand, reason="")])
	assert sealed([LOT]) != sealed([replace(LOT, reason="another")])
