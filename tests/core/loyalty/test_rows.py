"""Finished rows of the ledger: whatever happens to invoices and lots, in any order, no key comes twice."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.loyalty.ledger import Books, balance
from workshop_crm.core.loyalty.model import CreditNote, Entry, InvoiceFacts, NewEntry, Program, Tier
from workshop_crm.core.loyalty.rows import due_rows, expiry_rows, redemption_rows, worth_given_back

BEGIN = date(2026, 3, 1)
PROGRAM = Program("Points", (Tier("Silver", Decimal(0), Decimal(10)),), Decimal("0.25"), 30)


class Till:
	"""One account, written as hosts write it: a key that is there already is an error."""

	def __init__(self) -> None:
		self.today = BEGIN
		self.rows: list[Entry] = []
		self.keys: set[str] = set()
		self.invoices: dict[str, InvoiceFacts] = {}

	def write(self, rows: list[NewEntry]) -> None:
		for row in rows:
			assert row.key not in self.keys, row.key
			self.keys.add(row.key)
			self.rows.append(row.named(f"E{len(self.rows)}"))

	def sell(self, name: str, total: int, redeemed: int = 0) -> None:
		worth = PROGRAM.point_value * redeemed
		invoice = InvoiceFacts("Sales Invoice", name, self.today, Decimal(total), worth)
		self.invoices[name] = invoice
		self.write(redemption_rows(PROGRAM, self.rows, invoice, invoice.total, redeemed, self.today))
		self.settle(name)

	def change(self, name: str, **values: object) -> None:
		self.invoices[name] = replace(self.invoices[name], **values)
		self.settle(name)

	def give_back(self, name: str, amount: int) -> None:
		self.change(name, credit_notes=(CreditNote(Decimal(amount)),))

	def settle(self, name: str) -> None:
		self.write(due_rows(PROGRAM, Books(self.rows, self.today), self.invoices[name]))
		assert due_rows(PROGRAM, Books(self.rows, self.today), self.invoices[name]) == []

	def expire(self) -> None:
		self.write(expiry_rows(Books(self.rows, self.today)))
		assert expiry_rows(Books(self.rows, self.today)) == []

	def balance(self) -> int:
		return balance(self.rows, self.today)


def test_a_lot_redeemed_by_two_invoices_expires_once_more_for_each_that_comes_back():
	books = Till()
	books.sell("LOT", 800)
	books.sell("A", 10, redeemed=40)
	books.sell("B", 10, redeemed=40)
	books.today += timedelta(days=31)
	books.expire()
	for name in ("A", "B"):
		books.give_back(name, 10)
		books.expire()
	expired = [row for row in books.rows if row.kind == "Expire"]
	assert [row.points for row in expired] == [-40, -40]
	assert {(row.invoice_type, row.invoice) for row in expired} == {("Sales Invoice", "LOT")}
	assert books.balance() == 0


def test_an_expiry_is_dated_the_day_after_the_last_one_and_not_before_the_points_came_back():
	books = Till()
	books.sell("LOT", 800)
	books.sell("A", 10, redeemed=40)
	books.today += timedelta(days=40)
	books.expire()
	books.today += timedelta(days=5)
	books.give_back("A", 10)
	books.expire()
	days = [row.posting_date for row in books.rows if row.kind == "Expire"]
	assert days == [BEGIN + timedelta(days=31), BEGIN + timedelta(days=45)]


events = st.lists(
	st.tuples(
		st.sampled_from(["sell", "return", "cancel", "expire", "wait"]),
		st.sampled_from("ABCD"),
		st.integers(0, 400),
		st.integers(0, 40),
	),
	max_size=25,
)


@given(events)
def test_no_row_is_written_twice_and_the_balance_is_the_ledgers(drawn):
	books = Till()
	for what, name, amount, number in drawn:
		if what == "sell" and name not in books.invoices:
			worth = int(amount / PROGRAM.point_value)
			books.sell(name, amount, redeemed=max(0, min(number, books.balance(), worth)))
		elif what == "return" and name in books.invoices:
			books.give_back(name, min(amount, int(books.invoices[name].total)))
		elif what == "cancel" and name in books.invoices:
			books.change(name, is_cancelled=True)
		elif what == "expire":
			books.expire()
		elif what == "wait":
			books.today += timedelta(days=number)
	for name in books.invoices:
		books.give_back(name, int(books.invoices[name].total))
	redeemed = sum(row.points for row in books.rows if row.kind in ("Redeem", "Restore"))
	earned = sum(row.points for row in books.rows if row.kind in ("Earn", "Reverse"))
	assert (redeemed, earned) == (0, 0)


def test_a_credit_note_that_paid_everything_out_leaves_the_points_redeemed():
	books = Till()
	books.sell("LOT", 800)
	books.sell("A", 100, redeemed=40)
	note = CreditNote(Decimal(100), paid_out=True)
	assert worth_given_back(PROGRAM, books.rows, books.invoices["A"], note, 40) == 0
	books.change("A", credit_notes=(note,))
	assert [row.kind for row in books.rows if row.invoice == "A"] == ["Redeem", "Earn", "Reverse"]
	assert books.balance() == 40


@given(st.integers(1, 40), st.lists(st.integers(1, 100), min_size=1, max_size=4))
def test_credit_notes_pay_back_in_points_together_what_points_had_paid(points, parts):
	books = Till()
	books.sell("LOT", 800)
	books.sell("A", 100, redeemed=points)
	worth, back = Decimal(0), 0
	for part in [*parts, 100]:
		part = min(part, 100 - back)
		note = CreditNote(Decimal(part))
		worth += worth_given_back(PROGRAM, books.rows, books.invoices["A"], note, points)
		books.change("A", credit_notes=(*books.invoices["A"].credit_notes, note))
		back += part
	assert worth == books.invoices["A"].redeemed
	assert books.balance() == 80


def test_an_invoice_of_the_till_and_one_of_the_desk_may_have_one_name():
	books = Till()
	books.sell("1001", 500)
	other = InvoiceFacts("POS Invoice", "1001", BEGIN, Decimal(300))
	books.write(due_rows(PROGRAM, Books(books.rows, BEGIN), other))
	assert books.balance() == 80
	books.write(due_rows(PROGRAM, Books(books.rows, BEGIN), replace(other, is_cancelled=True)))
	assert books.balance() == 50


def test_an_invoice_that_has_earned_keeps_it_when_the_program_gets_other_days():
	books = Till()
	books.sell("A", 300)
	later = replace(PROGRAM, starts=BEGIN + timedelta(days=1))
	assert due_rows(later, Books(books.rows, BEGIN), books.invoices["A"]) == []
	assert due_rows(later, Books(books.rows, BEGIN), replace(books.invoices["A"], name="B")) == []
	(reverse,) = due_rows(later, Books(books.rows, BEGIN), replace(books.invoices["A"], is_cancelled=True))
	assert (reverse.kind, reverse.points) == ("Reverse", -30)
