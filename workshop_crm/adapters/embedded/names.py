"""Which customers a typed name may be: what it costs to take each customer's name for it, word by word.

Every typed word is looked for among all words of the index; a customer's cost is the sum over the typed words of the
nearest of his, at most `missing_cost` where none is near, and of `left_cost` of the words of his name that
answer nothing, at most MOST_LEFT. Core's ranking looks at the nearest few again, letter by letter over the whole name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workshop_crm.adapters.embedded import postings
from workshop_crm.adapters.embedded.columns import Columns
from workshop_crm.adapters.embedded.words import Words
from workshop_crm.core.search.name_cost import MOST_LEFT, missing_cost
from workshop_crm.core.search.query import Query

Costs = NDArray[np.float32]

_TENTH = np.float32(0.1)


def name_costs(connection: sqlite3.Connection, words: Words, columns: Columns, query: Query) -> Costs:
	"""[customers]: the cost of each customer's name; infinite for those without any word near a typed one."""
	readings = _readings(query)
	last = {reading[-1] for reading in readings}
	typed = dict.fromkeys(word for reading in readings for word in reading)
	found = {word: _word_costs(connection, words, len(columns), word, word in last) for word in typed}
	total = np.full(len(columns), np.inf, np.float32)
	for reading in readings:
		near = np.zeros(len(columns), np.bool_)
		sum_ = np.zeros(len(columns), np.float32)
		left = columns.left_over * _TENTH
		for word in reading:
			near |= found[word].is_near
			sum_ += found[word].cost
			left -= found[word].taken
		sum_ += np.clip(left, 0.0, MOST_LEFT)
		np.copyto(sum_, np.inf, where=~near)
		np.minimum(total, sum_, out=total)
	return total


def _readings(query: Query) -> list[tuple[str, ...]]:
	"""Every way to divide every name that the query may be."""
	names = [query.typed, *(reading.name for reading in query.readings)]
	return [
		words
		for words in dict.fromkeys(words for name in names for words in (name.words, name.parts))
		if words
	]


@dataclass(frozen=True, slots=True)
class _WordCosts:
	"""One typed word against every customer: the cost, what the word found costs when left over, and whether anything was near."""

	cost: Costs
	taken: Costs
	is_near: NDArray[np.bool_]


def _word_costs(
	connection: sqlite3.Connection, words: Words, customers: int, word: str, may_be_beginning: bool
) -> _WordCosts:
	missing = missing_cost(word)
	costs = np.full(customers, missing, np.float32)
	taken = np.zeros(customers, np.float32)
	near = sorted(each for each in words.similar(word, may_be_beginning) if each[0] < missing)
	# From the farthest to the nearest: what is written last stays.
	for cost, number, left in reversed(near):
		numbers = postings.read(connection, postings.word_key(number))
		costs[numbers] = cost
		taken[numbers] = left * _TENTH
	return _WordCosts(costs, taken, costs < missing)


def nearest(costs: Costs, columns: Columns, numbers: NDArray[np.uint32] | None, most: int) -> Sequence[int]:
	"""The `most` customers with the least finite costs, those seen last before others; of `numbers` only, or of all."""
	chosen = np.arange(len(costs), dtype=np.uint32) if numbers is None else numbers
	order = costs[chosen] - columns.seen[chosen] * np.float32(1e-6)
	if len(order) > most:
		part = np.argpartition(order, most)[:most]
		chosen, order = chosen[part], order[part]
	best = np.argsort(order, kind="stable")
	finite = np.isfinite(order[best])
	return [int(number) for number in chosen[best][finite]]
