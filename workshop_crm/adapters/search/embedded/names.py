"""Which customers a typed name may be: what it costs to take each customer's name for it, word by word.

Every typed word is looked for among all words of the index; a customer's cost is the sum over the typed words of the
nearest of his, at most `missing_cost` where none is near, and of `left_cost` of the words of his name that
answer nothing, at most MAX_LEFT. Core's ranking looks at the nearest few again, letter by letter over the whole name.
Costs are whole tenths of a nat, because every search goes through all customers.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workshop_crm.adapters.search.embedded import postings
from workshop_crm.adapters.search.embedded.columns import Columns, in_tenths
from workshop_crm.adapters.search.embedded.words import Words
from workshop_crm.core.names.spelling import TypedWord
from workshop_crm.core.search.name_cost import MAX_LEFT, missing_cost
from workshop_crm.core.search.near_words import Near, words_to_find
from workshop_crm.core.search.query import Query

Costs = NDArray[np.int16]

# The cost of a customer who is not to be found.
NEVER = np.int16(np.iinfo(np.int16).max)
_MAX_LEFT = np.int16(in_tenths(MAX_LEFT))
_FIRST_BAND = in_tenths(8.0)


def name_costs(connection: sqlite3.Connection, words: Words, columns: Columns, query: Query) -> Costs:
	"""[customers]: the cost of each customer's name; NEVER for those without any word near a typed one."""
	found = {
		word: _gains(connection, words, len(columns), typed)
		for word, typed in words_to_find(query.divisions).items()
	}
	divided = [_costs(columns, [found[word] for word in division]) for division in query.divisions]
	return np.minimum.reduce(divided) if divided else np.full(len(columns), NEVER)


def near_words(connection: sqlite3.Connection, words: Words, typed: Sequence[TypedWord]) -> Near:
	"""For each typed word those of the index that may be meant, with their costs in nats."""
	found = {one: [each for each in words.similar(one) if each[0] < missing_cost(one.word)] for one in typed}
	numbers = {number for near in found.values() for _, number, _ in near}
	statement = "SELECT number, text FROM word WHERE number IN (SELECT value FROM json_each(?))"
	texts = dict(connection.execute(statement, (json.dumps(sorted(numbers)),)))
	return {one: {texts[number]: cost for cost, number, _ in near} for one, near in found.items()}


@dataclass(frozen=True, slots=True)
class _Gains:
	"""A typed word that costs `missing` where nothing is near, against every customer [customers].

	`gain` is how much less the nearest word of the name costs, 0 when none is near; `taken` what that costs when left over.
	"""

	missing: int
	gain: Costs
	taken: NDArray[np.uint8]


def _gains(connection: sqlite3.Connection, words: Words, customers: int, typed: TypedWord) -> _Gains:
	missing = missing_cost(typed.word)
	gain = np.zeros(customers, np.int16)
	taken = np.zeros(customers, np.uint8)
	near = sorted(each for each in words.similar(typed) if each[0] < missing)
	numbers = postings.read_words(connection, [number for _, number, _ in near])
	# From the farthest to the nearest: what is written last stays.
	for cost, number, left in reversed(near):
		gain[numbers[number]] = max(1, in_tenths(missing - cost))
		taken[numbers[number]] = left
	return _Gains(in_tenths(missing), gain, taken)


def _costs(columns: Columns, typed: Sequence[_Gains]) -> Costs:
	first, *others = typed
	gain, left = first.gain.copy(), columns.left_over.astype(np.int16)
	left -= first.taken
	for one in others:
		gain += one.gain
		left -= one.taken
	costs: Costs = np.clip(left, 0, _MAX_LEFT, out=left)
	costs += np.int16(sum(one.missing for one in typed))
	costs -= gain
	costs[gain == 0] = NEVER
	return costs


def nearest(costs: Costs, columns: Columns, numbers: NDArray[np.uint32] | None, most: int) -> Sequence[int]:
	"""The `most` customers with the least costs, those seen last before others; of `numbers` only, or of all.

	The order of all is the same for any `most`.
	"""
	places = _lowest(costs if numbers is None else costs[numbers], most)
	chosen = places if numbers is None else numbers[places]
	order = (costs[chosen].astype(np.int64) << 48) - (columns.seen[chosen].astype(np.int64) << 32) + chosen
	if len(order) > most:
		part = np.argpartition(order, most)[:most]
		chosen, order = chosen[part], order[part]
	found: list[int] = chosen[np.argsort(order)].tolist()
	return found


def _lowest(costs: Costs, most: int) -> NDArray[np.intp]:
	"""The places of at least `most` of the lowest costs, as far as there are so many: those within a band of the lowest."""
	band, lowest = _FIRST_BAND, int(costs.min(initial=NEVER))
	while True:
		highest = lowest + band
		if highest >= NEVER:
			return np.flatnonzero(costs < NEVER)
		near = costs <= np.int16(highest)
		if np.count_nonzero(near) >= most:
			return np.flatnonzero(near)
		band *= 2
