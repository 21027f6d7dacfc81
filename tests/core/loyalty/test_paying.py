"""Points on full payment: nothing before, all of it on the day of the payment, and back when it is cancelled."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from workshop_crm.core.loyalty.ledger import Books, balance
from workshop_crm.core.loyalty.model import CreditNote, Entry, InvoiceFacts, Program, Tier
from workshop_crm.core.loyalty.paying import waits_for_payment
from workshop_crm.core.loyalty.rows import NOT_PAID, due_rows

DAY, PAID = date(2026, 3, 1), date(2026, 3, 20)
SUBMITTED = Program("Points", (Tier("Silver", Decimal(0), Decimal(10)),), Decimal("0.1"), 30)
PROGRAM = replace(SUBMITTED, earn_when="Paid")
OPEN = InvoiceFacts("Sales Invoice", "INV", DAY, Decimal(500))
SETTLED = replace(OPEN, paid_on=PAID)


class Account:
	def __init__(self, program: Program = PROGRAM) -> None:
		self.program, self.rows, self.today = program, [], PAID

	def settle(self, invoice: InvoiceFacts) -> list[Entry]:
		rows = due_rows(self.program, Books(self.rows, self.today), invoice)
		new = [row.named(row.key) for row in rows]
		self.rows += new
		assert due_rows(self.program, Books(self.rows, self.today), invoice) == []
		return new


def test_nothing_is_earned_while_something_is_outstanding():
	assert Account().settle(OPEN) == []


def test_points_are_those_of_the_day_of_the_payment():
	(row,) = Account().settle(SETTLED)
	assert (row.points, row.posting_date, row.expiry_date) == (50, PAID, date(2026, 4, 19))
	assert row.earned_when == "Paid"


def test_a_payment_in_advance_counts_from_the_invoices_day():
	(row,) = Account().settle(replace(OPEN, paid_on=date(2026, 2, 1)))
	assert row.posting_date == DAY


def test_a_cancelled_payment_takes_the_points_back_and_another_one_gives_them_again():
	account = Account()
	account.settle(SETTLED)
	(back,) = account.settle(OPEN)
	assert (back.kind, back.points, back.spend, back.reason) == ("Reverse", -50, -500, NOT_PAID)
	(again,) = account.settle(SETTLED)
	assert (again.kind, again.points) == ("Earn", 50)
	assert balance(account.rows, PAID) == 50


def test_an_invoice_that_is_returned_in_part_and_paid_for_the_rest_earns_for_the_rest():
	(row,) = Account().settle(replace(SETTLED, credit_notes=(CreditNote(Decimal(200)),)))
	assert (row.points, row.spend) == (30, 300)


def test_a_cancelled_invoice_gives_back_what_it_earned_by_payment():
	account = Account()
	account.settle(SETTLED)
	(back,) = account.settle(replace(OPEN, is_cancelled=True))
	assert (back.points, back.reason) == (-50, "Cancelled")


@pytest.mark.parametrize("earned_when", ["", "Submitted"])
def test_a_program_that_asks_for_payment_later_takes_nothing_back(earned_when):
	account = Account(SUBMITTED)
	(row,) = account.settle(OPEN)
	account.rows = [replace(row, earned_when=earned_when)]
	account.program = PROGRAM
	assert not waits_for_payment(PROGRAM, account.rows, OPEN)
	assert account.settle(OPEN) == []


def test_what_was_earned_by_payment_still_goes_back_after_the_program_asks_for_none():
	account = Account()
	account.settle(SETTLED)
	account.program = SUBMITTED
	assert waits_for_payment(SUBMITTED, account.rows, OPEN)
	assert [row.points for row in account.settle(OPEN)] == [-50]


def test_a_visit_in_the_last_days_of_the_program_earns_when_it_is_paid_later():
	account = Account(replace(PROGRAM, ends=date(2026, 3, 5)))
	assert [row.points for row in account.settle(SETTLED)] == [50]
	assert Account(replace(PROGRAM, starts=date(2026, 3, 5))).settle(SETTLED) == []
