"""The loyalty programme and the one ledger of points."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from workshop_crm.core.loyalty.model import Entry, NewEntry, Program, Tier
from workshop_crm.preview.money import to_decimal, to_hundredths
from workshop_crm.preview.store.naming import next_name

PREFIX = "LPE-"


def read_program(connection: sqlite3.Connection, name: str) -> Program | None:
	"""The programme in use, or None when there is none or it is switched off."""
	row = connection.execute(
		"SELECT * FROM loyalty_program WHERE name = ? AND enabled = 1", (name,)
	).fetchone()
	if row is None:
		return None
	tiers = connection.execute("SELECT * FROM loyalty_tier WHERE program = ?", (name,))
	return Program(
		name,
		tuple(
			Tier(tier["name"], Decimal(tier["min_spent"]), Decimal(tier["spend_per_point"])) for tier in tiers
		),
		Decimal(row["point_value"]),
		row["expiry_days"],
	)


def add_program(connection: sqlite3.Connection, program: Program) -> None:
	connection.execute(
		"INSERT INTO loyalty_program (name, point_value, expiry_days) VALUES (?, ?, ?)",
		(program.name, str(program.point_value), program.expiry_days),
	)
	connection.executemany(
		"INSERT INTO loyalty_tier (program, name, min_spent, spend_per_point) VALUES (?, ?, ?, ?)",
		[(program.name, tier.name, str(tier.min_spent), str(tier.spend_per_point)) for tier in program.tiers],
	)


def entries(connection: sqlite3.Connection, program: str, customer: str) -> list[Entry]:
	"""All rows of one account, oldest first."""
	rows = connection.execute(
		"SELECT * FROM loyalty_entry WHERE program = ? AND customer = ? ORDER BY rowid", (program, customer)
	)
	return [_entry(row) for row in rows]


def accounts(connection: sqlite3.Connection, program: str) -> Iterator[tuple[str, list[Entry]]]:
	"""Every account with all its rows, oldest first."""
	rows = connection.execute(
		"SELECT * FROM loyalty_entry WHERE program = ? ORDER BY customer, rowid", (program,)
	)
	for customer, of_customer in groupby(rows, key=lambda row: row["customer"]):
		yield customer, [_entry(row) for row in of_customer]


def append(
	connection: sqlite3.Connection, program: str, customer: str, rows: Iterable[NewEntry], now: datetime
) -> list[str]:
	"""Write rows to the ledger and return their names. Call it inside a write transaction."""
	names = []
	for row in rows:
		names.append(next_name(connection, PREFIX))
		connection.execute(
			"""INSERT INTO loyalty_entry (name, program, customer, kind, points, spend, posting_date, expiry_date,
			invoice, redeem_against, idempotency_key, reason, tier, earning_rate, created_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
			(
				names[-1],
				program,
				customer,
				row.kind,
				row.points,
				to_hundredths(row.spend),
				row.posting_date.isoformat(),
				row.expiry_date.isoformat() if row.expiry_date else None,
				row.invoice,
				row.redeem_against,
				row.key,
				row.reason,
				row.tier,
				str(row.rate) if row.rate else None,
				now.isoformat(timespec="seconds"),
			),
		)
	return names


def _entry(row: sqlite3.Row) -> Entry:
	return Entry(
		row["name"],
		row["kind"],
		row["points"],
		to_decimal(row["spend"]),
		date.fromisoformat(row["posting_date"]),
		date.fromisoformat(row["expiry_date"]) if row["expiry_date"] else None,
		row["invoice"],
		row["redeem_against"],
		row["reason"],
		row["tier"],
		Decimal(row["earning_rate"]) if row["earning_rate"] else None,
	)


def earned_by(connection: sqlite3.Connection, invoice: str) -> int:
	"""The points that an invoice earned when it was posted."""
	return int(
		connection.execute(
			"SELECT coalesce(sum(points), 0) FROM loyalty_entry WHERE invoice = ? AND kind = 'Earn'",
			(invoice,),
		).fetchone()[0]
	)
