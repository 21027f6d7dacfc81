"""Writing a whole index file from all customers, in sections that bound the memory it takes."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from itertools import islice

from workshop_crm.adapters.embedded import columns, postings
from workshop_crm.adapters.embedded.columns import PART_SIZE
from workshop_crm.adapters.embedded.entries import Entry, encoded, entry
from workshop_crm.core.search.documents import CustomerDocument

SECTION = 48 * PART_SIZE


def build(connection: sqlite3.Connection, documents: Iterable[CustomerDocument]) -> None:
	"""Fill empty tables. Of two documents with one id the first counts."""
	builder = _Builder(connection)
	remaining = iter(documents)
	while section := list(islice(remaining, SECTION)):
		builder.add(section)
	builder.finish()


class _Builder:
	def __init__(self, connection: sqlite3.Connection) -> None:
		self._connection = connection
		self._words: dict[str, int] = {}
		self._parts: dict[str, int] = {}
		self._seen: set[str] = set()
		self._rows: list[columns.Row] = []
		self._next = 0

	def add(self, documents: Iterable[CustomerDocument]) -> None:
		"""One section: its customers, and one part of each posting."""
		collected: dict[str, array[int]] = {}
		self._connection.executemany(
			"INSERT INTO customer VALUES (?, ?, ?)", self._records(documents, collected)
		)
		for key, numbers in collected.items():
			part = self._parts.get(key, 0)
			self._parts[key] = part + 1
			postings.insert(self._connection, key, part, numbers.tobytes())

	def finish(self) -> None:
		"""Columns, words and the state."""
		for first in range(0, len(self._rows), PART_SIZE):
			columns.append(self._connection, first // PART_SIZE, self._rows[first : first + PART_SIZE])
		self._connection.executemany(
			"INSERT INTO word VALUES (?, ?)", ((number, text) for text, number in self._words.items())
		)
		self._connection.execute("UPDATE state SET next = ?, customers = ?", (self._next, self._next))

	def _records(
		self, documents: Iterable[CustomerDocument], collected: dict[str, array[int]]
	) -> Iterator[tuple[int, str, bytes]]:
		for document in documents:
			if document.customer in self._seen:
				continue
			self._seen.add(document.customer)
			new = entry(document)
			number, self._next = self._next, self._next + 1
			self._rows.append(new.row)
			for key in self._keys(new):
				if (numbers := collected.get(key)) is None:
					numbers = collected[key] = array("I")
				numbers.append(number)
			yield number, document.customer, encoded(new.candidate)

	def _keys(self, new: Entry) -> Iterator[str]:
		for word in new.words:
			yield postings.word_key(self._words.setdefault(word, len(self._words)))
		yield from new.grams
