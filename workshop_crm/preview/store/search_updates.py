"""The outbox of the search index: which customers' documents are out of date, and the rows a document is made of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence


def queue(connection: sqlite3.Connection, customers: Iterable[str]) -> None:
	"""Note, in the transaction that changes a customer, that the index must hear of it.

	A customer queued again gets a new id, so that a reader that is at work on the old one does not remove it.
	"""
	connection.executemany(
		"INSERT OR REPLACE INTO search_update (customer) VALUES (?)", [(customer,) for customer in customers]
	)


def queued(connection: sqlite3.Connection, limit: int) -> list[sqlite3.Row]:
	return connection.execute(
		"SELECT id, customer FROM search_update ORDER BY id LIMIT ?", (limit,)
	).fetchall()


def forget(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
	connection.executemany("DELETE FROM search_update WHERE id = ?", [(number,) for number in ids])


def count(connection: sqlite3.Connection) -> int:
	return int(connection.execute("SELECT count(*) FROM search_update").fetchone()[0])


def customer_rows(connection: sqlite3.Connection, only: Sequence[str] | None = None) -> list[sqlite3.Row]:
	"""The customers named, or all, each with its last visit and what it spent."""
	where, names = _only("customer.name", only)
	return connection.execute(
		f"""SELECT customer.*, max(invoice.posting_date) AS last_visit, coalesce(sum(invoice.total), 0) AS value
		FROM customer LEFT JOIN invoice ON invoice.customer = customer.name AND invoice.cancelled = 0
		{where} GROUP BY customer.name""",
		names,
	).fetchall()


def vehicle_rows(connection: sqlite3.Connection, only: Sequence[str] | None = None) -> list[sqlite3.Row]:
	"""The present vehicles of the customers named, or of all."""
	where, names = _only("owned.customer", only)
	return connection.execute(
		f"""SELECT owned.customer, vehicle.* FROM customer_vehicle AS owned
		JOIN vehicle ON vehicle.name = owned.vehicle AND owned.is_current = 1 {where} ORDER BY owned.id""",
		names,
	).fetchall()


def _only(column: str, names: Sequence[str] | None) -> tuple[str, Sequence[str]]:
	if names is None:
		return "", ()
	return f"WHERE {column} IN ({', '.join('?' * len(names))})", names
