"""A program without balances below zero waives what a return leaves owing, once, and never twice the points."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import CreditNote, InvoiceFacts
from workshop_crm.core.loyalty.rows import due_rows, redemption_rows

DAY = date(2026, 1, 10)
STRICT = replace(DEFAULT_PROGRAM, allow_negative=False)
SALE = InvoiceFacts("Sales Invoice", "INV-1", DAY, Decimal(1000))
RETURNED = replace(SALE, credit_notes=(CreditNote(Decimal(1000)),))


class Account:
	def __init__(self, program):
		self.program, self.books = program, Books((), DAY)

	def write(self, rows):
		for row in rows:
			self.books.add(row.named(row.key))

	def settle(self, invoice):
		self.write(due_rows(self.program, self.books, invoice))
		return self.books.balance()

	def spend(self, points):
		paid = InvoiceFacts("Sales Invoice", "INV-2", DAY, Decimal(900))
		self.write(redemption_rows(self.program, self.books.entries, paid, Decimal(900), points, DAY))


def test_a_return_of_spent_points_leaves_nothing_owing_and_its_cancellation_gives_nothing_twice():
	account = Account(STRICT)
	assert account.settle(SALE) == 100
	account.spend(70)
	assert account.settle(RETURNED) == 0
	assert account.settle(RETURNED) == 0
	assert account.settle(SALE) == 30
	assert account.settle(RETURNED) == 0
	assert account.settle(replace(RETURNED, is_cancelled=True)) == 0
	assert account.books.sum_of_points() == sum(entry.points for entry in account.books.entries)


def test_a_debt_is_kept_where_the_program_lets_balances_go_below_zero():
	account = Account(DEFAULT_PROGRAM)
	account.settle(SALE)
	account.spend(70)
	assert account.settle(RETURNED) == -70
