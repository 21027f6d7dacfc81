"""Brings a database file up to the newest schema: each numbered SQL file runs once, with the step that belongs to it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workshop_crm.core.common.errors import N_, Conflict
from workshop_crm.preview.database import writing
from workshop_crm.preview.migration_steps import STEPS

SCHEMA_FOLDER = Path(__file__).parent / "schema"
FILE_NAME = re.compile(r"(\d{4})_\w+\.sql")

LEDGER = """CREATE TABLE IF NOT EXISTS schema_migration (
	number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL
) STRICT"""


@dataclass(frozen=True, slots=True)
class Migration:
	number: int
	name: str
	path: Path


def migrations(folder: Path = SCHEMA_FOLDER) -> list[Migration]:
	"""The migrations in a folder of `0001_subject.sql` files, in the order of their numbers."""
	found = []
	for path in sorted(folder.glob("*.sql")):
		match = FILE_NAME.fullmatch(path.name)
		if match is None:
			raise ValueError(f"{path.name}: a migration is named 0001_subject.sql")
		found.append(Migration(int(match[1]), path.stem, path))
	return found


def migrate(connection: sqlite3.Connection, folder: Path = SCHEMA_FOLDER) -> list[str]:
	"""Apply what is missing and return the names of it; raises Conflict when the file is newer than the program."""
	connection.execute("PRAGMA journal_mode = WAL")
	known = migrations(folder)
	if _applied_numbers(connection) == {migration.number for migration in known}:
		return []
	with writing(connection):
		return apply_all(connection, folder)


def apply_all(connection: sqlite3.Connection, folder: Path = SCHEMA_FOLDER) -> list[str]:
	"""What `migrate` does, inside the caller's write transaction."""
	known = migrations(folder)
	connection.execute(LEDGER)
	applied = _applied_numbers(connection)
	if not applied <= {migration.number for migration in known}:
		raise Conflict(
			N_(
				"The data file was written by a newer version of the preview. Update the program and start it again."
			)
		)
	missing = [migration for migration in known if migration.number not in applied]
	for migration in missing:
		_apply(connection, migration)
	return [migration.name for migration in missing]


def _applied_numbers(connection: sqlite3.Connection) -> set[int]:
	known = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'schema_migration'").fetchone()
	if known is None:
		return set()
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
