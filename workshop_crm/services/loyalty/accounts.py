"""Customer Loyalty Points: the row that writers of one account queue at, and the totals shown in lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import frappe
from frappe.utils import getdate, now

from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import AccountTotals, Entry, NewEntry, Program
from workshop_crm.core.loyalty.records import account_record
from workshop_crm.core.loyalty.rows import account_totals
from workshop_crm.core.loyalty.seals import sealed
from workshop_crm.core.loyalty.tier_changes import tier_change
from workshop_crm.services.loyalty import ledger, tier_history
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.programs import get_program

ACCOUNT = "Customer Loyalty Points"


@dataclass(slots=True)
class OpenAccount:
	"""An account that this transaction holds, with all its rows; `name` is that of its Customer Loyalty Points.

	`kept` is what that record says of the tier, `seal` and `rows` what it says of the rows; an account of an earlier version
	has no seal yet.
	"""

	account: Account
	name: str
	program: Program
	books: Books
	kept: AccountTotals
	seal: str = ""
	rows: int = 0


def lock(account: Account) -> OpenAccount:
	"""Hold the account until the transaction ends, and read its rows as they are now.

	Other transactions that lock the same account wait here. A plain read would show the rows as they were
	when this transaction began, without those of the one just waited for.
	"""
	name = _find(account) or _create(account)
	row = frappe.qb.DocType(ACCOUNT)
	fields = (row.last_entry_on, row.tier, row.tier_until, row.seal, row.entry_count)
	found = frappe.qb.from_(row).select(*fields).where(row.name == name).for_update().run()
	if not found:
		# The customer was merged into another one since this transaction began.
		raise frappe.QueryDeadlockError
	last_entry_on, tier, until, seal, rows = found[0]
	# An account without rows is read without locks: two new accounts would lock the same gap of the index.
	books = Books(ledger.read(account, latest=last_entry_on is not None), getdate())
	kept = AccountTotals(0, Decimal(0), tier or "", until)
	return OpenAccount(account, name, get_program(account.program), books, kept, seal or "", rows or 0)


def write(opened: OpenAccount, rows: Sequence[NewEntry], why: str = "") -> None:
	"""Append `rows` to the ledger, and bring the account's totals up to date; `why` as for `refresh`."""
	written = [ledger.append(opened.account, row) for row in rows]
	for entry in written:
		opened.books.add(entry)
	if written and opened.seal:
		opened.seal, opened.rows = sealed(written, opened.seal), opened.rows + len(written)
	if written:
		refresh(opened, written, why)


def refresh(opened: OpenAccount, written: Sequence[Entry] = (), why: str = "") -> None:
	"""Write the totals to the account's row, the tier to the Customer, and its change to the history.

	`written` are the rows that were appended since the last time, `why` says what else there was. The seal grows by the
	rows that were written and is never made anew: what was changed behind the app's back stays to be seen.
	"""
	if not opened.seal:
		opened.seal, opened.rows = sealed(opened.books.entries), len(opened.books.entries)
	sums, customer = account_totals(opened.program, opened.books), opened.account.customer
	change = tier_change(opened.program, opened.kept, sums, written, opened.books.today, why)
	if change:
		tier_history.append(opened.account, change)
	opened.kept = sums
	values = {**account_record(sums), "entry_count": opened.rows, "seal": opened.seal}
	values["lifetime_spend"] = opened.program.rounding.number(sums.lifetime_spend)
	frappe.db.set_value(ACCOUNT, opened.name, values)
	if frappe.db.get_value("Customer", customer, "loyalty_program_tier") != sums.tier:
		frappe.db.set_value("Customer", customer, "loyalty_program_tier", sums.tier, update_modified=False)


def _find(account: Account, latest: bool = False) -> str | None:
	row = frappe.qb.DocType(ACCOUNT)
	query = (
		frappe.qb.from_(row)
		.select(row.name)
		.where(row.customer == account.customer)
		.where(row.loyalty_program == account.program)
		.where(row.company == account.company)
	)
	found = (query.for_update() if latest else query).run()
	return found[0][0] if found else None


def _create(account: Account) -> str:
	"""Insert the row, or lock the one that another transaction has inserted meanwhile."""
	frappe.db.sql(
		f"""insert into `tab{ACCOUNT}`
			(name, owner, modified_by, creation, modified, customer, loyalty_program, company)
		values (%(name)s, %(user)s, %(user)s, %(now)s, %(now)s, %(customer)s, %(program)s, %(company)s)
		on duplicate key update modified = modified""",
		{
			"name": frappe.generate_hash(length=10),
			"user": frappe.session.user,
			"now": now(),
			"customer": account.customer,
			"program": account.program,
			"company": account.company,
		},
	)
	return _find(account, latest=True) or ""
