"""Points that can be spent later: they are owed, pay no invoice, and pay a debt from their day on."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.loyalty.ledger import Books, balance
from workshop_crm.core.loyalty.model import CreditNote, Entry, InvoiceFacts, NewEntry, Program, Tier
from workshop_crm.core.loyalty.rows import account_totals, due_rows, expiry_rows

DAY = date(2026, 3, 1)
PROGRAM = Program("Points", (Tier("Silver", Decimal(0), Decimal(10)),), Decimal("0.1"), 30, pending_days=7)
FROM = DAY + timedelta(days=7)
LAST = FROM + timedelta(days=30)


def rows_of(invoice: InvoiceFacts, rows: list[Entry], today: date) -> list[Entry]:
	return [row.named(row.key) for row in due_rows(PROGRAM, Books(rows, today), invoice)]


def sale(total: int, name: str = "INV", **facts) -> InvoiceFacts:
	return InvoiceFacts("Sales Invoice", name, DAY, Decimal(total), **facts)


def test_points_of_an_invoice_wait_and_live_from_the_day_they_can_be_spent():
	(row,) = rows_of(sale(500), [], DAY)
	assert (row.points, row.available_from, row.expiry_date) == (50, FROM, LAST)
	before, after = Books([row], FROM - timedelta(days=1)), Books([row], FROM)
	assert (before.balance(), before.pending(), before.open_lots()) == (0, 50, [])
	assert (after.balance(), after.pending()) == (50, 0)
	assert balance([row], LAST) == 50
	assert balance([row], LAST + timedelta(days=1)) == 0


def test_without_pending_days_points_can_be_spent_at_once():
	program = replace(PROGRAM, pending_days=0)
	(row,) = due_rows(program, Books([], DAY), sale(500))
	assert (row.available_from, row.expiry_date) == (None, DAY + timedelta(days=30))


def test_a_return_takes_from_the_pending_points_of_its_invoice():
	(earned,) = rows_of(sale(500), [], DAY)
	(back,) = rows_of(sale(500, credit_notes=(CreditNote(Decimal(200)),)), [earned], DAY)
	books = Books([earned, back], DAY)
	assert (books.balance(), books.pending(), books.debt) == (0, 30, 0)


def test_pending_points_pay_a_debt_only_from_their_day_on():
	debt = Entry("A", "Adjust", -20, Decimal(0), DAY)
	(earned,) = rows_of(sale(500), [debt], DAY)
	before, after = Books([debt, earned], DAY), Books([debt, earned], FROM)
	assert (before.balance(), before.pending()) == (-20, 50)
	assert (after.balance(), after.pending()) == (30, 0)


def test_a_debt_is_paid_by_points_that_expired_before_anybody_looked():
	debt = Entry("A", "Adjust", -20, Decimal(0), DAY)
	(earned,) = rows_of(sale(500), [debt], DAY)
	books = Books([debt, earned], LAST + timedelta(days=60))
	assert books.balance() == 0
	assert [row.points for row in expiry_rows(books)] == [-30]


def test_the_account_says_when_it_changes_by_itself():
	(earned,) = rows_of(sale(500), [], DAY)
	waiting = account_totals(PROGRAM, Books([earned], DAY))
	assert (waiting.balance, waiting.pending, waiting.next_change) == (0, 50, FROM)
	assert account_totals(PROGRAM, Books([earned], FROM)).next_change == LAST + timedelta(days=1)
	over = Books([earned], LAST + timedelta(days=9))
	assert account_totals(PROGRAM, over).next_change == over.today
	for row in expiry_rows(over):
		over.add(row.named("X"))
	assert account_totals(PROGRAM, over).next_change is None


steps = st.lists(
	st.tuples(st.integers(-60, 60), st.integers(0, 5), st.sampled_from([0, 1, 3, 10])), max_size=12
)


@given(steps, st.integers(0, 40))
def test_no_point_is_lost_or_made_while_points_wait(steps, later):
	"""What can be spent, what waits and what expired add up to the rows, whatever waits for how long."""
	rows: list[Entry] = []
	day = DAY
	for number, (points, days, pending) in enumerate(steps):
		day += timedelta(days=days)
		start = day + timedelta(days=pending) if points > 0 and pending else None
		new = NewEntry("Adjust", points, f"key-{number}", day, available_from=start)
		rows.append(
			replace(new, expiry_date=day + timedelta(days=20) if points > 0 else None).named(f"A{number}")
		)
	today = day + timedelta(days=later)
	books = Books(rows, today)
	expired = sum(lot.points for lot in books.expired_lots())
	assert books.balance() + books.pending() + expired == sum(row.points for row in rows)
	assert not (books.debt and books.open_lots())


@given(steps)
def test_reading_the_rows_day_by_day_or_at_once_is_the_same(steps):
	rows, day = [], DAY
	for number, (points, days, pending) in enumerate(steps):
		day += timedelta(days=days)
		start = day + timedelta(days=pending) if points > 0 else None
		rows.append(Entry(f"A{number}", "Adjust", points, Decimal(0), day, None, available_from=start))
	at_once, in_turn = Books(rows, day), Books(rows[:1], day)
	for row in rows[1:]:
		in_turn.add(row)
	assert (at_once.balance(), at_once.pending()) == (in_turn.balance(), in_turn.pending())
