"""The engine over one index file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workshop_crm.adapters.search.embedded import beginnings, codes, columns, unfinished
from workshop_crm.adapters.search.embedded.building import build
from workshop_crm.adapters.search.embedded.columns import DISABLED, Columns, in_tenths
from workshop_crm.adapters.search.embedded.files import (
	changing,
	is_unfinished,
	note_changed,
	reading,
	replacing,
)
from workshop_crm.adapters.search.embedded.names import NEVER, Costs, name_costs, near_words, nearest
from workshop_crm.adapters.search.embedded.schema import create_indexes
from workshop_crm.adapters.search.embedded.words import WordCache
from workshop_crm.adapters.search.embedded.writing import change
from workshop_crm.core.names.spelling import TypedWord
from workshop_crm.core.search.documents import Candidate, CustomerDocument
from workshop_crm.core.search.index import IndexStatus, Rebuilt, Source
from workshop_crm.core.search.near_words import Near
from workshop_crm.core.search.query import Query
from workshop_crm.core.search.ranking import FAR, MAX_WRITTEN, MIN_BEGINNING, SURELY_RANKED
from workshop_crm.core.search.records import decoded
from workshop_crm.core.search.visible import Allowed

MAX_BY_NAME = 300
MAX_BY_CODE = 100
_LEAST_ASKED, _MAX_ASKED = 100, 4_000
# So large a share of outdated numbers slows every search down.
_WORN_OUT, _FEW = 0.3, 500
_LAST_DAY = 65535

Numbers = NDArray[np.uint32]
_NOBODY: Numbers = np.empty(0, np.uint32)


class EmbeddedIndex:
	"""A `SearchIndex` over one file. A full text search is a reason to use another: the file keeps no notes."""

	keeps_notes = False

	def __init__(self, path: str | Path, region: str = "SA") -> None:
		self._path = Path(path)
		self.region = region
		self._words = WordCache()
		self._columns: tuple[tuple[str, int], Columns] | None = None

	def write(
		self, documents: Iterable[CustomerDocument], deletes: Iterable[str] = (), version: int | None = None
	) -> None:
		"""All or nothing; waits while another process writes, so that no version is needed."""
		written, deleted = list(documents), list(deletes)
		with changing(self._path) as connection:
			note_changed(self._path, [*(one.customer for one in written), *deleted])
			change(connection, written, deleted)

	def rebuild(self, source: Source, purpose: str = "", version: int | None = None) -> Rebuilt:
		"""Readers see the old file until the new one is complete."""
		with replacing(self._path, purpose) as connection:
			went_on_behind = unfinished.last(connection)
			build(connection, source)
			connection.execute("BEGIN IMMEDIATE")
			create_indexes(connection)
			_bring_changes(connection, source)
			connection.execute("COMMIT")
			return Rebuilt(went_on_behind)

	def candidates(self, query: Query, allowed: Allowed | None) -> list[Candidate]:
		"""The nearest by name, those written as typed, and those with the code, each as many as can be among the best."""
		with reading(self._path) as connection:
			if query.is_empty:
				return []
			found = _Search(connection, self._read_columns(connection), allowed)
			numbers = [*found.by_code(query), *found.as_written(query)]
			if query.words:
				words = self._words.of(connection, self._version())
				numbers += found.by_name(query, name_costs(connection, words, found.columns, query))
			return _read(connection, list(dict.fromkeys(numbers)))

	def recent(self, most: int, allowed: Allowed | None) -> list[Candidate]:
		"""The customers seen last, disabled ones at the end."""
		with reading(self._path) as connection:
			found = _Search(connection, self._read_columns(connection), allowed)
			return _read(connection, found.latest(most))

	def noted(self, text: str, most: int, allowed: Allowed | None) -> list[Candidate]:
		"""Nobody."""
		return []

	def status(self) -> IndexStatus:
		"""How many customers there are, and how many numbers are outdated."""
		with reading(self._path) as connection:
			given, living = connection.execute("SELECT next, customers FROM state").fetchone()
			is_worn_out = given - living > _WORN_OUT * max(given, _FEW)
			return IndexStatus(int(living), is_worn_out, is_unfinished(self._path))

	def near_words(self, typed: Sequence[TypedWord]) -> Near:
		"""For each typed word those of the names that may be meant, for an engine that does not keep them itself."""
		with reading(self._path) as connection:
			return near_words(connection, self._words.of(connection, self._version()), typed)

	def _read_columns(self, connection: sqlite3.Connection) -> Columns:
		state = (self._version(), connection.execute("SELECT changes FROM state").fetchone()[0])
		known = self._columns
		if known is None or known[0] != state:
			known = self._columns = (state, columns.read(connection))
		return known[1]

	def _version(self) -> str:
		return str(self._path.resolve())


class _Search:
	"""One search among the customers that the user may see."""

	def __init__(self, connection: sqlite3.Connection, all_columns: Columns, allowed: Allowed | None) -> None:
		self.columns = all_columns
		self._connection = connection
		self._visible = all_columns.alive
		self._ask = allowed if callable(allowed) else None
		if allowed is not None and not callable(allowed):
			self._visible = self._visible & self._mask(allowed)

	def by_code(self, query: Query) -> list[int]:
		"""Numbers of those with the typed code; with a name beside it, of those whose name is near too (see `by_name`)."""
		groups = [self._seen(numbers) for numbers in codes.at_an_end(self._connection, query)]
		self._coded = np.unique(np.concatenate([_NOBODY, *groups]))
		# Few have the plate "KBN 58", very many a number with 58: those few must be among the ones that are looked at.
		few = sorted((group for group in groups if len(group) <= MAX_BY_CODE), key=len)
		first = list(dict.fromkeys(number for group in few for number in self._by_recency(group).tolist()))
		others = self._by_recency(self._coded[~np.isin(self._coded, first)], MAX_BY_CODE).tolist()
		found = self._first([*first, *others], MAX_BY_CODE)
		if len(found) < MAX_BY_CODE:
			inside = np.setdiff1d(self._seen(codes.anywhere(self._connection, query)), self._coded)
			self._coded = np.concatenate([self._coded, inside])
			most = MAX_BY_CODE - len(found)
			found += self._first(self._by_recency(inside, most).tolist(), most)
		return found

	def as_written(self, query: Query) -> list[int]:
		"""Numbers of those whose names are written as typed, the best written first, of these the latest."""
		self._written = _NOBODY
		if not query.written:
			return []
		*whole, beginning, inside = beginnings.as_typed(self._connection, query.written)
		found = self._first(self._latest_of_each(whole), MAX_WRITTEN)
		most = max(MAX_WRITTEN - len(found), MIN_BEGINNING)
		found += self._first(self._latest_of_each([beginning]), most)
		if len(found) < MAX_WRITTEN:
			found += self._first(self._latest_of_each([inside]), MAX_WRITTEN - len(found))
		if len(found) < MAX_WRITTEN:
			joined = beginnings.joined_otherwise(self._connection, query.written)
			found += self._first(self._latest_of_each([joined]), MAX_WRITTEN - len(found))
		return found

	def _latest_of_each(self, groups: Iterable[Numbers]) -> list[int]:
		"""Those of each group who were in none before, the latest first: as many as can be needed of it."""
		found: list[int] = []
		for numbers in groups:
			new = np.setdiff1d(self._seen(numbers), self._written, assume_unique=True)
			self._written = np.union1d(self._written, new)
			found += self._by_recency(new, MAX_WRITTEN).tolist()
		return found

	def by_name(self, query: Query, costs: Costs) -> list[int]:
		"""Numbers of the nearest by name but for those who are written so; where a number was typed too, first the nearest of those who have it."""
		costs[~self._visible] = NEVER
		costs[self._written] = NEVER
		found: list[int] = []
		if query.is_mixed and self._coded.size:
			found = self._first(nearest(costs, self.columns, self._coded, MAX_BY_NAME), MAX_BY_NAME)
		return found + _not_far(costs, self._nearest(costs))

	def latest(self, most: int) -> list[int]:
		"""Numbers of those seen last."""
		numbers = np.flatnonzero(self._visible).astype(np.uint32)
		return self._first(self._by_recency(numbers, most).tolist(), most)

	def _nearest(self, costs: Costs) -> list[int]:
		"""Where names must be asked for, until those are seen who can be among the best, or no more are near."""
		if not self._ask:
			return list(nearest(costs, self.columns, None, MAX_BY_NAME))
		found: list[int] = []
		asked: set[int] = set()
		most = MAX_BY_NAME
		while True:
			numbers = nearest(costs, self.columns, None, most)
			for batch in _batches([number for number in numbers if number not in asked], SURELY_RANKED):
				asked.update(batch)
				found += self._permitted(batch)
				if len(found) >= MAX_BY_NAME or len(_not_far(costs, [*found, batch[-1]])) <= len(found):
					return found[:MAX_BY_NAME]
			if len(numbers) < most:
				return found
			most *= 8

	def _seen(self, numbers: Numbers) -> Numbers:
		return numbers[self._visible[numbers]]

	def _by_recency(self, numbers: Numbers, most: int | None = None) -> Numbers:
		"""Seen last first, disabled ones after all others; only the first `most`, unless some of them may not be seen."""
		days = _LAST_DAY - self.columns.seen[numbers].astype(np.int64)
		days[(self.columns.flags[numbers] & DISABLED) > 0] += _LAST_DAY + 1
		order = (days << 32) - numbers
		if most is not None and not self._ask and len(order) > most:
			first = np.argpartition(order, most)[:most]
			numbers, order = numbers[first], order[first]
		found: Numbers = numbers[np.argsort(order)]
		return found

	def _first(self, numbers: Sequence[int], most: int) -> list[int]:
		"""The first `most` that the user may see; asks on until there are enough or no more."""
		if not self._ask:
			return list(numbers[:most])
		kept: list[int] = []
		for batch in _batches(numbers, most):
			kept += self._permitted(batch)
			if len(kept) >= most:
				break
		return kept[:most]

	def _permitted(self, numbers: Sequence[int]) -> list[int]:
		customers = _customers(self._connection, numbers)
		may = self._ask([customers[number] for number in numbers]) if self._ask else customers.values()
		return [number for number in numbers if customers[number] in may]

	def _mask(self, allowed: Collection[str]) -> NDArray[np.bool_]:
		mask = np.zeros(len(self.columns), np.bool_)
		statement = "SELECT number FROM customer WHERE customer IN (SELECT value FROM json_each(?))"
		for (number,) in self._connection.execute(statement, (json.dumps(list(allowed)),)):
			mask[number] = True
		return mask


def _bring_changes(connection: sqlite3.Connection, source: Source) -> None:
	"""Customers who changed between an interruption and now: as they are now."""
	changed = unfinished.changed(connection)
	for start in range(0, len(changed), _MAX_ASKED):
		names = changed[start : start + _MAX_ASKED]
		documents = list(source.of(names))
		change(connection, documents, set(names) - {one.customer for one in documents})


def _batches(numbers: Sequence[int], wanted: int) -> Iterator[Sequence[int]]:
	"""First somewhat more than are wanted, then more and more of them at once."""
	start, size = 0, max(2 * wanted, _LEAST_ASKED)
	while start < len(numbers):
		yield numbers[start : start + size]
		start, size = start + size, min(4 * size, _MAX_ASKED)


def _not_far(costs: Costs, numbers: list[int]) -> list[int]:
	"""Of the nearest, the nearest first, those who may still be among the best when core has compared them."""
	if len(numbers) <= SURELY_RANKED:
		return numbers
	most = int(costs[numbers[SURELY_RANKED - 1]]) + in_tenths(FAR)
	return [number for number in numbers if costs[number] <= most]


def _customers(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, str]:
	statement = "SELECT number, customer FROM customer WHERE number IN (SELECT value FROM json_each(?))"
	return dict(connection.execute(statement, (json.dumps(list(numbers)),)))


def _read(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Candidate]:
	statement = "SELECT number, record FROM customer WHERE number IN (SELECT value FROM json_each(?))"
	records = dict(connection.execute(statement, (json.dumps(list(numbers)),)))
	return decoded(records[number] for number in numbers)
