"""Every account against its rows. What does not agree is told to the managers, and stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import frappe
from frappe.utils import getdate

from workshop_crm.core.loyalty.checks import MISSING, Difference, StoredAccount, differences
from workshop_crm.core.loyalty.model import AccountTotals
from workshop_crm.core.loyalty.records import ENTRY_FIELDS, entry_of
from workshop_crm.services.loyalty.accounts import ACCOUNT
from workshop_crm.services.loyalty.ledger import ENTRY, Account
from workshop_crm.services.loyalty.programs import get_program
from workshop_crm.services.platform.managers import tell_managers
from workshop_crm.services.platform.money import decimal
from workshop_crm.services.platform.words import _

# How many customers are read at once.
CHUNK = 500
MAX_LINES = 200
TITLE = "Points that do not add up"

Progress = Callable[[int, int], None]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
	"""What is wrong with which account."""

	account: Account
	difference: Difference

	def line(self) -> str:
		whose = ", ".join((self.account.customer, self.account.program, self.account.company))
		told = self.difference
		return f"{whose}: {_(told.what)}: {_('account')} {told.stored}, {_('ledger')} {told.found}"


def check(progress: Progress | None = None) -> list[Found]:
	"""All differences, in the state that the database had at the start."""
	frappe.db.commit()
	customers = _customers()
	found: list[Found] = []
	for start in range(0, len(customers), CHUNK):
		chunk = customers[start : start + CHUNK]
		for account, stored, rows in _accounts(chunk):
			found += (Found(account, one) for one in _of(account, stored, rows))
		if progress:
			progress(start + len(chunk), len(customers))
	return found


def report() -> None:
	"""For the scheduler: differences are logged, and the managers are told."""
	found = check()
	if not found:
		return
	lines = [one.line() for one in found]
	more = [f"... {len(lines) - MAX_LINES}"] if len(lines) > MAX_LINES else []
	log = frappe.log_error(title=TITLE, message="\n".join([*lines[:MAX_LINES], *more]))
	subject = _("The points of {0} accounts do not add up.").format(len({one.account for one in found}))
	tell_managers(subject, log.doctype, log.name)


def _customers() -> list[str]:
	"""Everybody with an account or a row."""
	names = frappe.db.sql(
		f"select customer from `tab{ACCOUNT}` union select customer from `tab{ENTRY}` order by customer"
	)
	return [name for (name,) in names if name]


def _accounts(customers: list[str]) -> Iterator[tuple[Account, Row | None, list[Row]]]:
	chosen = {"customer": ("in", customers)}
	stored = {_account(row): row for row in frappe.get_all(ACCOUNT, chosen, ["*"])}
	whose = ("customer", "loyalty_program", "company")
	rows = frappe.get_all(ENTRY, chosen, [*whose, *ENTRY_FIELDS], order_by="customer, creation, name")
	by_account = sorted(rows, key=lambda row: tuple(row[field] or "" for field in whose))
	ledger = {account: list(of) for account, of in groupby(by_account, key=_account)}
	for account in {**stored, **ledger}:
		if account.program and frappe.db.exists("Loyalty Program", account.program):
			yield account, stored.get(account), ledger.get(account, [])


def _account(row: Row) -> Account:
	return Account(row["customer"], row["loyalty_program"], row["company"])


def _of(account: Account, stored: Row | None, rows: list[Row]) -> list[Difference]:
	entries = [entry_of(row) for row in rows]
	program = get_program(account.program)
	found = differences(program, entries, stored_account(stored) if stored else None, getdate())
	if stored is None and any(row["entry_kind"] for row in rows):
		found.append(Difference(MISSING, "–", str(len(rows))))
	return found


def stored_account(row: Row) -> StoredAccount:
	totals = AccountTotals(
		row["balance"] or 0,
		decimal(row["lifetime_spend"]),
		pending=row["pending"] or 0,
		earned=row["points_earned"] or 0,
		redeemed=row["points_redeemed"] or 0,
		expired=row["points_expired"] or 0,
		last_entry_on=row["last_entry_on"],
	)
	return StoredAccount(totals, row["entry_count"] or 0, row["seal"] or "", getdate(row["modified"]))
