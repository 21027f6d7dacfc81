"""What the last computation found for each customer, and the value of all customers at the ends of months."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Run:
	computed_on: date
	method: str


def replace_customers(connection: sqlite3.Connection, rows: Iterable[Sequence[object]], run: Run) -> None:
	"""Store (customer, segment, visits, frequency, recency_days, monetary_value, expected_visits, p_alive, clv)."""
	connection.execute("DELETE FROM customer_analytics")
	connection.executemany(
		"""INSERT INTO customer_analytics (customer, segment, visits, frequency, recency_days, monetary_value,
		expected_visits, p_alive, clv) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
		rows,
	)
	connection.execute(
		"""INSERT INTO analytics_run (id, computed_on, method) VALUES (1, ?, ?)
		ON CONFLICT (id) DO UPDATE SET computed_on = excluded.computed_on, method = excluded.method""",
		(run.computed_on.isoformat(), run.method),
	)


def replace_trend(connection: sqlite3.Connection, months: Iterable[tuple[str, float, float]]) -> None:
	"""Store (month, total, average) of every month."""
	connection.execute("DELETE FROM value_snapshot")
	connection.executemany("INSERT INTO value_snapshot (month, total, average) VALUES (?, ?, ?)", months)


def last_run(connection: sqlite3.Connection) -> Run | None:
	row = connection.execute("SELECT computed_on, method FROM analytics_run").fetchone()
	return None if row is None else Run(date.fromisoformat(row["computed_on"]), row["method"])


def of_customer(connection: sqlite3.Connection, customer: str) -> sqlite3.Row | None:
	"""The figures of one customer with the date of the last visit; None for one who has never come."""
	row: sqlite3.Row | None = connection.execute(
		"""SELECT customer_analytics.*, (
			SELECT max(posting_date) FROM invoice
			WHERE invoice.customer = customer_analytics.customer AND cancelled = 0 AND is_return = 0
		) AS last_visit
		FROM customer_analytics WHERE customer = ? AND segment IS NOT NULL""",
		(customer,),
	).fetchone()
	return row


def value_rows(connection: sqlite3.Connection) -> list[sqlite3.Row]:
	"""(customer, segment, clv, p_alive) of every customer."""
	return connection.execute("SELECT customer, segment, clv, p_alive FROM customer_analytics").fetchall()


def trend(connection: sqlite3.Connection) -> list[sqlite3.Row]:
	return connection.execute("SELECT month, total, average FROM value_snapshot ORDER BY month").fetchall()


def customer_rows(connection: sqlite3.Connection) -> list[sqlite3.Row]:
	"""(id, name, Arabic name) of every customer, in the order of the figures."""
	return connection.execute(
		"SELECT name, customer_name, customer_name_ar FROM customer ORDER BY rowid"
	).fetchall()


def invitation_rows(connection: sqlite3.Connection) -> list[sqlite3.Row]:
	"""(customer, sent on, service type, answered, rating) of every invitation that went out."""
	return connection.execute(
		"""SELECT invited.customer, substr(invited.created_at, 1, 10), invoice.service_type,
			response.name IS NOT NULL, response.rating
		FROM survey_invitation AS invited
		JOIN invoice ON invoice.name = invited.invoice
		LEFT JOIN survey_response AS response ON response.invitation = invited.name
		WHERE invited.state NOT IN ('Not Sent', 'Scheduled')"""
	).fetchall()
