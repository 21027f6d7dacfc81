"""What the index is asked: looks, each of which finds the customers that one way of reading the query may mean."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from workshop_crm.adapters.elasticsearch.code_terms import code_clauses
from workshop_crm.adapters.elasticsearch.documents import as_written
from workshop_crm.adapters.elasticsearch.terms import (
	LONGEST_BEGINNING,
	pieces,
	sound,
	sound_of_beginning,
	sounds,
	whole_sound,
)
from workshop_crm.core.names.spelled import SpelledName
from workshop_crm.core.search.query import Query, Reading

MOST_BY_NAME = 300
MOST_BY_BEGINNING = 100
MOST_BY_CODE = 150
MOST_BY_BOTH = 100

# Chosen by the share of names found among the first 300, clean and with one typing error.
_WORD, _NEAR_WORD, _SOUND, _OTHER_SOUND, _NEAR_SOUND = 1.2, 0.6, 1.0, 0.7, 0.6
_WHOLE_SOUND, _PIECE, _SPELLED = 1.0, 0.5, 0.1
_PIECES_IN_COMMON = "30%"
_SHORTEST_NEAR_WORD = 4
_SHORTEST_NEAR_SOUND = 3
_SHORTEST_NEAR_WHOLE = 4
_MOST_NEAR = 30
_MOST_NEAR_WHOLE = 50
_SHORTEST_SOUND_OF_BEGINNING = 2

# The order of equals is that of the ranking: enabled before disabled, last visit, value, id.
ORDER = [{"_score": "desc"}, {"standing": "desc"}, {"value": "desc"}, {"customer": "asc"}]
RECENT_FIRST = ORDER[1:]

Clause = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Look:
	"""One question to the index: what to find, in which order, and at most how many."""

	query: Clause
	most: int
	order: Sequence[Clause]


def looks(query: Query) -> list[Look]:
	"""All looks for what was typed, at least one unless the query is empty."""
	found = [look for reading in query.readings for look in _for_reading(query, reading)]
	return list({json.dumps(look.query): look for look in found}.values())


def _for_reading(query: Query, reading: Reading) -> Iterator[Look]:
	"""With a code beside it a name is not looked for alone: that is done where all that was typed is taken for a name."""
	codes = [clause for code in reading.codes for clause in code_clauses(code.kind, code.part)]
	if codes:
		yield Look(_any_of(codes), MOST_BY_CODE, ORDER)
	if codes and reading.name:
		name = _any_of(map(_alike, _all_words(reading.name)))
		yield Look({"bool": {"must": [_any_of(codes), name]}}, MOST_BY_BOTH, ORDER)
	if reading.name and not codes:
		yield Look(_by_name(query, reading.name), MOST_BY_NAME, ORDER)
		yield Look(_by_beginning(reading.name), MOST_BY_BEGINNING, ORDER)


def recent(most: int) -> Look:
	"""The customers seen last."""
	return Look({"match_all": {}}, most, RECENT_FIRST)


def mentioned(text: str, most: int) -> Look:
	"""Customers whose notes hold the words of `text`, in any of their forms."""
	return Look({"match": {"notes": {"query": text, "operator": "and"}}}, most, ORDER)


def _by_name(query: Query, typed: SpelledName) -> Clause:
	"""Names that share a word, the sound of a word, or enough pieces with the typed name; the more, the better."""
	clauses = [_alike_or_near(word) for word in _all_words(typed)]
	clauses += [
		{"constant_score": {"filter": {"term": {"spelled": word}}, "boost": _SPELLED}}
		for word in as_written(query.text)
	]
	whole = whole_sound(typed.words)
	if whole:
		clauses.append(_term("whole_sound", whole, _WHOLE_SOUND))
	if len(whole) >= _SHORTEST_NEAR_WHOLE:
		clauses.append(_near("whole_sound", whole, _WHOLE_SOUND, "AUTO:3,8", _MOST_NEAR_WHOLE))
	if some := pieces(typed.words):
		clauses.append(
			{
				"bool": {
					"should": [_term("pieces", piece, _PIECE) for piece in some],
					"minimum_should_match": _PIECES_IN_COMMON,
				}
			}
		)
	return {"bool": {"should": clauses}}


def _by_beginning(typed: SpelledName) -> Clause:
	"""Names with all typed words, the last of which may be only the beginning of one."""
	readings = dict.fromkeys((typed.words, typed.parts))
	return _any_of(
		{"bool": {"must": [*map(_alike, words[:-1])], "filter": [_begun(words[-1])]}} for words in readings
	)


def _begun(word: str) -> Clause:
	clauses = [_beginning("words", "beginnings", word)]
	heard = sound_of_beginning(word)
	if len(heard) >= _SHORTEST_SOUND_OF_BEGINNING:
		clauses.append(_beginning("sounds", "sound_beginnings", heard))
	return _any_of(clauses)


def _beginning(field: str, field_of_beginnings: str, text: str) -> Clause:
	if len(text) <= LONGEST_BEGINNING:
		return {"term": {field_of_beginnings: text}}
	return {"prefix": {field: text}}


def _alike(word: str) -> Clause:
	return _any_of(_as_typed_or_heard(word))


def _alike_or_near(word: str) -> Clause:
	"""The best of: the word itself, one that sounds like it, one a typing error away."""
	clauses = [*_as_typed_or_heard(word)]
	if len(word) >= _SHORTEST_NEAR_WORD:
		clauses.append(_near("words", word, _NEAR_WORD, 1, _MOST_NEAR))
	if len(heard := sound(word)) >= _SHORTEST_NEAR_SOUND:
		clauses.append(_near("sounds", heard, _NEAR_SOUND, 1, _MOST_NEAR))
	return _any_of(clauses)


def _as_typed_or_heard(word: str) -> Iterator[Clause]:
	yield _term("words", word, _WORD)
	for place, heard in enumerate(sounds(word)):
		yield _term("sounds", heard, _OTHER_SOUND if place else _SOUND)


def _all_words(typed: SpelledName) -> list[str]:
	return list(dict.fromkeys((*typed.words, *typed.parts)))


def _any_of(clauses: Iterable[Clause]) -> Clause:
	"""Any of them, with the score of the best."""
	return {"dis_max": {"queries": list(clauses)}}


def _term(field: str, value: str, boost: float) -> Clause:
	return {"term": {field: {"value": value, "boost": boost}}}


def _near(field: str, value: str, boost: float, edits: str | int, most: int) -> Clause:
	return {"fuzzy": {field: {"value": value, "fuzziness": edits, "boost": boost, "max_expansions": most}}}
