"""Rows of Loyalty Point Entry: read in the order in which they were written, appended, never changed."""

from __future__ import annotations

from dataclasses import dataclass

from pypika.functions import NullIf

import frappe
from frappe.query_builder.functions import Coalesce

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
	return entry_of(record.as_dict())


def move(account: Account, customer: str, transfer: str) -> None:
	"""Give all rows of an account to another customer; those that came from a third one before still say so."""
	row = frappe.qb.DocType(ENTRY)
	(
		frappe.qb.update(row)
		.set(row.customer, customer)
		.set(row.moved_by, Coalesce(NullIf(row.moved_by, ""), transfer))
		.where(row.customer == account.customer)
		.where(row.loyalty_program == account.program)
		.where(row.company == account.company)
		.run()
	)


def accounts_of(customer: str) -> list[Account]:
	"""The accounts with rows in the ledger."""
	rows = frappe.get_all(
		ENTRY, {"customer": customer}, ["loyalty_program", "company"], distinct=True, as_list=True
	)
	return [Account(customer, *row) for row in rows]
