"""Invoices and credit notes. Amounts are hundredths of the currency; a credit note's are negative."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from workshop_crm.core.common.errors import N_, NotFound
from workshop_crm.preview.store.naming import next_name


@dataclass(frozen=True, slots=True)
class Line:
	item: str
	qty: Decimal
	rate: int
	amount: int


@dataclass(frozen=True, slots=True)
class NewInvoice:
	customer: str
	lines: Sequence[Line]
	subtotal: int
	tax: int
	total: int
	service_type: str | None = None
	vehicle: str | None = None
	odometer: int | None = None
	odometer_reason: str = ""
	redeem_points: int = 0
	redeem_amount: int = 0
	return_against: str | None = None
	request_id: str | None = None


def prefix(year: int) -> str:
	return f"ACC-SINV-{year}-"


def add(connection: sqlite3.Connection, invoice: NewInvoice, now: datetime) -> str:
	"""Post an invoice at the moment `now`. Call it inside a write transaction."""
	name = next_name(connection, prefix(now.year))
	connection.execute(
		"""INSERT INTO invoice (name, customer, posting_date, posting_time, vehicle, odometer, odometer_reason,
		service_type, subtotal, tax, total, redeem_points, redeem_amount, is_return, return_against, request_id,
		created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
		(
			name,
			invoice.customer,
			now.date().isoformat(),
			now.strftime("%H:%M"),
			invoice.vehicle,
			invoice.odometer,
			invoice.odometer_reason,
			invoice.service_type,
			invoice.subtotal,
			invoice.tax,
			invoice.total,
			invoice.redeem_points,
			invoice.redeem_amount,
			int(invoice.return_against is not None),
			invoice.return_against,
			invoice.request_id,
			now.isoformat(timespec="seconds"),
		),
	)
	connection.executemany(
		"INSERT INTO invoice_line (invoice, position, item, qty, rate, amount) VALUES (?, ?, ?, ?, ?, ?)",
		[
			(name, position, line.item, str(line.qty), line.rate, line.amount)
			for position, line in enumerate(invoice.lines)
		],
	)
	return name


def read(connection: sqlite3.Connection, name: str) -> sqlite3.Row:
	"""Raises NotFound for a name that no invoice has."""
	row: sqlite3.Row | None = connection.execute("SELECT * FROM invoice WHERE name = ?", (name,)).fetchone()
	if row is None:
		raise NotFound(N_("{record} was not found."), record=name)
	return row


def by_request(connection: sqlite3.Connection, request_id: str) -> sqlite3.Row | None:
	row: sqlite3.Row | None = connection.execute(
		"SELECT * FROM invoice WHERE request_id = ?", (request_id,)
	).fetchone()
	return row


def lines(connection: sqlite3.Connection, invoice: str) -> list[Line]:
	rows = connection.execute("SELECT * FROM invoice_line WHERE invoice = ? ORDER BY position", (invoice,))
	return [Line(row["item"], Decimal(row["qty"]), row["rate"], row["amount"]) for row in rows]


def mark_cancelled(connection: sqlite3.Connection, invoice: str) -> None:
	connection.execute("UPDATE invoice SET cancelled = 1 WHERE name = ?", (invoice,))


def returned_total(connection: sqlite3.Connection, invoice: str) -> int:
	"""What the invoice's credit notes give back, as a positive amount."""
	return -int(
		connection.execute(
			"SELECT coalesce(sum(total), 0) FROM invoice WHERE return_against = ? AND cancelled = 0",
			(invoice,),
		).fetchone()[0]
	)


def of_customer(connection: sqlite3.Connection, customer: str, limit: int) -> list[sqlite3.Row]:
	"""A customer's invoices, latest first, with the vehicle and the service."""
	return connection.execute(
		"""SELECT invoice.*, vehicle.plate_latin, service_type.name_ar AS service_type_ar
		FROM invoice
		LEFT JOIN vehicle ON vehicle.name = invoice.vehicle
		LEFT JOIN service_type ON service_type.name = invoice.service_type
		WHERE invoice.customer = ?
		ORDER BY invoice.posting_date DESC, invoice.posting_time DESC, invoice.rowid DESC LIMIT ?""",
		(customer, limit),
	).fetchall()


def of_vehicles(connection: sqlite3.Connection, vehicles: Sequence[str]) -> list[sqlite3.Row]:
	"""The visits of some vehicles under all their owners, latest first, without what was cancelled or returned."""
	return connection.execute(
		f"""SELECT invoice.name, customer, posting_date, vehicle, odometer, service_type,
			service_type.name_ar AS service_type_ar
		FROM invoice LEFT JOIN service_type ON service_type.name = invoice.service_type
		WHERE vehicle IN ({", ".join("?" * len(vehicles))}) AND cancelled = 0 AND is_return = 0
		ORDER BY posting_date DESC""",
		vehicles,
	).fetchall()


def visit_count(connection: sqlite3.Connection, customer: str) -> int:
	return int(
		connection.execute(
			"SELECT count(*) FROM invoice WHERE customer = ? AND cancelled = 0 AND is_return = 0", (customer,)
		).fetchone()[0]
	)


def count(connection: sqlite3.Connection) -> int:
	return int(connection.execute("SELECT count(*) FROM invoice").fetchone()[0])


def analytics_rows(
	connection: sqlite3.Connection,
) -> Iterable[tuple[str, str, float, int | None, str | None]]:
	"""(customer, date, amount, hour, service type) of every invoice that counts; a credit note is negative."""
	cursor = connection.cursor()
	cursor.row_factory = None
	return cursor.execute(
		"""SELECT customer, posting_date, total / 100.0, CAST(substr(posting_time, 1, 2) AS INTEGER), service_type
		FROM invoice WHERE cancelled = 0"""
	)
