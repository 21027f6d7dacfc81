"""The tables of the index file."""

from __future__ import annotations

import sqlite3

# Raise it whenever a table, a folding rule or a sound rule changes: a file of another version is rebuilt.
SCHEMA_VERSION = 6

# customer.number: dense, never given twice; a customer whose names or codes change gets a new one.
# posting.numbers: ascending uint32; part 0 and following are appended to, never rewritten in the middle.
# part: the columns of PART_SIZE customers, see `columns`.
_TABLES = (
	"CREATE TABLE customer (number INTEGER PRIMARY KEY, customer TEXT NOT NULL, record BLOB NOT NULL)",
	"CREATE TABLE word (number INTEGER PRIMARY KEY, text TEXT NOT NULL)",
	"CREATE TABLE posting (id INTEGER PRIMARY KEY, key TEXT NOT NULL, part INTEGER NOT NULL, numbers BLOB NOT NULL)",
	"CREATE TABLE part (part INTEGER PRIMARY KEY, seen BLOB NOT NULL, left_over BLOB NOT NULL, flags BLOB NOT NULL)",
	"CREATE TABLE state (changes INTEGER NOT NULL, next INTEGER NOT NULL, customers INTEGER NOT NULL)",
)
_INDEXES = (
	"CREATE UNIQUE INDEX IF NOT EXISTS customer_id ON customer (customer)",
	"CREATE UNIQUE INDEX IF NOT EXISTS word_text ON word (text)",
	"CREATE UNIQUE INDEX IF NOT EXISTS posting_key ON posting (key, part)",
)


def create_tables(connection: sqlite3.Connection) -> None:
	"""Empty tables of this version."""
	for statement in _TABLES:
		connection.execute(statement)
	connection.execute("INSERT INTO state VALUES (0, 0, 0)")
	connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def create_indexes(connection: sqlite3.Connection) -> None:
	"""Made when the rows are there: much faster than before."""
	for statement in _INDEXES:
		connection.execute(statement)
