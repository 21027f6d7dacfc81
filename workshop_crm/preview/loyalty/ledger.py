"""The loyalty program and the one ledger of points, as core knows them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from workshop_crm.core.loyalty.model import Entry, NewEntry, Program
from workshop_crm.core.loyalty.records import ENTRY_FIELDS, entry_of, entry_record, program_of, program_record
from workshop_crm.preview import records
from workshop_crm.preview.settings import Settings

ENTRY = "Loyalty Point Entry"


def read_program(connection: sqlite3.Connection, settings: Settings) -> Program | None:
	"""The program in use, or None when there is none."""
	name = settings.loyalty_program
	program = records.first(connection, "Loyalty Program", {"name": name})
	if program is None:
		return None
	tiers = records.rows_of(connection, "Loyalty Program", name, "collection_rules")
	rules = records.rows_of(connection, "Loyalty Program", name, "earning_rules")
	return program_of(program, tiers, rules, settings.rounding)


def add_program(connection: sqlite3.Connection, program: Program, now: datetime) -> None:
	records.insert(connection, "Loyalty Program", program_record(program), now)


def entries(connection: sqlite3.Connection, program: str, customer: str) -> list[Entry]:
	"""All rows of one account, oldest first."""
	account = {"customer": customer, "loyalty_program": program}
	rows = records.find(connection, ENTRY, account, fields=ENTRY_FIELDS)
	return [entry_of(row) for row in rows]


def of_invoice(connection: sqlite3.Connection, invoice: str) -> list[Entry]:
	"""The rows that name an invoice, oldest first."""
	return [entry_of(row) for row in records.find(connection, ENTRY, {"invoice": invoice})]


def accounts(connection: sqlite3.Connection, program: str) -> Iterator[tuple[str, list[Entry]]]:
	"""Every account with all its rows, oldest first."""
	fields = ("customer", *ENTRY_FIELDS)
	rows = records.find(connection, ENTRY, {"loyalty_program": program}, "customer", fields=fields)
	for customer, of_customer in groupby(rows, key=lambda row: row["customer"]):
		yield customer, [entry_of(row) for row in of_customer]


def append(
	connection: sqlite3.Connection, program: str, customer: str, rows: Iterable[NewEntry], now: datetime
) -> list[Entry]:
	"""Write rows to the ledger; `accounts.write` calls it, and brings the account up to date."""
	whose = {"loyalty_program": program, "customer": customer}
	return [row.named(records.insert(connection, ENTRY, {**whose, **entry_record(row)}, now)) for row in rows]
