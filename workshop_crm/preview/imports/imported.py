"""Invoices that came from a file: history, written in bulk. They have a total and no lines."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from workshop_crm.preview import records

INVOICE = "Sales Invoice"


class ImportedInvoice(NamedTuple):
	"""`plate_key` names the vehicle; `total` is negative on a return."""

	name: str
	customer: str
	posting_date: str
	posting_time: str | None
	plate_key: str | None
	odometer: int
	service_type: str | None
	total: Decimal
	docstatus: int
	is_return: int
	return_against: str | None


def read_all(connection: sqlite3.Connection) -> dict[str, ImportedInvoice]:
	"""Every imported invoice by its name."""
	cursor = connection.cursor()
	cursor.row_factory = None
	rows = cursor.execute(
		"""SELECT invoice.name, invoice.customer, +posting_date, +posting_time, vehicle.plate_key, odometer,
			service_type, grand_total, invoice.docstatus, is_return, return_against
		FROM "tabSales Invoice" AS invoice LEFT JOIN tabVehicle AS vehicle ON vehicle.name = invoice.vehicle
		WHERE invoice.imported = 1"""
	)
	return {row[0]: ImportedInvoice(*row) for row in rows}


def own_names(connection: sqlite3.Connection) -> set[str]:
	"""The names of the invoices that were made here."""
	return {
		row["name"] for row in connection.execute('SELECT name FROM "tabSales Invoice" WHERE imported = 0')
	}


def insert_many(
	connection: sqlite3.Connection,
	invoices: Sequence[ImportedInvoice],
	vehicles: Mapping[str, str],
	now: datetime,
) -> None:
	"""`vehicles` maps plate keys to vehicles."""
	rows = ({"name": one.name, "imported": 1, **_values(one, vehicles)} for one in invoices)
	records.insert_many(connection, INVOICE, rows, now)


def change_many(
	connection: sqlite3.Connection,
	invoices: Sequence[ImportedInvoice],
	vehicles: Mapping[str, str],
	now: datetime,
) -> None:
	for one in invoices:
		records.update(connection, INVOICE, one.name, _values(one, vehicles), now)


def years(connection: sqlite3.Connection) -> list[int]:
	"""The years of our own series in which imported invoices are named."""
	rows = connection.execute(
		"""SELECT DISTINCT CAST(substr(name, 10, 4) AS INTEGER) FROM "tabSales Invoice"
		WHERE imported = 1 AND name GLOB 'ACC-SINV-[0-9][0-9][0-9][0-9]-*'"""
	)
	return [row[0] for row in rows]


def _values(invoice: ImportedInvoice, vehicles: Mapping[str, str]) -> dict[str, Any]:
	return {
		"customer": invoice.customer,
		"posting_date": invoice.posting_date,
		"posting_time": invoice.posting_time,
		"vehicle": vehicles[invoice.plate_key] if invoice.plate_key else None,
		"odometer": invoice.odometer,
		"service_type": invoice.service_type,
		"net_total": invoice.total,
		"grand_total": invoice.total,
		"docstatus": invoice.docstatus,
		"is_return": invoice.is_return,
		"return_against": invoice.return_against,
	}
