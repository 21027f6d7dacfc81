"""Invoices that came from a file: history, written in bulk. They have a total and no lines."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple


class ImportedInvoice(NamedTuple):
	"""`plate_key` names the vehicle; `total` in hundredths, negative on a return."""

	name: str
	customer: str
	posting_date: str
	posting_time: str | None
	plate_key: str | None
	odometer: int | None
	service_type: str | None
	total: int
	cancelled: int
	is_return: int
	return_against: str | None


def read_all(connection: sqlite3.Connection) -> dict[str, ImportedInvoice]:
	"""Every imported invoice by its name."""
	cursor = connection.cursor()
	cursor.row_factory = None
	rows = cursor.execute(
		"""SELECT invoice.name, customer, posting_date, posting_time, vehicle.plate_key, invoice.odometer,
			service_type, total, cancelled, is_return, return_against
		FROM invoice LEFT JOIN vehicle ON vehicle.name = invoice.vehicle WHERE imported = 1"""
	)
	return {row[0]: ImportedInvoice(*row) for row in rows}


def own_names(connection: sqlite3.Connection) -> set[str]:
	"""The names of the invoices that were made here."""
	return {row["name"] for row in connection.execute("SELECT name FROM invoice WHERE imported = 0")}


def insert_many(
	connection: sqlite3.Connection,
	records: Sequence[ImportedInvoice],
	vehicles: Mapping[str, str],
	now: datetime,
) -> None:
	"""`vehicles` maps plate keys to vehicles."""
	moment = now.isoformat(timespec="seconds")
	connection.executemany(
		"""INSERT INTO invoice (name, customer, posting_date, posting_time, vehicle, odometer, service_type,
		subtotal, tax, total, cancelled, is_return, return_against, imported, created_at)
		VALUES (:name, :customer, :posting_date, :posting_time, :vehicle, :odometer, :service_type,
		:total, 0, :total, :cancelled, :is_return, :return_against, 1, :created_at)""",
		[_values(record, vehicles) | {"created_at": moment} for record in records],
	)


def change_many(
	connection: sqlite3.Connection, records: Sequence[ImportedInvoice], vehicles: Mapping[str, str]
) -> None:
	connection.executemany(
		"""UPDATE invoice SET customer = :customer, posting_date = :posting_date, posting_time = :posting_time,
		vehicle = :vehicle, odometer = :odometer, service_type = :service_type, subtotal = :total, total = :total,
		cancelled = :cancelled, is_return = :is_return, return_against = :return_against
		WHERE name = :name AND imported = 1""",
		[_values(record, vehicles) for record in records],
	)


def series_prefixes(connection: sqlite3.Connection) -> list[str]:
	"""The yearly series of ours in which imported invoices are named."""
	rows = connection.execute(
		"""SELECT DISTINCT substr(name, 1, 14) AS prefix FROM invoice
		WHERE imported = 1 AND name GLOB 'ACC-SINV-[0-9][0-9][0-9][0-9]-*'"""
	)
	return [row["prefix"] for row in rows]


def _values(record: ImportedInvoice, vehicles: Mapping[str, str]) -> dict[str, Any]:
	return record._asdict() | {"vehicle": vehicles[record.plate_key] if record.plate_key else None}
