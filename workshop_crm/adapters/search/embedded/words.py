"""The vocabulary of an index file: its different words, and which of them a typed word may be.

A process keeps it while the file is the same one; words that changes add since are a second, small vocabulary.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock

from workshop_crm.adapters.search.embedded.columns import MAX_LEFT_OVER, in_tenths
from workshop_crm.core.names.spelling import TypedWord
from workshop_crm.core.search.name_cost import left_cost
from workshop_crm.core.search.vocabulary import Vocabulary

MAX_RECENT_WORDS = 4000
MAX_REMEMBERED = 2000

# Of a word that a typed one may be: its cost and number, and what it costs when left over, in tenths of a nat.
Near = tuple[float, int, int]


@dataclass(frozen=True, slots=True)
class Words:
	"""The words of one file: those numbered below `len(base)`, and those after. Answers are remembered: people share names."""

	base: Vocabulary
	base_left: bytes
	recent: Vocabulary
	recent_left: bytes
	_remembered: dict[TypedWord, list[Near]] = field(default_factory=dict)

	def similar(self, typed: TypedWord) -> list[Near]:
		"""Cost, number and cost when left over of the words nearest to a folded one, the nearest first in each of the two parts."""
		if (known := self._remembered.get(typed)) is None:
			if len(self._remembered) >= MAX_REMEMBERED:
				self._remembered.clear()
			known = self._remembered[typed] = list(self._similar(typed))
		return known

	def _similar(self, typed: TypedWord) -> Iterator[Near]:
		for vocabulary, left, first in (
			(self.base, self.base_left, 0),
			(self.recent, self.recent_left, len(self.base)),
		):
			numbers, costs = vocabulary.similar(typed.word, typed.may_be_beginning)
			for number, cost in zip(numbers.tolist(), costs.tolist(), strict=True):
				yield cost, first + number, left[number]


class WordCache:
	"""The vocabularies of one file as this process has read them."""

	def __init__(self) -> None:
		self._lock = Lock()
		self._file = ""
		self._words: Words | None = None

	def of(self, connection: sqlite3.Connection, file: str) -> Words:
		"""The words of the open file; `file` names its version."""
		with self._lock:
			known = self._words if self._file == file else None
			self._words, self._file = _brought_up_to_date(connection, known), file
			return self._words


def _brought_up_to_date(connection: sqlite3.Connection, known: Words | None) -> Words:
	if known is None:
		return _all(connection)
	count = connection.execute("SELECT max(number) + 1 FROM word").fetchone()[0] or 0
	if count == len(known.base) + len(known.recent):
		return known
	if count - len(known.base) > MAX_RECENT_WORDS:
		return _all(connection)
	texts = _texts(connection, len(known.base))
	return Words(known.base, known.base_left, Vocabulary(texts), _left(texts))


def _all(connection: sqlite3.Connection) -> Words:
	texts = _texts(connection, 0)
	return Words(Vocabulary(texts), _left(texts), Vocabulary([]), b"")


def _texts(connection: sqlite3.Connection, first: int) -> list[str]:
	rows = connection.execute("SELECT text FROM word WHERE number >= ? ORDER BY number", (first,))
	return [row[0] for row in rows]


def _left(texts: list[str]) -> bytes:
	return bytes(min(in_tenths(left_cost(text)), MAX_LEFT_OVER) for text in texts)
