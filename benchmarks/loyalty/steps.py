"""Random steps in the lives of many accounts: after each, every point that was earned is somewhere.

earned = available + pending + redeemed + expired + reversed, where what has expired and is not written off yet counts as
expired. Programs differ in their rules for debts, pending days, tiers and decimals, as those of several companies and
currencies do.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from benchmarks.loyalty.progress import Progress
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.money import Rounding
from workshop_crm.core.loyalty.adjust import Adjustment, adjustment_rows
from workshop_crm.core.loyalty.checks import Difference, differences
from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import CreditNote, Entry, InvoiceFacts, NewEntry, Program
from workshop_crm.core.loyalty.redemption import amount, quote
from workshop_crm.core.loyalty.rows import due_rows, expiry_rows, redemption_rows
from workshop_crm.core.loyalty.transfer import transfer_rows

STARTS = date(2026, 1, 1)
DAYS = 900
# A new customer in so many steps; each lives through about as many.
STEPS_OF_AN_ACCOUNT = 30
ACCOUNTS_AT_ONCE = 40
# The account is checked in full each so often; that every point is somewhere, after each step.
STEPS_BETWEEN_CHECKS = 20
METHOD: Final = "Banker's Rounding"
# Two and three decimals, as riyals and dinars have; debts kept and waived; points at once and after a week.
PROGRAMS = tuple(
	replace(
		DEFAULT_PROGRAM,
		name=f"Program {decimals} {'debts' if keeps else 'no debts'} {pending}",
		rounding=Rounding(decimals, METHOD),
		point_value=Decimal("0.25") if decimals == 2 else Decimal("0.025"),
		expiry_days=120,
		allow_negative=keeps,
		pending_days=pending,
	)
	for decimals in (2, 3)
	for keeps in (True, False)
	for pending in (0, 7)
)


@dataclass
class Account:
	"""One customer in one program: all rows and all invoices."""

	name: str
	program: Program
	rows: list[Entry] = field(default_factory=list)
	invoices: list[InvoiceFacts] = field(default_factory=list)


@dataclass
class Lives:
	"""Accounts that a random hand moves on; `breaks` are the steps after which a point was missing or too much."""

	seed: int = 7
	programs: Sequence[Program] = PROGRAMS
	breaks: list[str] = field(default_factory=list)
	done: int = 0
	written: int = 0

	def __post_init__(self) -> None:
		self.random = random.Random(self.seed)
		self.today = STARTS
		self.accounts: list[Account] = []
		self.kinds = {
			self.earn: 30,
			self.redeem: 20,
			self.give_back: 12,
			self.undo_return: 5,
			self.cancel: 6,
			self.again: 6,
			self.expire: 10,
			self.adjust: 8,
			self.merge: 0.3,
		}

	def run(self, steps: int, progress: Progress) -> None:
		"""Each step is of one account on a day not before that of the last one."""
		for number in range(steps):
			self.today = STARTS + timedelta(days=number * DAYS // steps)
			kind = self.random.choices(list(self.kinds), list(self.kinds.values()))[0]
			account = self._account()
			# What may not be redeemed or taken is refused, and changes nothing.
			with suppress(InvalidInput):
				kind(account)
			self.done += 1
			self._look(account, kind.__name__)
			progress.step()

	def earn(self, account: Account) -> None:
		places = account.program.rounding.decimals
		total = Decimal(self.random.randrange(1, 2_000 * 10**places)).scaleb(-places)
		kind = self.random.choice(("Sales Invoice", "POS Invoice"))
		invoice = InvoiceFacts(kind, f"{account.name}-{len(account.invoices)}", self.today, total)
		account.invoices.append(invoice)
		self._settle(account, invoice)

	def redeem(self, account: Account) -> None:
		"""On a new invoice, often for more than there is."""
		self.earn(account)
		invoice = account.invoices[-1]
		available = Books(account.rows, self.today).balance()
		points = self.random.randint(
			1, max(quote(account.program, available, invoice.total).max_points, 1) + 3
		)
		rows = redemption_rows(account.program, account.rows, invoice, invoice.total, points, self.today)
		self._write(account, rows)
		paid = replace(invoice, redeemed=amount(account.program, points))
		self._replace(account, invoice, paid)

	def give_back(self, account: Account) -> None:
		"""A part or all of an invoice comes back, at the till in money alone."""
		if (invoice := self._open(account)) is None:
			return
		left = invoice.total - invoice.returned
		part = account.program.rounding.of(
			left * self.random.choice((Decimal(1), Decimal("0.5"), Decimal("0.01")))
		)
		note = CreditNote(part, paid_out=invoice.invoice_type == "POS Invoice")
		self._replace(account, invoice, replace(invoice, credit_notes=(*invoice.credit_notes, note)))

	def undo_return(self, account: Account) -> None:
		returned = [
			invoice for invoice in account.invoices if invoice.credit_notes and not invoice.is_cancelled
		]
		if returned:
			invoice = self.random.choice(returned)
			self._replace(account, invoice, replace(invoice, credit_notes=invoice.credit_notes[:-1]))

	def cancel(self, account: Account) -> None:
		if (invoice := self._open(account)) is not None:
			self._replace(account, invoice, replace(invoice, is_cancelled=True))

	def again(self, account: Account) -> None:
		"""Repair, or the till is closed and its invoices are consolidated: the same invoice is looked at once more."""
		if account.invoices:
			before = len(account.rows)
			self._settle(account, self.random.choice(account.invoices))
			if len(account.rows) != before:
				self.breaks.append(f"{self.done}: {account.name}: rows were written twice")

	def expire(self, account: Account) -> None:
		self._write(account, expiry_rows(Books(account.rows, self.today)))

	def adjust(self, account: Account) -> None:
		points = self.random.randint(-80, 80) or 1
		asked = Adjustment(f"{account.name}-{len(account.rows)}", points, "Goodwill", "x")
		self._write(account, adjustment_rows(account.program, account.rows, asked, self.today))

	def merge(self, account: Account) -> None:
		"""Another customer of the same program becomes this one."""
		others = [one for one in self.accounts if one.program is account.program and one is not account]
		if not others:
			return
		other = self.random.choice(others)
		owned = [Books(one.rows, self.today).balance() for one in (account, other)]
		self._bring_over(other, account)
		account.invoices += other.invoices
		self.accounts.remove(other)
		if Books(account.rows, self.today).balance() != sum(owned):
			self.breaks.append(f"{self.done}: {account.name}: a merge changed the balance")

	def _bring_over(self, other: Account, account: Account) -> None:
		for row in transfer_rows(other.rows, other.name, self.today):
			transfer = self._named(row)
			moved = [
				entry if entry.moved_by else replace(entry, moved_by=transfer.name) for entry in other.rows
			]
			account.rows = [*sorted([*account.rows, *moved], key=lambda entry: int(entry.name)), transfer]

	def _account(self) -> Account:
		if not self.accounts or self.random.random() < 1 / STEPS_OF_AN_ACCOUNT:
			self.accounts.append(self._new_account())
		return self.random.choice(self.accounts[-ACCOUNTS_AT_ONCE:])

	def _new_account(self) -> Account:
		return Account(f"CUST-{self.done}", self.random.choice(self.programs))

	def _open(self, account: Account) -> InvoiceFacts | None:
		found = [
			invoice
			for invoice in account.invoices
			if not invoice.is_cancelled and invoice.returned < invoice.total
		]
		return self.random.choice(found) if found else None

	def _replace(self, account: Account, invoice: InvoiceFacts, changed: InvoiceFacts) -> None:
		account.invoices[account.invoices.index(invoice)] = changed
		self._settle(account, changed)

	def _settle(self, account: Account, invoice: InvoiceFacts) -> None:
		self._write(account, due_rows(account.program, Books(account.rows, self.today), invoice))

	def _write(self, account: Account, rows: Sequence[NewEntry]) -> None:
		account.rows += map(self._named, rows)

	def _named(self, row: NewEntry) -> Entry:
		self.written += 1
		return row.named(str(self.written))

	def _look(self, account: Account, step: str) -> None:
		books = Books(account.rows, self.today)
		of = books.by_kind
		earned = sum(entry.points for entry in account.rows if entry.kind in ("Earn", "Adjust"))
		late = [lot.points for lot in books.expired_lots()]
		expired = -of["Expire"] + sum(late)
		redeemed, reversed_ = -of["Redeem"] - of["Restore"], -of["Reverse"]
		if earned != books.balance() + books.pending() + redeemed + expired + reversed_:
			self.breaks.append(f"{self.done}: {account.name}: {step}")
		if any(points < 0 for points in late):
			self.breaks.append(f"{self.done}: {account.name}: {step}: points expired that were taken back")
		if self.done % STEPS_BETWEEN_CHECKS:
			return
		for found in self._differences(account):
			self.breaks.append(f"{self.done}: {account.name}: {step}: {found}")

	def _differences(self, account: Account) -> list[Difference]:
		return differences(account.program, account.rows, None, self.today)
