"""Points of an invoice: the ledger's rows are brought to what core says they should be."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.loyalty import ledger, redemption
from workshop_crm.core.loyalty.model import Entry, InvoiceFacts, Program
from workshop_crm.core.loyalty.rows import due_rows, redemption_rows
from workshop_crm.preview import records
from workshop_crm.preview.money import rounded
from workshop_crm.preview.records import Record
from workshop_crm.preview.store import invoices, loyalty
from workshop_crm.preview.store.invoices import CANCELLED
from workshop_crm.preview.store.settings import Settings


@dataclass(frozen=True, slots=True)
class Account:
	"""One customer's rows in the programme, oldest first."""

	program: Program
	customer: str
	entries: Sequence[Entry]


def open_account(connection: sqlite3.Connection, settings: Settings, customer: str) -> Account | None:
	"""None while the workshop has no loyalty programme."""
	program = loyalty.read_program(connection, settings.loyalty_program)
	if program is None:
		return None
	return Account(program, customer, loyalty.entries(connection, program.name, customer))


def redeemed_amount(account: Account | None, points: int, total: Decimal, now: datetime) -> Decimal:
	"""The money that `points` pay on an invoice of `total`; raises InvalidInput when they may not."""
	if points == 0:
		return Decimal(0)
	if account is None:
		raise InvalidInput(N_("There is no loyalty programme, so no points can be redeemed."))
	balance = ledger.balance(account.entries, now.date())
	redemption.check(points, balance, total, account.program.point_value)
	return rounded(redemption.amount(points, account.program.point_value))


def redeem(
	connection: sqlite3.Connection, account: Account, invoice: str, points: int, now: datetime
) -> None:
	"""Take points from the lots that expire first. The caller holds the write lock since before it read them."""
	rows = redemption_rows(account.entries, invoice, invoice, points, now.date(), now.date())
	loyalty.append(connection, account.program.name, account.customer, rows, now)


def settle(connection: sqlite3.Connection, settings: Settings, invoice: str, now: datetime) -> None:
	"""Bring an invoice's earned and restored points to what they should be now; calling it twice adds nothing."""
	row = records.get(connection, "Sales Invoice", invoice)
	account = open_account(connection, settings, row["customer"])
	if account is None or row["is_return"] or row["imported"]:
		return
	rows = due_rows(account.program, account.entries, _facts(connection, row), now.date())
	loyalty.append(connection, account.program.name, account.customer, rows, now)


def _facts(connection: sqlite3.Connection, row: Record) -> InvoiceFacts:
	returned = invoices.returned_total(connection, row["name"])
	return InvoiceFacts(
		name=row["name"],
		source=row["name"],
		posting_date=row["posting_date"],
		total=row["grand_total"],
		redeemed=row["loyalty_amount"],
		returned=returned,
		returned_with_points=returned,
		is_cancelled=row["docstatus"] == CANCELLED,
	)
