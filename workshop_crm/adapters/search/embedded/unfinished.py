"""An index file that is being built: how far it is, what for, and which customers changed while nobody went on with it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable

from workshop_crm.adapters.search.embedded.schema import SCHEMA_VERSION, create_tables

HOURS_TO_GO_ON = 6

_TABLES = (
	"CREATE TABLE build (purpose TEXT NOT NULL, began REAL NOT NULL, sections INTEGER NOT NULL, last TEXT NOT NULL)",
	"CREATE TABLE changed (customer TEXT PRIMARY KEY)",
)


def begin(connection: sqlite3.Connection, purpose: str) -> None:
	"""Empty tables."""
	connection.execute("BEGIN IMMEDIATE")
	create_tables(connection)
	for statement in _TABLES:
		connection.execute(statement)
	connection.execute("INSERT INTO build VALUES (?, ?, 0, '')", (purpose, time.time()))
	connection.execute("COMMIT")


def can_go_on(connection: sqlite3.Connection, purpose: str) -> bool:
	"""Whether the file is of this version, for the same purpose, and not too old; no error for a file of anything."""
	try:
		(version,) = connection.execute("PRAGMA user_version").fetchone()
		known, began = connection.execute("SELECT purpose, began FROM build").fetchone()
	except (sqlite3.DatabaseError, TypeError):
		return False
	age = time.time() - began
	return bool(version == SCHEMA_VERSION and known == purpose and 0 <= age < 3600 * HOURS_TO_GO_ON)


def last(connection: sqlite3.Connection) -> str:
	"""The customer that was written last; empty before the first."""
	return str(connection.execute("SELECT last FROM build").fetchone()[0])


def sections(connection: sqlite3.Connection) -> int:
	"""How many sections are there."""
	return int(connection.execute("SELECT sections FROM build").fetchone()[0])


def reached(connection: sqlite3.Connection, customer: str) -> None:
	"""One more section is there, up to this customer."""
	connection.execute("UPDATE build SET sections = sections + 1, last = ?", (customer,))


def note_changed(connection: sqlite3.Connection, customers: Iterable[str]) -> None:
	"""Remember to look at these customers again at the end."""
	connection.executemany(
		"INSERT OR IGNORE INTO changed VALUES (?)", ((customer,) for customer in customers)
	)


def changed(connection: sqlite3.Connection) -> list[str]:
	"""Those to look at again."""
	return [row[0] for row in connection.execute("SELECT customer FROM changed ORDER BY customer")]


def finish(connection: sqlite3.Connection) -> None:
	"""Take the tables out that only a build needs."""
	connection.execute("DROP TABLE build")
	connection.execute("DROP TABLE changed")
