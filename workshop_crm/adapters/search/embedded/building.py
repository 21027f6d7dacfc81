"""Writing a whole index file from all customers, in sections that bound the memory it takes and what an interruption costs."""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count, islice, pairwise

import numpy as np

from workshop_crm.adapters.search.embedded import columns, packed, postings, unfinished
from workshop_crm.adapters.search.embedded.beginnings import PLACES
from workshop_crm.adapters.search.embedded.columns import PART_SIZE, Columns
from workshop_crm.adapters.search.embedded.entries import Entry, entry
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.index import Source
from workshop_crm.core.search.records import encoded

SECTION = 24 * PART_SIZE


def build(connection: sqlite3.Connection, source: Source) -> None:
	"""Fill the tables of an unfinished file, one section in each transaction: a killed process loses two sections at most.

	One section is written while the next is made ready. Of two documents with one id the first counts.
	"""
	builder = _Builder(connection)
	remaining = iter(source.after(unfinished.last(connection)))
	with ThreadPoolExecutor(1, "search-build") as writer:
		writing: Future[None] | None = None
		while documents := list(islice(remaining, SECTION)):
			section = builder.section(documents)
			if writing:
				writing.result()
			writing = writer.submit(_write, connection, section)
		if writing:
			writing.result()


@dataclass(frozen=True, slots=True)
class _Section:
	"""What is to be written: customers from number `first` on, parts of postings, and what is new of words and columns."""

	last: str
	first: int
	customers: Sequence[str]
	records: Sequence[bytes]
	postings: Sequence[tuple[Sequence[str], Sequence[bytes]]]
	part: int
	words: Sequence[tuple[int, str]]
	columns: Sequence[tuple[int, Columns]]
	count: int


def _write(connection: sqlite3.Connection, section: _Section) -> None:
	"""In few statements, so that this thread rarely has to wait for the other one."""
	connection.execute("BEGIN IMMEDIATE")
	packed.insert_customers(connection, section.first, section.customers, section.records)
	for keys, numbers in section.postings:
		packed.insert_postings(connection, section.part, keys, numbers)
	columns.store(connection, section.columns)
	connection.executemany("INSERT INTO word VALUES (?, ?)", section.words)
	connection.execute("UPDATE state SET next = ?, customers = ?", (section.count, section.count))
	unfinished.reached(connection, section.last)
	connection.execute("COMMIT")


class _Builder:
	"""Goes on behind what the file has."""

	def __init__(self, connection: sqlite3.Connection) -> None:
		self._grams, self._beginnings = _numbered(), _numbered()
		self._words = _numbered(row[0] for row in connection.execute("SELECT text FROM word ORDER BY number"))
		self._known = {row[0] for row in connection.execute("SELECT customer FROM customer")}
		self._columns = columns.Growing(columns.read(connection), len(self._known))
		self._sections = count(unfinished.sections(connection))

	def section(self, documents: Sequence[CustomerDocument]) -> _Section:
		"""Everything of these customers."""
		first, first_word = len(self._columns), len(self._words)
		words, grams = _Collected(self._words, first), _Collected(self._grams, first)
		beginnings = _Collected(self._beginnings, PLACES * first, PLACES)
		written = list(self._records(documents, words, grams, beginnings))
		of_words = words.parts(postings.word_key)
		of_others = [
			collected.parts(list(numbers).__getitem__)
			for collected, numbers in ((grams, self._grams), (beginnings, self._beginnings))
		]
		return _Section(
			documents[-1].customer,
			first,
			[customer for customer, _ in written],
			[record for _, record in written],
			[of_words, *of_others],
			next(self._sections),
			[(number, text) for text, number in islice(self._words.items(), first_word, None)],
			self._columns.parts(first),
			len(self._columns),
		)

	def _records(
		self,
		documents: Iterable[CustomerDocument],
		words: _Collected,
		grams: _Collected,
		beginnings: _Collected,
	) -> Iterator[tuple[str, bytes]]:
		for document in documents:
			if document.customer in self._known:
				continue
			self._known.add(document.customer)
			new: Entry = entry(document)
			self._columns.add(new.row)
			words.add(new.words)
			grams.add(new.grams)
			beginnings.add_places(new.beginnings)
			yield document.customer, encoded(new.candidate)


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

	def parts(self, key_of: Callable[[int], str]) -> tuple[list[str], list[bytes]]:
		"""Every key, and all its customers as one part of its posting."""
		keys = np.frombuffer(self._keys, np.uint32)
		numbers = np.arange(len(self._counts), dtype="<u4") * self._places + self._first
		customers = np.repeat(numbers.astype("<u4"), self._counts)
		if self._place_of_key:
			customers += np.frombuffer(self._place_of_key, np.uint8)
		order = np.argsort(keys, kind="stable")
		keys, customers = keys[order], customers[order]
		bounds = np.flatnonzero(np.diff(keys, prepend=-1, append=-1))
		return (
			[key_of(key) for key in keys[bounds[:-1]].tolist()],
			[customers[begin:end].tobytes() for begin, end in pairwise(bounds.tolist())],
		)
