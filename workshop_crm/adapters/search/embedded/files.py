"""The index file: opened for one operation at a time, and replaced as a whole.

The path is a symbolic link to the file of the present version, so that a new one takes its place in one step while others
still read the old one. Readers see the last finished write (WAL); writers queue on a lock file beside the link.
No connection lives longer than its operation, so none ever crosses a fork or a thread.
"""

from __future__ import annotations

import errno
import fcntl
import os
import sqlite3
import uuid
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from workshop_crm.adapters.search.embedded import unfinished
from workshop_crm.adapters.search.embedded.schema import SCHEMA_VERSION
from workshop_crm.core.common.errors import N_
from workshop_crm.core.search.errors import IndexUnavailable

BUSY_SECONDS = 30
_MAPPED_BYTES = 1 << 30
_KILOBYTES_TO_BUILD = 64_000
_NO_ROOM = ("database or disk is full", "disk I/O error")


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
	"""One consistent snapshot of the index; raises IndexUnavailable when there is none to read."""
	with _unavailable_when_broken(), closing(_opened_to_read(path)) as connection:
		connection.execute("BEGIN")
		_require_version(connection)
		yield connection


@contextmanager
def changing(path: Path) -> Iterator[sqlite3.Connection]:
	"""One transaction, committed at the end, while no other process writes.

	Raises IndexUnavailable as `reading`, OSError when the disk is full.
	"""
	with (
		_unavailable_when_broken(),
		_os_error_when_full(),
		_only_writer(path),
		closing(_opened(path)) as connection,
	):
		connection.execute("BEGIN IMMEDIATE")
		_require_version(connection)
		yield connection
		connection.execute("UPDATE state SET changes = changes + 1")
		connection.execute("COMMIT")


@contextmanager
def replacing(path: Path, purpose: str) -> Iterator[sqlite3.Connection]:
	"""A file to be filled, which takes the place of the present one when the caller is done; until then readers see the old one.

	One of the same purpose that an interrupted caller left is handed out as it is. Raises OSError when it cannot be written.
	"""
	path.parent.mkdir(parents=True, exist_ok=True)
	with _only_writer(path), _os_error_when_full():
		building = _building(path)
		with closing(_taken_up(building, purpose)) as connection:
			yield connection
			connection.execute("BEGIN IMMEDIATE")
			unfinished.finish(connection)
			connection.execute("COMMIT")
			connection.execute("PRAGMA journal_mode = WAL")
		new = path.with_name(f"{path.name}.{uuid.uuid4().hex[:12]}")
		building.rename(new)
		_flush(new)
		_point(path, new)
		_remove_others(path, new)


def is_unfinished(path: Path) -> bool:
	"""Whether somebody began a new file and did not finish it."""
	return _building(path).exists()


def note_changed(path: Path, customers: Collection[str]) -> None:
	"""Tell the new file, where one was begun, that these customers changed. Called by who writes."""
	if not customers or not is_unfinished(path):
		return
	with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(_building(path))) as connection, connection:
		unfinished.note_changed(connection, customers)
		return
	_remove(_building(path))


def _building(path: Path) -> Path:
	return path.with_name(f"{path.name}.building")


def _taken_up(file: Path, purpose: str) -> sqlite3.Connection:
	"""The file as it was left, or a new one. A journal that a killed process left is played back as the file is opened."""
	connection = _to_build(file)
	if not unfinished.can_go_on(connection, purpose):
		connection.close()
		_remove(file)
		connection = _to_build(file)
		unfinished.begin(connection, purpose)
	return connection


def _to_build(file: Path) -> sqlite3.Connection:
	connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
	connection.execute(f"PRAGMA cache_size = -{_KILOBYTES_TO_BUILD}")
	return connection


def _opened(path: Path) -> sqlite3.Connection:
	uri = f"{path.absolute().as_uri()}?mode=rw"
	connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
	connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
	connection.execute("PRAGMA synchronous = NORMAL")
	return connection


def _opened_to_read(path: Path) -> sqlite3.Connection:
	"""On a full disk SQLite has no room for the file in which readers and writers meet, and there is no writer to meet."""
	try:
		return _opened(path)
	except sqlite3.OperationalError:
		log = path.with_name(f"{path.resolve().name}-wal")
		if log.exists() and log.stat().st_size:
			raise
		return sqlite3.connect(
			f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
		)


def _require_version(connection: sqlite3.Connection) -> None:
	if connection.execute("PRAGMA user_version").fetchone()[0] != SCHEMA_VERSION:
		raise _unavailable()


def _flush(file: Path) -> None:
	"""The content is on the disk before the link points to it: a power cut leaves the old index or the new one."""
	for place in (file, file.parent):
		descriptor = os.open(place, os.O_RDONLY)
		try:
			os.fsync(descriptor)
		finally:
			os.close(descriptor)


def _point(path: Path, new: Path) -> None:
	link = path.with_name(f"{new.name}.link")
	link.symlink_to(new.name)
	link.replace(path)


def _remove_others(path: Path, kept: Path) -> None:
	"""Old versions, also those that an interrupted rebuild left; who reads one still may go on."""
	for suffix in ("-wal", "-shm"):
		path.with_name(path.name + suffix).unlink(missing_ok=True)
	for other in path.parent.glob(f"{path.name}.*"):
		if not other.name.startswith(kept.name) and other != _lock_of(path):
			other.unlink(missing_ok=True)


def _remove(file: Path) -> None:
	for name in (
		file.name,
		f"{file.name}-journal",
		f"{file.name}-wal",
		f"{file.name}-shm",
		f"{file.name}.link",
	):
		file.with_name(name).unlink(missing_ok=True)


def _lock_of(path: Path) -> Path:
	return path.with_name(f"{path.name}.lock")


@contextmanager
def _only_writer(path: Path) -> Iterator[None]:
	if not path.parent.is_dir():
		raise _unavailable()
	with _lock_of(path).open("a") as lock:
		fcntl.flock(lock, fcntl.LOCK_EX)
		yield


@contextmanager
def _unavailable_when_broken() -> Iterator[None]:
	"""Bytes that were cut or overwritten show as an error of SQLite, or as a value that cannot be one."""
	try:
		yield
	except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
		raise _unavailable() from error


@contextmanager
def _os_error_when_full() -> Iterator[None]:
	"""A full disk is no damage: making the index again would need more room still."""
	try:
		yield
	except sqlite3.OperationalError as error:
		if str(error) in _NO_ROOM:
			raise OSError(errno.ENOSPC, str(error)) from error
		raise


def _unavailable() -> IndexUnavailable:
	return IndexUnavailable(N_("The search index cannot be used now. It must be rebuilt."))
