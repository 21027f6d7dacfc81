"""The index file: its tables, its version, and how it is opened.

One connection an operation: it costs a fraction of a millisecond, and no connection ever crosses a fork or a thread.
Readers see the last finished write (WAL); writers queue on a lock file beside the index.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from workshop_crm.adapters.errors import IndexUnavailable
from workshop_crm.core.errors import N_

# Raise it whenever a table, a folding rule or a sound rule changes: a file of another version is rebuilt.
SCHEMA_VERSION = 1

BUSY_SECONDS = 30
_CACHE_KIBIBYTES = 16_384

# id: see embedded_records; its order is the order of equals.
# near: tokens of the names by their spelling with one letter left out, to find them over a typing error.
# names: one row a customer, with the tokens of embedded_tokens. code: the keys of core's search.codes.
_TABLES = {
	"customer": """TABLE customer (
		id INTEGER PRIMARY KEY, customer TEXT NOT NULL UNIQUE, outline TEXT NOT NULL, record TEXT NOT NULL)""",
	"near": "TABLE near (variant TEXT, token TEXT, PRIMARY KEY (variant, token)) WITHOUT ROWID",
	"names": "VIRTUAL TABLE names USING fts5(tokens, content='', tokenize='ascii', detail='none', columnsize=0)",
	"code": """TABLE code (
		kind TEXT, key TEXT, customer INTEGER, PRIMARY KEY (kind, key, customer)) WITHOUT ROWID""",
	"sequence": "TABLE sequence (last INTEGER NOT NULL)",
}


def create_tables(connection: sqlite3.Connection) -> None:
	"""Empty tables of this version, inside the caller's transaction."""
	for table, definition in _TABLES.items():
		connection.execute(f"DROP TABLE IF EXISTS {table}")
		connection.execute(f"CREATE {definition}")
	connection.execute("INSERT INTO sequence VALUES (0)")
	connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
	"""One consistent snapshot of the index; raises IndexUnavailable when there is none to read."""
	with _unavailable_when_broken(), closing(_opened(path, "rw")) as connection:
		connection.execute("BEGIN")
		_require_version(connection)
		yield connection


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
	"""One transaction, committed at the end, while no other process writes; raises IndexUnavailable as `reading`."""
	with _unavailable_when_broken(), _only_writer(path), closing(_opened(path, "rw")) as connection:
		connection.execute("BEGIN IMMEDIATE")
		_require_version(connection)
		yield connection
		connection.execute("COMMIT")


@contextmanager
def rebuilding(path: Path) -> Iterator[sqlite3.Connection]:
	"""As `writing`, over empty tables. A damaged file is put away first; of a sound one readers see the old content till the end."""
	path.parent.mkdir(parents=True, exist_ok=True)
	with _unavailable_when_broken(), _only_writer(path):
		if not _is_sound(path):
			_remove(path)
		with closing(_opened(path, "rwc")) as connection:
			connection.execute("PRAGMA journal_mode = WAL")
			connection.execute("BEGIN IMMEDIATE")
			create_tables(connection)
			yield connection
			connection.execute("INSERT INTO names (names) VALUES ('optimize')")
			connection.execute("COMMIT")
			connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _opened(path: Path, mode: str) -> sqlite3.Connection:
	uri = f"{path.absolute().as_uri()}?mode={mode}"
	connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
	connection.execute(f"PRAGMA cache_size = -{_CACHE_KIBIBYTES}")
	connection.execute("PRAGMA synchronous = NORMAL")
	return connection


def _require_version(connection: sqlite3.Connection) -> None:
	if connection.execute("PRAGMA user_version").fetchone()[0] != SCHEMA_VERSION:
		raise _unavailable()


def _is_sound(path: Path) -> bool:
	if not path.exists():
		return True
	try:
		with closing(_opened(path, "rw")) as connection:
			return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
	except sqlite3.DatabaseError:
		return False


def _remove(path: Path) -> None:
	for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
		path.with_name(name).unlink(missing_ok=True)


@contextmanager
def _only_writer(path: Path) -> Iterator[None]:
	if not path.parent.is_dir():
		raise _unavailable()
	with path.with_name(f"{path.name}.lock").open("a") as lock:
		fcntl.flock(lock, fcntl.LOCK_EX)
		yield


@contextmanager
def _unavailable_when_broken() -> Iterator[None]:
	try:
		yield
	except sqlite3.DatabaseError as error:
		raise _unavailable() from error


def _unavailable() -> IndexUnavailable:
	return IndexUnavailable(N_("The search index cannot be used now. It must be rebuilt."))
