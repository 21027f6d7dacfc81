"""Rows of Loyalty Point Entry: read in the order in which they were written, appended, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import frappe

from workshop_crm.core.loyalty.model import Entry, Kind, NewEntry
from workshop_crm.services.platform.money import decimal, rounded

# Core's own sums leave out rows without an expiry date, so points that live for ever get the last one.
NEVER = date(9999, 12, 31)
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
		.select(
			row.name,
			row.entry_kind,
			row.loyalty_points,
			row.purchase_amount,
			row.posting_date,
			row.expiry_date,
			row.invoice_type,
			row.invoice,
			row.redeem_against,
			row.entry_reason,
			row.loyalty_program_tier,
			row.earning_rate,
		)
		.where(row.customer == account.customer)
		.where(row.loyalty_program == account.program)
		.where(row.company == account.company)
		.orderby(row.creation)
		.orderby(row.name)
	)
	return [_entry(found) for found in (query.for_update() if latest else query).run(as_dict=True)]


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
			"loyalty_program_tier": row.tier,
			"earning_rate": float(row.rate or 0),
			"invoice_type": row.invoice_type,
			"invoice": row.invoice,
			"posting_date": row.posting_date,
			"loyalty_points": row.points,
			"purchase_amount": rounded(row.spend),
			"expiry_date": row.expiry_date or NEVER,
			"redeem_against": row.redeem_against,
			"entry_kind": row.kind,
			"reversal_of": row.redeem_against if row.kind in ("Reverse", "Restore") else None,
			"idempotency_key": row.key,
			"entry_reason": row.reason,
		}
	).insert(ignore_permissions=True, ignore_links=True)
	return row.named(record.name)


def _entry(row: frappe._dict) -> Entry:
	return Entry(
		name=row.name,
		kind=row.entry_kind or _kind_of_core_row(row),
		points=int(row.loyalty_points or 0),
		spend=decimal(row.purchase_amount),
		posting_date=row.posting_date,
		expiry_date=None if row.expiry_date == NEVER else row.expiry_date,
		invoice=row.invoice,
		redeem_against=row.redeem_against,
		reason=row.entry_reason or "",
		tier=row.loyalty_program_tier or "",
		rate=decimal(row.earning_rate) or None,
		invoice_type=row.invoice_type,
	)


def _kind_of_core_row(row: frappe._dict) -> Kind:
	"""Rows written before this app was installed have no kind; a redemption is negative and names its lot."""
	return "Redeem" if row.redeem_against or (row.loyalty_points or 0) < 0 else "Earn"
