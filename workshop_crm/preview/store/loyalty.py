"""The loyalty program and the one ledger of points, as core knows them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from workshop_crm.core.loyalty.model import Entry, NewEntry, Program, Tier
from workshop_crm.preview import records
from workshop_crm.preview.records import Record
from workshop_crm.preview.store.settings import Settings

ENTRY = "Loyalty Point Entry"
READ = (
	"customer",
	"name",
	"entry_kind",
	"loyalty_points",
	"purchase_amount",
	"posting_date",
	"expiry_date",
	"invoice_type",
	"invoice",
	"redeem_against",
	"entry_reason",
	"loyalty_program_tier",
	"earning_rate",
)


def read_program(connection: sqlite3.Connection, settings: Settings) -> Program | None:
	"""The program in use, or None when there is none."""
	name = settings.loyalty_program
	program = records.first(connection, "Loyalty Program", {"name": name})
	if program is None:
		return None
	tiers = records.rows_of(connection, "Loyalty Program", name, "collection_rules")
	return Program(
		name,
		tuple(Tier(tier["tier_name"], tier["min_spent"], tier["collection_factor"]) for tier in tiers),
		Decimal(str(program["conversion_factor"])),
		program["expiry_duration"],
		starts=program["from_date"],
		ends=program["to_date"],
		rounding=settings.rounding,
	)


def add_program(connection: sqlite3.Connection, program: Program, now: datetime) -> None:
	record = {
		"loyalty_program_name": program.name,
		"conversion_factor": program.point_value,
		"expiry_duration": program.expiry_days,
		"from_date": program.starts,
		"to_date": program.ends,
		"collection_rules": [
			{"tier_name": tier.name, "min_spent": tier.min_spent, "collection_factor": tier.spend_per_point}
			for tier in program.tiers
		],
	}
	records.insert(connection, "Loyalty Program", record, now)


def entries(connection: sqlite3.Connection, program: str, customer: str) -> list[Entry]:
	"""All rows of one account, oldest first."""
	account = {"customer": customer, "loyalty_program": program}
	rows = records.find(connection, ENTRY, account, fields=READ)
	return [_entry(row) for row in rows]


def of_invoice(connection: sqlite3.Connection, invoice: str) -> list[Entry]:
	"""The rows that name an invoice, oldest first."""
	return [_entry(row) for row in records.find(connection, ENTRY, {"invoice": invoice})]


def accounts(connection: sqlite3.Connection, program: str) -> Iterator[tuple[str, list[Entry]]]:
	"""Every account with all its rows, oldest first."""
	rows = records.find(connection, ENTRY, {"loyalty_program": program}, "customer", fields=READ)
	for customer, of_customer in groupby(rows, key=lambda row: row["customer"]):
		yield customer, [_entry(row) for row in of_customer]


def append(
	connection: sqlite3.Connection, program: str, customer: str, rows: Iterable[NewEntry], now: datetime
) -> None:
	"""Write rows to the ledger. Call it inside a write transaction."""
	for row in rows:
		records.insert(
			connection, ENTRY, {"loyalty_program": program, "customer": customer, **_record(row)}, now
		)


def _record(row: NewEntry) -> Record:
	return {
		"entry_kind": row.kind,
		"loyalty_points": row.points,
		"purchase_amount": row.spend,
		"posting_date": row.posting_date,
		"expiry_date": row.expiry_date,
		"invoice_type": row.invoice_type,
		"invoice": row.invoice,
		"redeem_against": row.redeem_against,
		"idempotency_key": row.key,
		"entry_reason": row.reason,
		"loyalty_program_tier": row.tier,
		"earning_rate": row.rate or 0,
	}


def _entry(row: Record) -> Entry:
	return Entry(
		row["name"],
		row["entry_kind"],
		row["loyalty_points"],
		row["purchase_amount"],
		row["posting_date"],
		row["expiry_date"],
		row["invoice"],
		row["redeem_against"],
		row["entry_reason"],
		row["loyalty_program_tier"],
		Decimal(str(row["earning_rate"])) if row["earning_rate"] else None,
		row["invoice_type"],
	)
