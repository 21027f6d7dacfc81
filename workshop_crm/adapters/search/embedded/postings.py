"""Which customers have a word or a part of a code: for each key their numbers, ascending, in parts.

A change appends to the last part of its keys only, which stays small; a rebuild writes long parts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

MAX_TAIL = 1024
_AFTER_ALL = "\U0010ffff"

Numbers = NDArray[np.uint32]


def word_key(word: int) -> str:
	"""The key of a word of the vocabulary."""
	return f"w{word}"


def read(connection: sqlite3.Connection, key: str) -> Numbers:
	"""All numbers under a key; empty for an unknown one."""
	rows = connection.execute("SELECT numbers FROM posting WHERE key = ? ORDER BY part", (key,))
	return np.frombuffer(b"".join(row[0] for row in rows), "<u4")


def read_beginning_with(connection: sqlite3.Connection, key: str) -> Numbers:
	"""All numbers under all keys that begin so, in no order."""
	statement = "SELECT numbers FROM posting WHERE key >= ? AND key < ?"
	rows = connection.execute(statement, (key, key + _AFTER_ALL))
	return np.frombuffer(b"".join(row[0] for row in rows), "<u4")


def read_words(connection: sqlite3.Connection, words: Sequence[int]) -> dict[int, Numbers]:
	"""All numbers of the customers who have each of the words."""
	keys = json.dumps([word_key(word) for word in words])
	statement = (
		"SELECT key, numbers FROM posting WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key, part"
	)
	parts: dict[str, list[bytes]] = {}
	for key, numbers in connection.execute(statement, (keys,)):
		parts.setdefault(key, []).append(numbers)
	return {word: np.frombuffer(b"".join(parts.get(word_key(word), ())), "<u4") for word in words}


def size(connection: sqlite3.Connection, key: str) -> int:
	"""How many bytes there are under a key; told without reading them."""
	statement = "SELECT coalesce(sum(length(numbers)), 0) FROM posting WHERE key = ?"
	return int(connection.execute(statement, (key,)).fetchone()[0])


def append(connection: sqlite3.Connection, additions: Mapping[str, Sequence[int]]) -> None:
	"""Add ascending numbers, higher than all there are, under their keys."""
	for key, numbers in additions.items():
		data = np.array(numbers, "<u4").tobytes()
		last = connection.execute(
			"SELECT id, part, length(numbers) FROM posting WHERE key = ? ORDER BY part DESC LIMIT 1", (key,)
		).fetchone()
		if last and last[2] + len(data) <= 4 * MAX_TAIL:
			connection.execute(
				"UPDATE posting SET numbers = CAST(numbers || ? AS BLOB) WHERE id = ?", (data, last[0])
			)
		else:
			insert(connection, key, last[1] + 1 if last else 0, data)


def insert(connection: sqlite3.Connection, key: str, part: int, numbers: bytes) -> None:
	"""One part as it is stored: little-endian uint32."""
	connection.execute("INSERT INTO posting (key, part, numbers) VALUES (?, ?, ?)", (key, part, numbers))
