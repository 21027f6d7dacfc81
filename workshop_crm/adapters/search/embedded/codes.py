"""Which customers have a code that contains what was typed: phones, plates, VINs and ids."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import numpy as np

from workshop_crm.adapters.search.embedded import postings
from workshop_crm.adapters.search.embedded.entries import GRAM, beginning_gram, code_grams, end_gram
from workshop_crm.adapters.search.embedded.postings import Numbers
from workshop_crm.core.search import reasons
from workshop_crm.core.search.query import Query

FEW = 10


def at_an_end(connection: sqlite3.Connection, query: Query) -> list[Numbers]:
	"""For each code that can have been meant, the customers with one that begins or ends so."""
	return [
		_union(
			_having(connection, [gram, *code_grams(kind, part)])
			for gram in (
				beginning_gram(kind, part),
				*([end_gram(kind, part)] if len(part) >= GRAM and kind != reasons.EMAIL else []),
			)
		)
		for kind, part in _parts(query)
		if kind != reasons.VIN
	]


def anywhere(connection: sqlite3.Connection, query: Query) -> Numbers:
	"""Customers with a code that contains what was typed somewhere."""
	return _union(
		_having(connection, code_grams(kind, part))
		for kind, part in _parts(query)
		if len(part) >= GRAM and kind != reasons.EMAIL
	)


def _parts(query: Query) -> list[tuple[str, str]]:
	"""Of every reading: of "Huda 1736" also the 1736 alone."""
	codes = (code for reading in query.readings for code in reading.codes)
	return list(dict.fromkeys((code.kind, code.part) for code in codes))


def _having(connection: sqlite3.Connection, keys: Iterable[str]) -> Numbers:
	"""Customers under every key, the rarest first: there may be a million under the key of a country code.

	Whether the parts stand in a row is for core to see, so the last FEW need not be narrowed down.
	"""
	sizes = {key: postings.size(connection, key) for key in keys}
	found: Numbers | None = None
	for key in sorted(sizes, key=sizes.__getitem__):
		if found is not None and len(found) <= FEW:
			break
		numbers = postings.read(connection, key)
		found = numbers if found is None else _common(found, numbers)
	return found if found is not None else np.empty(0, np.uint32)


def _common(few: Numbers, many: Numbers) -> Numbers:
	"""Those in both; ascending, as both are."""
	if not many.size:
		return many
	places = np.minimum(np.searchsorted(many, few), len(many) - 1)
	found: Numbers = few[many[places] == few]
	return found


def _union(found: Iterable[Numbers]) -> Numbers:
	return np.unique(np.concatenate([np.empty(0, np.uint32), *found]))
