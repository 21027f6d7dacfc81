"""The points of two customers who become one are those that both had."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.loyalty.ledger import Books, balance
from workshop_crm.core.loyalty.model import Entry
from workshop_crm.core.loyalty.transfer import transfer_rows

DAY = date(2026, 1, 1)


def after(days: int) -> date:
	return DAY + timedelta(days=days)


def row(name: str, points: int, day: int, expires: int | None = None, lot: str | None = None) -> Entry:
	kind = "Earn" if points > 0 and lot is None else "Reverse" if points < 0 else "Restore"
	expiry = None if expires is None else after(expires)
	return Entry(name, kind, points, Decimal(0), after(day), expiry, name, lot)


def merged(kept: list[Entry], moved: list[Entry], day: int, name: str = "T") -> list[Entry]:
	"""All rows of both in the order of their days, and the row that joined them."""
	(transfer,) = transfer_rows(moved, "CUST-2", after(day))
	brought = [entry if entry.moved_by else replace(entry, moved_by=name) for entry in moved]
	return [*sorted([*kept, *brought], key=lambda entry: entry.posting_date), transfer.named(name)]


def test_a_debt_is_not_paid_with_points_that_the_other_had_and_let_expire():
	kept = [row("A", 50, 0, 10)]
	moved = [row("B", 50, 0, 300), row("B2", -100, 5, 300, "B")]
	assert balance(kept, after(20)) + balance(moved, after(20)) == -50
	assert balance(merged(kept, moved, 20), after(20)) == -50


def test_a_debt_is_paid_with_what_the_other_has():
	kept = [row("A", 80, 0, 300)]
	moved = [row("B", 50, 0, 300), row("B2", -100, 5, 300, "B")]
	books = Books(merged(kept, moved, 20), after(20))
	assert (books.debt, [(lot.entry, lot.points) for lot in books.open_lots()]) == (0, [("A", 30)])


def test_a_customer_who_was_merged_is_merged_again():
	first = merged([row("B", 40, 1)], [row("C", 7, 0), row("C2", -10, 2, None, "C")], 5)
	both = merged([row("A", 100, 0)], first, 9, "T2")
	assert balance(both, after(9)) == 100 + 40 + 7 - 10
	assert Books(both, after(9)).sum_of_points() == 137


def test_nothing_moves_without_rows():
	assert transfer_rows([], "CUST-2", DAY) == []


def test_the_row_says_from_whom_and_brings_no_points():
	(transfer,) = transfer_rows([row("B", 40, 1)], "CUST-2", after(5))
	assert (transfer.kind, transfer.points, transfer.moved_from) == ("Transfer", 0, "CUST-2")


amounts = st.lists(st.tuples(st.integers(1, 90), st.integers(0, 30), st.integers(1, 60)), max_size=5)


def account(name: str, lots: list[tuple[int, int, int]], taken: list[tuple[int, int, int]]) -> list[Entry]:
	rows = [row(f"{name}{n}", points, day, day + life) for n, (points, day, life) in enumerate(lots)]
	for n, (points, day, _life) in enumerate(taken):
		if rows[: len(lots)]:
			lot = rows[n % len(lots)]
			when = max(day, (lot.posting_date - DAY).days)
			rows.append(
				replace(row(f"{name}t{n}", -points, when, None, lot.name), expiry_date=lot.expiry_date)
			)
	return sorted(rows, key=lambda entry: entry.posting_date)


@given(amounts, amounts, amounts, amounts)
def test_the_balance_on_the_day_is_the_sum_of_both(lots, taken, others, other_taken):
	kept, moved = account("A", lots, taken), account("B", others, other_taken)
	if not moved:
		return
	together, day = merged(kept, moved, 40), after(40)
	assert balance(together, day) == balance(kept, day) + balance(moved, day)
	books = Books(together, day)
	assert books.sum_of_points() == sum(entry.points for entry in together)
