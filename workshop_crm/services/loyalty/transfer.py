"""Two customers became one, and so do their accounts."""

from __future__ import annotations

import frappe
from frappe.utils import getdate

from workshop_crm.core.loyalty.seals import joined, sealed
from workshop_crm.core.loyalty.tier_changes import MERGED
from workshop_crm.core.loyalty.transfer import transfer_rows
from workshop_crm.services.loyalty import accounts, ledger, points_messages, referrals
from workshop_crm.services.loyalty.accounts import ACCOUNT
from workshop_crm.services.loyalty.ledger import Account


def keep_apart() -> tuple[str, ...]:
	"""DocTypes whose rows Frappe leaves alone while it merges: here they are brought over with a word about it."""
	return (ledger.ENTRY, ACCOUNT)


def merge(old: str, new: str) -> None:
	"""Bring the rows of `old` to the accounts of `new`; the one of the customer's program last: its tier is shown."""
	own = frappe.db.get_value("Customer", new, "loyalty_program")
	for name in frappe.get_all(ACCOUNT, {"customer": old}, pluck="name"):
		points_messages.withdraw(name)
	for account in sorted(ledger.accounts_of(old), key=lambda account: account.program == own):
		_bring(account, new)
	frappe.db.delete(ACCOUNT, {"customer": old})
	referrals.look_later(new)


def _bring(account: Account, new: str) -> None:
	# Both in one order, so that two merges do not wait for each other.
	kept_account = Account(new, account.program, account.company)
	opened = {
		one: accounts.lock(one) for one in sorted((account, kept_account), key=lambda one: one.customer)
	}
	gone, kept = opened[account], opened[kept_account]
	if not gone.seal:
		gone.seal, gone.rows = sealed(gone.books.entries), len(gone.books.entries)
	accounts.write(kept, transfer_rows(gone.books.entries, account.customer, getdate()), MERGED)
	ledger.move(account, new, kept.books.entries[-1].name)
	frappe.db.delete(ACCOUNT, {"name": gone.name})
	both = accounts.lock(kept_account)
	both.seal, both.rows = joined(kept.seal, gone.seal), kept.rows + gone.rows
	accounts.refresh(both, why=MERGED)
