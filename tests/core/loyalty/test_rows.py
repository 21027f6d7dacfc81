"""Finished rows of the ledger: whatever happens to invoices and lots, in any order, no key comes twice."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.core.loyalty.model import Entry, InvoiceFacts, NewEntry, Program, Tier
from workshop_crm.core.loyalty.rows import due_rows, expiry_rows, redemption_rows

BEGIN = date(2026, 3, 1)
PROGRAM = Program("Points", (Tier("Silver", Decimal(0), Decimal(10)),), Decimal("0.25"), 30)


class Books:
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
		self.invoices[name] = InvoiceFacts(
			name, f"Sales Invoice:{name}", self.today, Decimal(total), worth, Decimal(0), Decimal(0)
		)
		source = self.invoices[name].source
		self.write(redemption_rows(self.rows, name, source, redeemed, self.today, self.today))
		self.settle(name)

	def change(self, name: str, **values: object) -> None:
		self.invoices[name] = replace(self.invoices[name], **values)
		self.settle(name)

	def give_back(self, name: str, amount: int) -> None:
		self.change(name, returned=Decimal(amount), returned_with_points=Decimal(amount))

	def settle(self, name: str) -> None:
		self.write(due_rows(PROGRAM, self.rows, self.invoices[name], self.today))
		assert due_rows(PROGRAM, self.rows, self.invoices[name], self.today) == []

	def expire(self) -> None:
		self.write(expiry_rows(self.rows, self.today))
		assert expiry_rows(self.rows, self.today) == []

	def balance(self) -> int:
		return balance(self.rows, self.today)


def test_a_lot_redeemed_by_two_invoices_expires_once_more_for_each_that_comes_back():
	books = Books()
	books.sell("LOT", 800)
	books.sell("A", 10, redeemed=40)
	books.sell("B", 10, redeemed=40)
	books.today += timedelta(days=31)
	books.expire()
	for name in ("A", "B"):
		books.give_back(name, 10)
		books.expire()
	assert [row.points for row in books.rows if row.kind == "Expire"] == [-40, -40]
	assert books.balance() == 0


def test_an_expiry_is_dated_the_day_after_the_last_one_and_not_before_the_points_came_back():
	books = Books()
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
	books = Books()
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
