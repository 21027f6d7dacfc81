"""Writing a whole index file from all customers, in sections that bound the memory it takes and what an interruption costs."""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, islice, pairwise

import numpy as np

from workshop_crm.adapters.search.embedded import columns, postings, unfinished
from workshop_crm.adapters.search.embedded.beginnings import PLACES
from workshop_crm.adapters.search.embedded.columns import PART_SIZE
from workshop_crm.adapters.search.embedded.entries import Entry, entry
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.index import Source
from workshop_crm.core.search.records import encoded

SECTION = 24 * PART_SIZE


def build(connection: sqlite3.Connection, source: Source) -> None:
	"""Fill the tables of an unfinished file, one section in each transaction: a killed process loses one section at most.

	Of two documents with one id the first counts.
	"""
	builder = _Builder(connection)
	remaining = iter(source.after(unfinished.last(connection)))
	while section := list(islice(remaining, SECTION)):
		connection.execute("BEGIN IMMEDIATE")
		builder.add(section)
		unfinished.reached(connection, section[-1].customer)
		connection.execute("COMMIT")


class _Builder:
	"""Goes on behind what the file has."""

	def __init__(self, connection: sqlite3.Connection) -> None:
		self._connection = connection
		self._grams, self._beginnings = _numbered(), _numbered()
		self._words = _numbered(row[0] for row in connection.execute("SELECT text FROM word ORDER BY number"))
		self._known = {row[0] for row in connection.execute("SELECT customer FROM customer")}
		self._columns = columns.Growing(columns.read(connection), len(self._known))
		self._sections = count(unfinished.sections(connection))

	def add(self, documents: Iterable[CustomerDocument]) -> None:
		"""One section: its customers, one part of each posting, and what is new of words and columns."""
		first, first_word = len(self._columns), len(self._words)
		words, grams = _Collected(self._words, first), _Collected(self._grams, first)
		beginnings = _Collected(self._beginnings, PLACES * first, PLACES)
		records = self._records(documents, words, grams, beginnings)
		self._connection.executemany("INSERT INTO customer VALUES (?, ?, ?)", records)
		part = next(self._sections)
		words.insert(self._connection, part, postings.word_key)
		for numbers, texts in ((grams, list(self._grams)), (beginnings, list(self._beginnings))):
			numbers.insert(self._connection, part, texts.__getitem__)
		self._columns.store(self._connection, first)
		self._connection.executemany(
			"INSERT INTO word VALUES (?, ?)",
			((number, text) for text, number in islice(self._words.items(), first_word, None)),
		)
		customers = len(self._columns)
		self._connection.execute("UPDATE state SET next = ?, customers = ?", (customers, customers))

	def _records(
		self,
		documents: Iterable[CustomerDocument],
		words: _Collected,
		grams: _Collected,
		beginnings: _Collected,
	) -> Iterator[tuple[int, str, bytes]]:
		for document in documents:
			if document.customer in self._known:
				continue
			self._known.add(document.customer)
			new: Entry = entry(document)
			number = len(self._columns)
			self._columns.add(new.row)
			words.add(new.words)
			grams.add(new.grams)
			beginnings.add_places(new.beginnings)
			yield number, document.customer, encoded(new.candidate)


def _numbered(texts: Iterable[str] = ()) -> defaultdict[str, int]:
	"""Texts by their number, which each but those given gets when it is asked for first."""
	known = {text: number for number, text in enumerate(texts)}
	return defaultdict(count(len(known)).__next__, known)


class _Collected:
	"""The keys of customers who follow each other, as two long rows of numbers: far faster than a list for each key."""

	def __init__(self, numbers: defaultdict[str, int], first: int, places: int = 1) -> None:
		"""`first` is the first customer's number, times `places` where what is kept is a place in a name."""
		self._number_of = numbers.__getitem__
		self._first = first
		self._places = places
		self._keys = array("I")
		self._place_of_key = array("B")
		self._counts = array("I")

	def add(self, keys: Iterable[str]) -> None:
		"""The keys of the next customer."""
		before = len(self._keys)
		self._keys.extend(map(self._number_of, keys))
		self._counts.append(len(self._keys) - before)

	def add_places(self, keys: Sequence[tuple[str, int]]) -> None:
		"""The keys of the next customer, each with its place in the name."""
		self.add(key for key, _ in keys)
		self._place_of_key.extend(place for _, place in keys)

	def insert(self, connection: sqlite3.Connection, part: int, key_of: Callable[[int], str]) -> None:
		"""Write all customers of each key as one part of its posting."""
		keys = np.frombuffer(self._keys, np.uint32)
		numbers = np.arange(len(self._counts), dtype="<u4") * self._places + self._first
		customers = np.repeat(numbers.astype("<u4"), self._counts)
		if self._place_of_key:
			customers += np.frombuffer(self._place_of_key, np.uint8)
		order = np.argsort(keys, kind="stable")
		keys, customers = keys[order], customers[order]
		bounds = np.flatnonzero(np.diff(keys, prepend=-1, append=-1))
		for begin, end in pairwise(bounds.tolist()):
			postings.insert(connection, key_of(int(keys[begin])), part, customers[begin:end].tobytes())
