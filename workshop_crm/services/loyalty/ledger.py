"""Rows of Loyalty Point Entry: read in the order in which they were written, appended, never changed."""

from __future__ import annotations

from dataclasses import dataclass

import frappe

from workshop_crm.core.loyalty.model import Entry, NewEntry
from workshop_crm.core.loyalty.records import ENTRY_FIELDS, entry_of, entry_record
from workshop_crm.services.platform.money import rounded

ENTRY = "Loyalty Point Entry"


@dataclass(frozen=True, slots=True)
class Account:
	"""Whose points: one customer in one program of one company."""

	customer: str
	program: str
	company: str


def read(account: Account, latest: bool = False) -> list[Entry]:
	"""All rows of the account, oldest first.

	`latest` reads what others have committed since this transaction began, and locks the rows; it is only
	of use to the holder of the account's row (see `accounts.lock`).
	"""
	row = frappe.qb.DocType(ENTRY)
	query = (
		frappe.qb.from_(row)
		.select(*(row[field] for field in ENTRY_FIELDS))
		.where(row.customer == account.customer)
		.where(row.loyalty_program == account.program)
		.where(row.company == account.company)
		.orderby(row.creation)
		.orderby(row.name)
	)
	return [entry_of(found) for found in (query.for_update() if latest else query).run(as_dict=True)]


def append(account: Account, row: NewEntry) -> Entry:
	"""Write one row. The same row cannot be written twice.

	Frappe does not check its links: it would look for a lot that was read under the lock in the older view of this
	transaction, and miss one that another till has just written.
	"""
	record = frappe.get_doc(
		{
			"doctype": ENTRY,
			"customer": account.customer,
			"loyalty_program": account.program,
			"company": account.company,
			**entry_record(row),
			"purchase_amount": rounded(row.spend),
		}
	).insert(ignore_permissions=True, ignore_links=True)
	return row.named(record.name)
