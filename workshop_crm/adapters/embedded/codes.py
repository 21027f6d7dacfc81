"""Which customers have a code that contains what was typed: phones, plates, VINs and ids."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import numpy as np

from workshop_crm.adapters.embedded import postings
from workshop_crm.adapters.embedded.entries import GRAM, beginning_gram, code_grams, end_gram
from workshop_crm.adapters.embedded.postings import Numbers
from workshop_crm.core.search import reasons
from workshop_crm.core.search.query import Query


def at_an_end(connection: sqlite3.Connection, query: Query) -> list[Numbers]:
	"""For each code that can have been meant, the customers with one that begins or ends so."""
	return [
		_union(
			_having(connection, [gram, *code_grams(kind, part)])
			for gram in (beginning_gram(kind, part), *([end_gram(kind, part)] if len(part) >= GRAM else []))
		)
		for kind, part in _parts(query)
		if kind != reasons.VIN
	]


def anywhere(connection: sqlite3.Connection, query: Query) -> Numbers:
	"""Customers with a code that contains what was typed somewhere."""
	return _union(
		_having(connection, code_grams(kind, part)) for kind, part in _parts(query) if len(part) >= GRAM
	)


def _parts(query: Query) -> list[tuple[str, str]]:
	"""Of every reading: of "Huda 1736" also the 1736 alone."""
	codes = (code for reading in query.readings for code in reading.codes)
	return list(dict.fromkeys((code.kind, code.part) for code in codes))


def _having(connection: sqlite3.Connection, keys: Iterable[str]) -> Numbers:
	"""Customers under every key. Whether the parts stand in a row is for core to see."""
	found: Numbers | None = None
	for key in dict.fromkeys(keys):
		numbers = postings.read(connection, key)
		found = numbers if found is None else np.intersect1d(found, numbers, assume_unique=True)
		if not found.size:
			break
	return found if found is not None else np.empty(0, np.uint32)


def _union(found: Iterable[Numbers]) -> Numbers:
	return np.unique(np.concatenate([np.empty(0, np.uint32), *found]))
