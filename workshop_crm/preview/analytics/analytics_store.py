"""What the last computation found for each customer, and the value of all customers at the ends of months."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workshop_crm.core.surveys.asked import ASKED_ON, HAS_BEEN_WRITTEN
from workshop_crm.preview import records
from workshop_crm.preview.records import Record
from workshop_crm.preview.schema.tables import indexed_at_the_end

ANALYTICS, TREND = "Customer Analytics", "Value Trend"


@dataclass(frozen=True, slots=True)
class Run:
	computed_on: date
	method: str


def replace_all(connection: sqlite3.Connection, doctype: str, rows: Iterable[Record], now: datetime) -> None:
	with indexed_at_the_end(connection, doctype):
		records.delete_where(connection, doctype, {})
		records.insert_many(connection, doctype, rows, now)


def last_run(connection: sqlite3.Connection) -> Run | None:
	row = records.first(connection, ANALYTICS, {})
	return None if row is None else Run(row["computed_on"].date(), row["method"])


def value_rows(connection: sqlite3.Connection) -> Iterable[tuple[str, str, float, float]]:
	"""(customer, segment, clv, p_alive) of every customer."""
	return _tuples(
		connection, """SELECT customer, segment, clv / 1e6, p_alive FROM "tabCustomer Analytics" """
	)


def customer_rows(connection: sqlite3.Connection) -> Iterable[tuple[str, str, str]]:
	"""(id, name, Arabic name) of every customer, in the order of the figures."""
	return _tuples(connection, "SELECT name, customer_name, customer_name_ar FROM tabCustomer ORDER BY rowid")


def invitation_rows(
	connection: sqlite3.Connection,
) -> Iterable[tuple[str, str, str | None, bool, int | None]]:
	"""(customer, day, service type, answered, rating) of everybody who was asked."""
	return _tuples(
		connection,
		f"""SELECT "tabSurvey Invitation".customer, substr("tabSurvey Invitation".sent_on, 1, 10), "tabSurvey Invitation".service_type,
			response.name IS NOT NULL, nullif(response.rating, 0)
		FROM "tabSurvey Invitation"
		LEFT JOIN "tabSurvey Response" AS response ON response.invitation = "tabSurvey Invitation".name
		WHERE {HAS_BEEN_WRITTEN} AND {ASKED_ON} IS NOT NULL""",
	)


def _tuples(connection: sqlite3.Connection, statement: str) -> Iterable[tuple[Any, ...]]:
	cursor = connection.cursor()
	cursor.row_factory = None
	return cursor.execute(statement)
