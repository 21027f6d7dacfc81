"""What every search reads of every customer: the day of the last visit, the letters of the name, and flags.

The columns are kept in parts of PART_SIZE customers, so that a change rewrites one part only. A process keeps them, about
four bytes a customer, until the file has changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

PART_SIZE = 4096
ALIVE, DISABLED = 1, 2
MOST_LETTERS = 255
_DAY_ONE = date(1970, 1, 1).toordinal()
_MOST_DAYS = 65535


@dataclass(frozen=True, slots=True)
class Row:
	"""One customer's values; `seen` in days since 1970, 0 when there was no visit."""

	seen: int
	letters: int
	flags: int


DEAD = Row(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Columns:
	"""All customers by their number: seen uint16, letters uint8, flags uint8, each [customers]."""

	seen: NDArray[np.uint16]
	letters: NDArray[np.uint8]
	flags: NDArray[np.uint8]

	def __len__(self) -> int:
		return len(self.flags)

	@property
	def alive(self) -> NDArray[np.bool_]:
		"""Customers who were not deleted and whose number is not outdated."""
		return (self.flags & ALIVE).astype(np.bool_)


def day_seen(last_visit: str | None) -> int:
	"""The day of an ISO date as it is stored."""
	if not last_visit:
		return 0
	return min(max(date.fromisoformat(last_visit[:10]).toordinal() - _DAY_ONE, 0), _MOST_DAYS)


def read(connection: sqlite3.Connection) -> Columns:
	"""The columns of all customers."""
	parts = connection.execute("SELECT seen, letters, flags FROM part ORDER BY part").fetchall()
	seen, letters, flags = (b"".join(column) for column in zip(*parts, strict=True)) if parts else (b"",) * 3
	return Columns(np.frombuffer(seen, "<u2"), np.frombuffer(letters, "u1"), np.frombuffer(flags, "u1"))


def write(connection: sqlite3.Connection, rows: Mapping[int, Row]) -> None:
	"""Put the rows of these numbers in their places."""
	by_part: dict[int, list[int]] = {}
	for number in rows:
		by_part.setdefault(number // PART_SIZE, []).append(number)
	for part, numbers in by_part.items():
		columns = _part(connection, part)
		for number in numbers:
			place, row = number % PART_SIZE, rows[number]
			columns.seen[place], columns.letters[place], columns.flags[place] = (
				row.seen,
				row.letters,
				row.flags,
			)
		_store(connection, part, columns)


def append(connection: sqlite3.Connection, part: int, rows: Iterable[Row]) -> None:
	"""A whole part at once, for a file that is being built."""
	columns = _empty()
	for place, row in enumerate(rows):
		columns.seen[place], columns.letters[place], columns.flags[place] = row.seen, row.letters, row.flags
	_store(connection, part, columns)


def _part(connection: sqlite3.Connection, part: int) -> Columns:
	found = connection.execute("SELECT seen, letters, flags FROM part WHERE part = ?", (part,)).fetchone()
	if not found:
		return _empty()
	seen, letters, flags = found
	return Columns(
		np.frombuffer(seen, "<u2").copy(),
		np.frombuffer(letters, "u1").copy(),
		np.frombuffer(flags, "u1").copy(),
	)


def _empty() -> Columns:
	return Columns(np.zeros(PART_SIZE, "<u2"), np.zeros(PART_SIZE, "u1"), np.zeros(PART_SIZE, "u1"))


def _store(connection: sqlite3.Connection, part: int, columns: Columns) -> None:
	connection.execute(
		"INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?)",
		(part, columns.seen.tobytes(), columns.letters.tobytes(), columns.flags.tobytes()),
	)
