"""What it is said that cancelling or returning would do is what it does."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import CreditNote, Entry, InvoiceFacts, NewEntry, Program, Tier
from workshop_crm.core.loyalty.rewards.model import Redemption, Terms
from workshop_crm.core.loyalty.rewards.redemptions import rows_due
from workshop_crm.core.loyalty.rows import due_rows, redemption_rows
from workshop_crm.core.loyalty.taking_back import (
	PointsTakenBack,
	once_cancelled,
	once_returned,
	once_the_note_is_cancelled,
	taking_back,
	taking_back_view,
)

BEGIN = date(2026, 3, 1)
PROGRAM = Program("Points", (Tier("Silver", Decimal(0), Decimal(10)),), Decimal("0.25"), 30)
TERMS = Terms("Gift", "Wash")


class Account:
	"""Rows as hosts write them."""

	def __init__(self, program: Program = PROGRAM) -> None:
		self.program, self.today = program, BEGIN
		self.rows: list[Entry] = []

	@property
	def books(self) -> Books:
		return Books(self.rows, self.today)

	def write(self, rows: list[NewEntry]) -> list[NewEntry]:
		self.rows += [row.named(row.key) for row in rows]
		return rows

	def sell(self, name: str, total: int, points: int = 0) -> InvoiceFacts:
		worth = self.program.point_value * points
		invoice = InvoiceFacts("Sales Invoice", name, self.today, Decimal(total), worth)
		paid = redemption_rows(self.program, self.rows, invoice, invoice.total, points, self.today)
		self.write(paid)
		self.write(due_rows(self.program, self.books, invoice))
		return invoice

	def look(self, invoice: InvoiceFacts, *redemptions: Redemption) -> PointsTakenBack:
		return taking_back(self.program, self.books, invoice, redemptions)


def test_points_that_paid_go_back_and_points_that_were_earned_are_taken():
	account = Account()
	account.sell("A", 1000)
	invoice = account.sell("B", 128, points=30)
	found = account.look(once_cancelled(invoice))
	assert found == PointsTakenBack(given_back=30, taken=12, balance=100)
	assert account.look(once_returned(invoice)) == found


def test_points_whose_lot_has_expired_are_not_promised():
	account = Account()
	account.sell("A", 1000)
	invoice = account.sell("B", 128, points=30)
	account.today += timedelta(days=60)
	found = account.look(once_cancelled(invoice))
	assert (found.given_back, found.expired) == (0, 30)


@pytest.mark.parametrize(("allow_negative", "waived", "balance"), [(False, 100, 0), (True, 0, -100)])
def test_points_that_are_spent_are_owed_or_waived_as_the_program_has_it(allow_negative, waived, balance):
	account = Account(replace(PROGRAM, allow_negative=allow_negative))
	invoice = account.sell("A", 1000)
	account.sell("B", 25, points=100)
	found = account.look(once_cancelled(invoice))
	assert (found.taken, found.waived, found.balance) == (100, waived, balance)


def test_the_points_of_a_reward_on_the_invoice_go_back_too():
	account = Account()
	account.sell("A", 1000)
	invoice = account.sell("B", 128)
	reward = Redemption("R", "Wash", "C", 40, TERMS, "Applied", invoice_type="Sales Invoice", invoice="B")
	account.write(rows_due(PROGRAM, account.books, reward))
	found = account.look(once_cancelled(invoice), reward)
	assert (found.given_back, found.taken, found.balance) == (40, 12, 100)


def test_a_credit_note_that_is_cancelled_earns_the_points_again():
	account = Account()
	invoice = account.sell("A", 1000)
	note = CreditNote(Decimal(1000))
	returned = replace(invoice, credit_notes=(note,))
	account.write(due_rows(PROGRAM, account.books, returned))
	assert account.look(once_the_note_is_cancelled(returned, note)).taken == -100


def test_without_an_account_no_points_move():
	assert taking_back_view(None)["balance"] is None


sales = st.lists(
	st.tuples(st.integers(0, 3000), st.integers(0, 100), st.integers(0, 20)), min_size=1, max_size=6
)


@given(sales=sales, which=st.integers(0, 5), part=st.integers(0, 3000), is_return=st.booleans())
def test_what_is_said_is_what_happens(sales, which, part, is_return):
	account = Account()
	invoices = []
	for number, (total, points, days) in enumerate(sales):
		affordable = min(points, max(account.books.balance(), 0), total * 4)
		invoices.append(account.sell(f"I{number}", total, affordable))
		account.today += timedelta(days=days)
	invoice = invoices[which % len(invoices)]
	if 0 < part < invoice.total:
		invoice = replace(invoice, credit_notes=(CreditNote(Decimal(part)),))
		account.write(due_rows(PROGRAM, account.books, invoice))
	after = once_returned(invoice) if is_return else once_cancelled(invoice)
	count = len(account.rows)
	said = account.look(after)
	assert len(account.rows) == count
	done = account.write(due_rows(PROGRAM, account.books, after))
	assert said.balance == account.books.balance()
	assert said.given_back + said.expired == sum(row.points for row in done if row.kind == "Restore")
	assert said.taken == -sum(row.points for row in done if row.kind in ("Earn", "Reverse"))
