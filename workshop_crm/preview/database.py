"""Connections to the preview's one SQLite file, and the two kinds of transaction on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS_TO_WAIT_FOR_A_WRITER = 60.0


def connect(path: Path) -> sqlite3.Connection:
	"""An open connection in autocommit mode: a transaction begins only where `writing` or `reading` says so."""
	connection = sqlite3.connect(
		path,
		timeout=SECONDS_TO_WAIT_FOR_A_WRITER,
		isolation_level=None,
		check_same_thread=False,
		detect_types=sqlite3.PARSE_DECLTYPES,
	)
	connection.row_factory = sqlite3.Row
	connection.execute("PRAGMA foreign_keys = ON")
	connection.execute("PRAGMA synchronous = NORMAL")
	# What is deleted is overwritten in the file: a person who is erased must not be found there with an editor.
	connection.execute("PRAGMA secure_delete = ON")
	return connection


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
	"""One write transaction. It takes the write lock at once, so that what is read in it cannot change under it."""
	connection.execute("BEGIN IMMEDIATE")
	try:
		yield
	except BaseException:
		connection.execute("ROLLBACK")
		raise
	connection.execute("COMMIT")


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
	"""One steady view of the data; whatever is written inside is undone."""
	connection.execute("BEGIN")
	try:
		yield
	finally:
		connection.execute("ROLLBACK")


@contextmanager
def savepoint(connection: sqlite3.Connection) -> Iterator[None]:
	"""A part of a write transaction that can fail by itself: its error undoes it, and goes on to the caller."""
	connection.execute("SAVEPOINT part")
	try:
		yield
	except BaseException:
		connection.execute("ROLLBACK TO part")
		connection.execute("RELEASE part")
		raise
	connection.execute("RELEASE part")
