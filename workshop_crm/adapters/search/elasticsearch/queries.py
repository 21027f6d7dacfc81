"""What the index is asked: looks, each of which finds the customers that one way of reading the query may mean.

The score of a name is near what `core.search.name_cost` will say: for each typed word what the nearest word of the name
spares of the cost of finding none, and more for a name that has no other words. All clauses score the same wherever they
match, so that the server leaves out customers who cannot be among the first (it does so where only the score orders).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workshop_crm.adapters.search.elasticsearch.beginnings import written_so
from workshop_crm.adapters.search.elasticsearch.code_terms import code_clauses
from workshop_crm.adapters.search.elasticsearch.documents import as_written
from workshop_crm.adapters.search.elasticsearch.terms import sound, sound_of_beginning, sounds
from workshop_crm.core.names.spelling import BEGINNING, LETTER_TO_COME, TypedWord
from workshop_crm.core.search.name_cost import left_cost, missing_cost
from workshop_crm.core.search.near_words import Near, words_to_find
from workshop_crm.core.search.query import Query, Reading
from workshop_crm.core.search.ranking import MAX_WRITTEN

MAX_BY_NAME = 300
MAX_BY_CODE = 150
MAX_BY_BOTH = 100

# Of what the typed word itself spares: words that sound alike, usually or in another way, and those a typing error away.
_SOUND, _OTHER_SOUND, _NEAR_WORD, _NEAR_SOUND = 0.7, 0.5, 0.5, 0.4
_SPELLED = 0.1
_MIN_NEAR_WORD = 4
_MIN_NEAR_SOUND = 3
_MIN_SOUND_OF_BEGINNING = 2
_MAX_NEAR = 30
# For names of no more words than typed, and of one more; alone these find nobody.
NO_WORD_LEFT, _ONE_WORD_LEFT = 3.0, 1.0
# Scores are told apart by so much; a step less would only mean more clauses.
_STEP = 1.0

# The order of equals is that of the ranking: enabled before disabled, last visit, value, id.
ORDER = [{"_score": "desc"}, {"standing": "desc"}, {"value": "desc"}, {"customer": "asc"}]
RECENT_FIRST = ORDER[1:]

Clause = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Look:
	"""One question to the index: what to find, in which order, and at most how many.

	`every_word` is the same for names that have all typed words; a look that has it gives its scores in nats.
	"""

	query: Clause
	most: int
	order: Sequence[Clause]
	every_word: Clause | None = None


def looks(query: Query, near: Near) -> list[Look]:
	"""All looks for what was typed, at least one unless the query is empty; `near` for `words_to_find` of its divisions."""
	by_code = [look for reading in query.readings for look in _by_code(reading, near)]
	found = list({json.dumps(look.query): look for look in by_code}.values())
	found += [Look(clause, MAX_WRITTEN, RECENT_FIRST) for clause in written_so(query.written)]
	if query.divisions:
		found.append(_by_name(query, near))
	return found


def recent(most: int) -> Look:
	"""The customers seen last."""
	return Look({"match_all": {}}, most, RECENT_FIRST)


def noted(text: str, most: int) -> Look:
	"""Customers whose notes hold the words of `text`, in any of their forms."""
	return Look({"match": {"notes": {"query": text, "operator": "and"}}}, most, ORDER)


def _by_code(reading: Reading, near: Near) -> Iterator[Look]:
	codes = [clause for code in reading.codes for clause in code_clauses(code.kind, code.part)]
	if codes:
		yield Look(_any_of(codes), MAX_BY_CODE, ORDER)
	if codes and reading.name:
		typed = words_to_find((reading.name.words, reading.name.parts)).values()
		names = _any_of(_alike(one, near.get(one)) for one in typed)
		yield Look({"bool": {"must": [_any_of(codes), names]}}, MAX_BY_BOTH, ORDER)


def _by_name(query: Query, near: Near) -> Look:
	"""Names with a word that may be one of those typed; the more and the nearer, the better."""
	alike = {word: _alike(typed, near.get(typed)) for word, typed in words_to_find(query.divisions).items()}
	spelled = [_any_word("spelled", [word], _SPELLED) for word in as_written(query.text)]
	some, every = [], []
	for division in query.divisions:
		words, more = [alike[word] for word in division], [*spelled, *_of_length(len(division))]
		some.append({"bool": {"should": [*words, *more]}})
		every.append({"bool": {"must": words, "should": more}})
	return Look(_any_of(some), MAX_BY_NAME, ORDER, _any_of(every))


def _of_length(words: int) -> Iterator[Clause]:
	yield _any_word("lengths", [str(length) for length in range(1, words + 1)], NO_WORD_LEFT)
	yield _any_word("lengths", [str(words + 1)], _ONE_WORD_LEFT)


def _alike(typed: TypedWord, near: Mapping[str, float] | None) -> Clause:
	"""The best of: the word itself, one that sounds like it, and those near it, as far as these are known."""
	whole = _spared(typed.word, typed.word, 0.0)
	clauses = [_any_word("words", [typed.word], whole)]
	for place, heard in enumerate(sounds(typed.word)):
		clauses.append(_any_word("sounds", [heard], whole * (_OTHER_SOUND if place else _SOUND)))
	clauses += _guessed(typed, whole) if near is None else _near(typed.word, near)
	return _any_of(clauses)


def _near(word: str, near: Mapping[str, float]) -> Iterator[Clause]:
	by_score: dict[float, list[str]] = defaultdict(list)
	for other, cost in near.items():
		by_score[round(_spared(word, other, cost) / _STEP) * _STEP].append(other)
	for score, words in by_score.items():
		yield _any_word("words", words, max(_STEP, score))


def _spared(word: str, other: str, cost: float) -> float:
	"""How much less a name costs for having the other word: that the typed one is found, and that this one is not left."""
	return missing_cost(word) - cost + left_cost(other)


def _guessed(typed: TypedWord, whole: float) -> Iterator[Clause]:
	"""Words a typing error away, and those that begin so, found by the server alone."""
	word, heard = typed.word, sound(typed.word)
	if len(word) >= _MIN_NEAR_WORD:
		yield _error_away("words", word, whole * _NEAR_WORD)
	if len(heard) >= _MIN_NEAR_SOUND:
		yield _error_away("sounds", heard, whole * _NEAR_SOUND)
	if not typed.may_be_beginning:
		return
	begun = max(_STEP, whole - BEGINNING - LETTER_TO_COME)
	yield _beginning("words", word, begun)
	if len(beginning := sound_of_beginning(word)) >= _MIN_SOUND_OF_BEGINNING:
		yield _beginning("sounds", beginning, begun * _SOUND)


def _any_of(clauses: Iterable[Clause]) -> Clause:
	"""Any of them, with the score of the best."""
	first, *others = clauses
	return {"dis_max": {"queries": [first, *others]}} if others else first


def _any_word(field: str, words: Sequence[str], score: float) -> Clause:
	return {"constant_score": {"filter": {"terms": {field: list(words)}}, "boost": score}}


def _error_away(field: str, value: str, score: float) -> Clause:
	found = {field: {"value": value, "fuzziness": 1, "max_expansions": _MAX_NEAR}}
	return {"constant_score": {"filter": {"fuzzy": found}, "boost": score}}


def _beginning(field: str, value: str, score: float) -> Clause:
	return {"constant_score": {"filter": {"prefix": {field: value}}, "boost": score}}
