"""Points of an invoice: the ledger's rows are brought to what core says they should be."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workshop_crm.core.common.invoices import CANCELLED
from workshop_crm.core.loyalty.by_rules import needs_sale
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import CreditNote, Entry, InvoiceFacts, Program
from workshop_crm.core.loyalty.rows import due_rows, redemption_rows
from workshop_crm.preview import records
from workshop_crm.preview.loyalty import accounts, facts, ledger, referrals
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.visits import invoices
from workshop_crm.preview.visits.invoices import INVOICE


@dataclass(frozen=True, slots=True)
class Account:
	"""One customer's rows in the program, oldest first."""

	program: Program
	customer: str
	entries: Sequence[Entry]


def open_account(connection: sqlite3.Connection, settings: Settings, customer: str) -> Account | None:
	"""None while the workshop has no loyalty program."""
	program = ledger.read_program(connection, settings)
	if program is None:
		return None
	return Account(program, customer, ledger.entries(connection, program.name, customer))


def redeem(
	connection: sqlite3.Connection, account: Account, invoice: str, points: int, now: datetime
) -> None:
	"""Take points from the lots that expire first. The caller holds the write lock since before it read them."""
	facts = facts_of(connection, records.get(connection, INVOICE, invoice))
	rows = redemption_rows(account.program, account.entries, facts, facts.total, points, now.date())
	accounts.write(connection, account.program, account.customer, rows, now)


def settle(connection: sqlite3.Connection, settings: Settings, invoice: str, now: datetime) -> None:
	"""Bring an invoice's earned and restored points to what they should be now; calling it twice adds nothing."""
	row = records.get(connection, INVOICE, invoice)
	account = open_account(connection, settings, row["customer"])
	if account is None or row["is_return"] or row["imported"]:
		return
	invoice_facts = facts_of(connection, row)
	if needs_sale(account.program, account.entries, invoice_facts):
		lines = records.rows_of(connection, INVOICE, invoice, "items")
		sale = facts.of_sale(connection, row, lines, account.program.rules)
		invoice_facts = replace(invoice_facts, sale=sale)
	rows = due_rows(account.program, Books(account.entries, now.date()), invoice_facts)
	accounts.write(connection, account.program, account.customer, rows, now)
	referrals.settle(connection, account.program, account.customer, now)


def facts_of(connection: sqlite3.Connection, row: Record) -> InvoiceFacts:
	"""What of a Sales Invoice decides its points. Without a general ledger every invoice counts as paid."""
	return InvoiceFacts(
		invoice_type=INVOICE,
		name=row["name"],
		posting_date=row["posting_date"],
		total=row["grand_total"],
		redeemed=row["loyalty_amount"],
		credit_notes=tuple(CreditNote(total) for total in invoices.credit_notes(connection, row["name"])),
		is_cancelled=row["docstatus"] == CANCELLED,
		paid_on=row["posting_date"],
	)
