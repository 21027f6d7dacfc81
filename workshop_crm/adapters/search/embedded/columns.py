"""What every search reads of every customer: the day of the last visit, what the name costs that nobody types, and flags.

The columns are kept in parts of PART_SIZE customers, so that a change rewrites one part only. A process keeps them, about
four bytes a customer, until the file has changed.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

PART_SIZE = 4096
ALIVE, DISABLED = 1, 2
MAX_LEFT_OVER = 255
_DAY_ONE = date(1970, 1, 1).toordinal()
_MAX_DAYS = 65535


@dataclass(frozen=True, slots=True)
class Row:
	"""One customer's values; `seen` in days since 1970, 0 when there was no visit; `left_over` in tenths of a nat."""

	seen: int
	left_over: int
	flags: int


DEAD = Row(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Columns:
	"""All customers by their number: seen uint16, left_over uint8, flags uint8, each [customers]."""

	seen: NDArray[np.uint16]
	left_over: NDArray[np.uint8]
	flags: NDArray[np.uint8]

	def __len__(self) -> int:
		return len(self.flags)

	@property
	def alive(self) -> NDArray[np.bool_]:
		"""Customers who were not deleted and whose number is not outdated."""
		return (self.flags & ALIVE).astype(np.bool_)


def in_tenths(nats: float) -> int:
	"""A cost as it is stored."""
	return round(10 * nats)


def day_seen(last_visit: str | None) -> int:
	"""The day of an ISO date as it is stored."""
	if not last_visit:
		return 0
	return min(max(date.fromisoformat(last_visit[:10]).toordinal() - _DAY_ONE, 0), _MAX_DAYS)


def read(connection: sqlite3.Connection) -> Columns:
	"""The columns of all customers."""
	parts = connection.execute("SELECT seen, left_over, flags FROM part ORDER BY part").fetchall()
	seen, left_over, flags = (
		(b"".join(column) for column in zip(*parts, strict=True)) if parts else (b"",) * 3
	)
	return Columns(np.frombuffer(seen, "<u2"), np.frombuffer(left_over, "u1"), np.frombuffer(flags, "u1"))


def write(connection: sqlite3.Connection, rows: Mapping[int, Row]) -> None:
	"""Put the rows of these numbers in their places."""
	by_part: dict[int, list[int]] = {}
	for number in rows:
		by_part.setdefault(number // PART_SIZE, []).append(number)
	for part, numbers in by_part.items():
		columns = _part(connection, part)
		for number in numbers:
			place, row = number % PART_SIZE, rows[number]
			columns.seen[place], columns.left_over[place], columns.flags[place] = (
				row.seen,
				row.left_over,
				row.flags,
			)
		_store(connection, part, columns)


class Growing:
	"""The columns of a file that is being built, one customer after the other."""

	def __init__(self, known: Columns, customers: int) -> None:
		"""`known` are those of the file so far, of which the first `customers` are no padding."""
		self._seen = array("H", known.seen[:customers].astype("<u2").tobytes())
		self._left_over = array("B", known.left_over[:customers].tobytes())
		self._flags = array("B", known.flags[:customers].tobytes())

	def __len__(self) -> int:
		return len(self._flags)

	def add(self, row: Row) -> None:
		"""The next customer."""
		self._seen.append(row.seen)
		self._left_over.append(row.left_over)
		self._flags.append(row.flags)

	def parts(self, first: int) -> list[tuple[int, Columns]]:
		"""The numbered parts from that of customer `first` on, the last of which is filled up."""
		part = first // PART_SIZE
		padded = [
			np.pad(np.array(column[part * PART_SIZE :], kind), (0, -len(self) % PART_SIZE)).reshape(
				-1, PART_SIZE
			)
			for column, kind in ((self._seen, "<u2"), (self._left_over, "u1"), (self._flags, "u1"))
		]
		return [(part + place, Columns(*values)) for place, values in enumerate(zip(*padded, strict=True))]


def store(connection: sqlite3.Connection, parts: Iterable[tuple[int, Columns]]) -> None:
	"""Write these parts."""
	for number, values in parts:
		_store(connection, number, values)


def _part(connection: sqlite3.Connection, part: int) -> Columns:
	found = connection.execute("SELECT seen, left_over, flags FROM part WHERE part = ?", (part,)).fetchone()
	if not found:
		return _empty()
	seen, left_over, flags = found
	return Columns(
		np.frombuffer(seen, "<u2").copy(),
		np.frombuffer(left_over, "u1").copy(),
		np.frombuffer(flags, "u1").copy(),
	)


def _empty() -> Columns:
	return Columns(np.zeros(PART_SIZE, "<u2"), np.zeros(PART_SIZE, "u1"), np.zeros(PART_SIZE, "u1"))


def _store(connection: sqlite3.Connection, part: int, columns: Columns) -> None:
	connection.execute(
		"INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?)",
		(part, columns.seen.tobytes(), columns.left_over.tobytes(), columns.flags.tobytes()),
	)
