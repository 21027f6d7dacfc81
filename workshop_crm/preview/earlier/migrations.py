"""The schema of earlier versions: each numbered SQL file ran once, with the step that belongs to it. None is added."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workshop_crm.preview.earlier.steps import STEPS

FOLDER = Path(__file__).parent
FILE_NAME = re.compile(r"(\d{4})_\w+\.sql")

LEDGER = """CREATE TABLE IF NOT EXISTS schema_migration (
	number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL
) STRICT"""


@dataclass(frozen=True, slots=True)
class Migration:
	number: int
	name: str
	path: Path


def migrations(folder: Path = FOLDER) -> list[Migration]:
	"""The migrations in a folder of `0001_subject.sql` files, in the order of their numbers."""
	found = []
	for path in sorted(folder.glob("*.sql")):
		match = FILE_NAME.fullmatch(path.name)
		if match is None:
			raise ValueError(f"{path.name}: a migration is named 0001_subject.sql")
		found.append(Migration(int(match[1]), path.stem, path))
	return found


def has_earlier_tables(connection: sqlite3.Connection) -> bool:
	return (
		connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'schema_migration'").fetchone()
		is not None
	)


def migrate(connection: sqlite3.Connection, folder: Path = FOLDER) -> list[str]:
	"""Apply what is missing and return the names of it. Call it inside a write transaction."""
	known = migrations(folder)
	connection.execute(LEDGER)
	applied = _applied_numbers(connection)
	missing = [migration for migration in known if migration.number not in applied]
	for migration in missing:
		_apply(connection, migration)
	return [migration.name for migration in missing]


def _applied_numbers(connection: sqlite3.Connection) -> set[int]:
	return {row["number"] for row in connection.execute("SELECT number FROM schema_migration")}


def _apply(connection: sqlite3.Connection, migration: Migration) -> None:
	for statement in _statements(migration.path.read_text(encoding="utf-8")):
		connection.execute(statement)
	if step := STEPS.get(migration.name):
		step(connection)
	connection.execute(
		"INSERT INTO schema_migration (number, name, applied_at) VALUES (?, ?, ?)",
		(migration.number, migration.name, datetime.now().isoformat(timespec="seconds")),
	)


def _statements(script: str) -> Iterator[str]:
	# executescript() would commit the surrounding transaction first.
	statement = ""
	for part in script.split(";"):
		statement += f"{part};"
		if sqlite3.complete_statement(statement):
			yield statement
			statement = ""
