"""Customer Loyalty Points: the row that writers of one account queue at, and the totals shown in lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import frappe
from frappe.utils import getdate, now

from workshop_crm.core.loyalty.ledger import balance, lifetime_spend
from workshop_crm.core.loyalty.model import Entry
from workshop_crm.core.loyalty.tiers import tier_for
from workshop_crm.services.loyalty import ledger
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.programs import get_program
from workshop_crm.services.platform.money import rounded

ACCOUNT = "Customer Loyalty Points"


def lock(account: Account) -> list[Entry]:
	"""Hold the account until the transaction ends, and read its rows as they are now.

	Other transactions that lock the same account wait here. A plain read would show the rows as they were
	when this transaction began, without those of the one just waited for.
	"""
	name = _find(account) or _create(account)
	row = frappe.qb.DocType(ACCOUNT)
	query = frappe.qb.from_(row).select(row.last_entry_on).where(row.name == name)
	has_rows = query.for_update().run()[0][0] is not None
	# An account without rows is read without locks: two new accounts would lock the same gap of the index.
	return ledger.read(account, latest=has_rows)


def refresh(account: Account, entries: Sequence[Entry]) -> None:
	"""Write the totals of `entries` (all rows of the account) to its row, and the tier to the Customer."""
	program = get_program(account.program)
	tier = tier_for(program, lifetime_spend(entries)).name
	frappe.db.set_value(
		ACCOUNT,
		_find(account, latest=True),
		{
			"balance": balance(entries, getdate()),
			"tier": tier,
			"lifetime_spend": rounded(lifetime_spend(entries)),
			"points_earned": _sum(entries, "Earn", "Reverse", "Adjust"),
			"points_redeemed": -_sum(entries, "Redeem", "Restore"),
			"points_expired": -_sum(entries, "Expire"),
			"last_entry_on": _last_day(entries),
		},
	)
	if frappe.db.get_value("Customer", account.customer, "loyalty_program_tier") != tier:
		frappe.db.set_value("Customer", account.customer, "loyalty_program_tier", tier, update_modified=False)


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


def _sum(entries: Sequence[Entry], *kinds: str) -> int:
	return sum(entry.points for entry in entries if entry.kind in kinds)


def _last_day(entries: Sequence[Entry]) -> date | None:
	return max((entry.posting_date for entry in entries), default=None)
