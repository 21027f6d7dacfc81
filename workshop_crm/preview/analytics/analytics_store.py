"""What the last computation found for each customer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from workshop_crm.preview import records
from workshop_crm.preview.records import Record
from workshop_crm.preview.schema.tables import indexed_at_the_end

ANALYTICS = "Customer Analytics"


@dataclass(frozen=True, slots=True)
class Run:
	computed_on: date
	method: str


def replace_all(connection: sqlite3.Connection, rows: Iterable[Record], now: datetime) -> None:
	with indexed_at_the_end(connection, ANALYTICS):
		records.delete_where(connection, ANALYTICS, {})
		records.insert_many(connection, ANALYTICS, rows, now)


def last_run(connection: sqlite3.Connection) -> Run | None:
	row = records.first(connection, ANALYTICS, {})
	return None if row is None else Run(row["computed_on"].date(), row["method"])
