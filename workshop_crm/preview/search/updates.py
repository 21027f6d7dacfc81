"""The outbox of the search index: which customers' documents are out of date, and the rows a document is made of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from workshop_crm.preview import records
from workshop_crm.preview.records import Record

UPDATE = "Customer Search Update"


def queue(connection: sqlite3.Connection, customers: Iterable[str]) -> None:
	"""Note, in the transaction that changes a customer, that the index must hear of it."""
	rows = ({"customer": customer, "engine": "embedded"} for customer in customers)
	records.insert_many(connection, UPDATE, rows, datetime.now())


def queued(connection: sqlite3.Connection, limit: int | None) -> list[Record]:
	"""The oldest first; a customer that has changed again comes twice."""
	return records.find(connection, UPDATE, order_by="name", limit=limit)


def forget(connection: sqlite3.Connection, rows: Iterable[Record]) -> None:
	names = [row["name"] for row in rows]
	records.delete_where(connection, UPDATE, {"name": ("in", names)})


def customer_rows(
	connection: sqlite3.Connection, only: Sequence[str] | None = None, after: str = ""
) -> list[sqlite3.Row]:
	"""The customers named, or all behind one in the order of their names, each with its last visit and what it spent."""
	where, names = _only("customer.name", only)
	if only is None:
		where, names = "WHERE customer.name > ?", [after]
	return connection.execute(
		f"""SELECT customer.name, customer_name, customer_name_ar, mobile_no, email_id, disabled,
			max(invoice.posting_date) AS last_visit, coalesce(sum(invoice.grand_total), 0) / 1e6 AS value
		FROM tabCustomer AS customer
		LEFT JOIN "tabSales Invoice" AS invoice ON invoice.customer = customer.name AND invoice.docstatus = 1
		{where} GROUP BY customer.name ORDER BY customer.name""",
		names,
	).fetchall()


def vehicle_rows(connection: sqlite3.Connection, only: Sequence[str] | None = None) -> list[sqlite3.Row]:
	"""The present vehicles of the customers named, or of all."""
	where, names = _only("vehicle.customer", only)
	return connection.execute(
		f"""SELECT vehicle.customer, vehicle.name, plate_latin, plate_ar, make, model, chassis_no
		FROM "tabCustomer Vehicle" AS owned
		JOIN tabVehicle AS vehicle ON vehicle.name = owned.vehicle AND owned.is_current = 1
		{where} ORDER BY owned.rowid""",
		names,
	).fetchall()


def other_phones(
	connection: sqlite3.Connection, only: Sequence[str] | None = None
) -> dict[str, tuple[str, ...]]:
	"""The numbers beside the main one of the customers named, or of all; only of those who have any."""
	where, names = _only("parent", only)
	rows = connection.execute(f'SELECT parent, phone FROM "tabContact Phone" {where} ORDER BY rowid', names)
	found: dict[str, tuple[str, ...]] = {}
	for customer, phone in rows:
		found[customer] = (*found.get(customer, ()), phone)
	return found


def _only(column: str, names: Sequence[str] | None) -> tuple[str, Sequence[str]]:
	if names is None:
		return "", ()
	return f"WHERE {column} IN ({', '.join('?' * len(names))})", names
