"""The schemas of earlier versions: each numbered SQL file runs once, with the step that belongs to it.

The last one copies every row into the tables of the DocTypes, and none comes after it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from workshop_crm.preview.earlier.steps import STEPS
from workshop_crm.preview.schema.columns import to_moment

FOLDER = Path(__file__).parent
LAST = 12
LEDGER = """CREATE TABLE IF NOT EXISTS schema_migration (
	number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL
) STRICT"""


def has_earlier_tables(connection: sqlite3.Connection) -> bool:
	found = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'schema_migration'").fetchone()
	return found is not None


def migrate(connection: sqlite3.Connection, last: int = LAST) -> None:
	"""Apply what is missing. Call it inside a write transaction without foreign keys, when today's tables are there."""
	connection.create_function("moment", 1, _moment, deterministic=True)
	connection.execute(LEDGER)
	applied = {row["number"] for row in connection.execute("SELECT number FROM schema_migration")}
	for path in sorted(FOLDER.glob("*.sql")):
		number = int(path.stem.partition("_")[0])
		if number <= last and number not in applied:
			_apply(connection, number, path)
	if last == LAST:
		connection.execute("DROP TABLE schema_migration")


def _apply(connection: sqlite3.Connection, number: int, path: Path) -> None:
	for statement in _statements(path.read_text(encoding="utf-8")):
		connection.execute(statement)
	if step := STEPS.get(path.stem):
		step(connection)
	connection.execute(
		"INSERT INTO schema_migration (number, name, applied_at) VALUES (?, ?, ?)",
		(number, path.stem, datetime.now().isoformat(timespec="seconds")),
	)


def _statements(script: str) -> Iterator[str]:
	# executescript() would commit the surrounding transaction first.
	statement = ""
	for part in script.split(";"):
		statement += f"{part};"
		if sqlite3.complete_statement(statement):
			yield statement
			statement = ""


def _moment(text: str | None) -> str | None:
	"""A moment had a T, and as many digits as were needed."""
	return to_moment(datetime.fromisoformat(text)) if text else None
