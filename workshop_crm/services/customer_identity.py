"""A customer who is renamed, merged with another or deleted: what the app computed about them follows."""

from __future__ import annotations

import frappe

from workshop_crm.services.loyalty import accounts
from workshop_crm.services.loyalty.ledger import ENTRY, Account

ANALYTICS = "Customer Analytics"
COMPUTED = (ANALYTICS, "Customer Value Snapshot", accounts.ACCOUNT)


def forget(customer: str) -> None:
	"""Delete what can be computed again. Rows of the ledger, answers and messages stay, and so does their customer."""
	for doctype in COMPUTED:
		frappe.db.delete(doctype, {"customer": customer})


def follow_rename(new: str) -> None:
	"""The figures are found under the customer's name."""
	row = frappe.qb.DocType(ANALYTICS)
	frappe.qb.update(row).set(row.name, new).where(row.customer == new).run()


def follow_merge(new: str) -> None:
	"""The ledger has the rows of both now: the accounts are added up anew, the figures by the next job."""
	frappe.db.set_value(ANALYTICS, {"customer": new}, "is_stale", 1, update_modified=False)
	rows = frappe.get_all(
		ENTRY, {"customer": new}, ["loyalty_program", "company"], distinct=True, as_list=True
	)
	for program, company in rows:
		account = Account(new, program, company)
		accounts.refresh(account, accounts.lock(account))
