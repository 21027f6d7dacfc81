"""The search index of one site: an SQLite file that all its worker processes share, with RapidFuzz for the final order.

Never the truth: whoever owns the customers fills it again with `replace_all` whenever it raises IndexUnavailable.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path

from workshop_crm.adapters import embedded_records
from workshop_crm.adapters.embedded_lookup import by_name, by_name_and_code, by_part_of_code, by_whole_code
from workshop_crm.adapters.embedded_schema import reading, rebuilding, writing
from workshop_crm.core.search.documents import Candidate, CustomerDocument, Hit
from workshop_crm.core.search.query import Query, understand
from workshop_crm.core.search.ranking import rank, recent_hit
from workshop_crm.core.search.shortlist import shortlist

Allowed = Callable[[Sequence[str]], set[str]]

# With enough customers found by name no more lenient look-up is begun; of very many, the likest are ranked.
ENOUGH_BY_NAME = 12
MANY_WORDS = 3
ENOUGH_BY_MANY_WORDS = 3
MOST_BY_NAME = 1_000
MOST_RANKED_BY_NAME = 60
MOST_BY_CODE = 60
_CHECKED_AT_ONCE = 500


class EmbeddedIndex:
	"""Search over one index file; every method raises IndexUnavailable when the file must be rebuilt, but `replace_all`.

	`region` (ISO 3166) is the country of phone numbers typed without a country code. `allowed`, where a method takes
	it, is given customer ids and returns those the user may see; it is asked before anything is cut.
	"""

	def __init__(self, path: str | Path, region: str = "SA") -> None:
		self._path = Path(path)
		self._region = region

	def apply(self, upserts: Iterable[CustomerDocument], deletes: Iterable[str] = ()) -> None:
		"""Write the given customers and forget the others, all or nothing; waits while another process writes."""
		with writing(self._path) as connection:
			embedded_records.delete(connection, deletes)
			embedded_records.write(connection, upserts, self._region)

	def replace_all(self, documents: Iterable[CustomerDocument]) -> None:
		"""Make the index anew from all customers; readers see the old one until the new one is complete."""
		with rebuilding(self._path) as connection:
			embedded_records.write(connection, documents, self._region)

	def search(self, text: str, limit: int = 10, allowed: Allowed | None = None) -> list[Hit]:
		"""The best hits for any text whatever; nothing typed gives nothing (see `recent`)."""
		query = understand(text, self._region)
		if query.is_empty:
			with reading(self._path):
				return []
		with reading(self._path) as connection:
			return rank(query, _candidates(connection, query, allowed), limit)

	def recent(self, limit: int = 10, allowed: Allowed | None = None) -> list[Hit]:
		"""The customers seen last, disabled ones at the end."""
		with reading(self._path) as connection:
			rows = connection.execute("SELECT id FROM customer ORDER BY id DESC")
			numbers = _first_allowed(connection, (row[0] for row in rows), max(0, limit), allowed)
			return [recent_hit(candidate.document) for candidate in _read(connection, numbers)]

	def count(self) -> int:
		"""How many customers the index holds."""
		with reading(self._path) as connection:
			return int(connection.execute("SELECT count(*) FROM customer").fetchone()[0])


def _candidates(connection: sqlite3.Connection, query: Query, allowed: Allowed | None) -> list[Candidate]:
	"""What is to be ranked, of the customers that the user may see."""
	together = _first_allowed(connection, by_name_and_code(connection, query), MOST_BY_CODE, allowed)
	whole = _first_allowed(connection, by_whole_code(connection, query), MOST_BY_CODE, allowed)
	part = _first_allowed(connection, by_part_of_code(connection, query), MOST_BY_CODE, allowed)
	named = [] if whole else _shortlisted(connection, query, _pool(connection, query, allowed))
	return _read(connection, list(dict.fromkeys([*together, *whole, *part, *named])))


def _pool(connection: sqlite3.Connection, query: Query, allowed: Allowed | None) -> list[int]:
	"""Customers found by name, from the strictest look-ups that give enough."""
	pool: dict[int, None] = {}
	for place, numbers in enumerate(by_name(connection, query)):
		unseen = (number for number in numbers if number not in pool)
		pool |= dict.fromkeys(_first_allowed(connection, unseen, MOST_BY_NAME - len(pool), allowed))
		if len(pool) >= _enough(len(query.words), as_typed=place == 0):
			break
	return list(pool)


def _enough(words: int, as_typed: bool) -> int:
	"""A long name is rarely two people's, and almost never when it is spelled as typed."""
	if words < MANY_WORDS:
		return ENOUGH_BY_NAME
	return 1 if as_typed else ENOUGH_BY_MANY_WORDS


def _shortlisted(connection: sqlite3.Connection, query: Query, numbers: list[int]) -> list[int]:
	if len(numbers) <= MOST_RANKED_BY_NAME:
		return numbers
	statement = "SELECT id, outline FROM customer WHERE id IN (SELECT value FROM json_each(?))"
	outlines = dict(connection.execute(statement, (json.dumps(numbers),)))
	decoded = [embedded_records.decoded_outline(outlines[number]) for number in numbers]
	return [numbers[position] for position in shortlist(query.words, decoded, MOST_RANKED_BY_NAME)]


def _first_allowed(
	connection: sqlite3.Connection, numbers: Iterable[int], most: int, allowed: Allowed | None
) -> list[int]:
	"""The first `most` customers, in order, that the user may see; reads on until there are enough or no more."""
	if not allowed:
		return list(islice(numbers, most))
	kept: list[int] = []
	remaining = iter(numbers)
	while len(kept) < most and (batch := list(islice(remaining, _CHECKED_AT_ONCE))):
		kept += _visible(connection, batch, allowed)
	return kept[:most]


def _visible(connection: sqlite3.Connection, numbers: list[int], allowed: Allowed) -> list[int]:
	statement = "SELECT id, customer FROM customer WHERE id IN (SELECT value FROM json_each(?))"
	customers = dict(connection.execute(statement, (json.dumps(numbers),)))
	visible = allowed([customers[number] for number in numbers])
	return [number for number in numbers if customers[number] in visible]


def _read(connection: sqlite3.Connection, numbers: list[int]) -> list[Candidate]:
	statement = "SELECT id, record FROM customer WHERE id IN (SELECT value FROM json_each(?))"
	records = dict(connection.execute(statement, (json.dumps(numbers),)))
	return [embedded_records.decoded(records[number]) for number in numbers]
