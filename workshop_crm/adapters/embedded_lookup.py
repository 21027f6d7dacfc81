"""Which customers of the index file may answer a query, most promising first; the final order is core's.

The look-ups go from strict to lenient, and the next one is begun only when those before gave too little: all words as
typed, all words by sound, all words with a typing error, all words but one, one word.
Within a look-up the customers seen last come first.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from workshop_crm.adapters.embedded_tokens import near_variants, sound_token, word_token
from workshop_crm.core.names.sound import word_sounds
from workshop_crm.core.names.words import NameWord
from workshop_crm.core.search import reasons
from workshop_crm.core.search.query import Query

MOST_NEAR_TOKENS = 40
_LAST_CHARACTER = "\U0010ffff"
_SHORTEST_SOUND_OF_BEGINNING = 2


@dataclass(frozen=True, slots=True)
class _WordExpressions:
	"""FTS5 expressions for one typed word, each more lenient than the one before."""

	same: str
	alike: str
	near: str


def lookups(connection: sqlite3.Connection, query: Query) -> Iterator[Iterator[int]]:
	"""Numbers of customers that share words, sounds or codes with the query, one look-up after the other."""
	words = [
		_expressions(connection, word, position == len(query.words) - 1)
		for position, word in enumerate(query.words)
	]
	if words and query.digits:
		yield _by_both(connection, query, words)
	exact, part = _by_code(connection, query, whole=True), _by_code(connection, query, whole=False)
	yield _in_turn([exact, _names(connection, [word.same for word in words])])
	yield _in_turn([part, _names(connection, [word.alike for word in words])])
	near = [word.near for word in words]
	yield _names(connection, near)
	if len(words) > 1:
		all_but_one = [near[:position] + near[position + 1 :] for position in range(len(near))]
		yield _in_turn([_names(connection, some) for some in all_but_one])
	if len(words) > 2:
		yield _in_turn([_names(connection, [word.alike]) for word in words])


def _names(connection: sqlite3.Connection, every: list[str]) -> Iterator[int]:
	"""Customers whose names satisfy every expression."""
	statement = "SELECT rowid FROM names WHERE names MATCH ? ORDER BY rowid DESC"
	if every:
		yield from _numbers(connection, statement, (_all_of(every),))


def _by_code(connection: sqlite3.Connection, query: Query, whole: bool) -> Iterator[int]:
	condition = "key = ?" if whole else "key > ? AND key < ?"
	statement = f"SELECT customer FROM code WHERE kind = ? AND {condition} ORDER BY customer DESC"
	for kind, part in _codes(query):
		values = (kind, part) if whole else (kind, part, part + _LAST_CHARACTER)
		yield from _numbers(connection, statement, values)


def _by_both(connection: sqlite3.Connection, query: Query, words: list[_WordExpressions]) -> Iterator[int]:
	"""Name and number together, when both were typed."""
	statement = """SELECT customer FROM code WHERE kind = ? AND key >= ? AND key < ?
		AND customer IN (SELECT rowid FROM names WHERE names MATCH ?) ORDER BY customer DESC"""
	name = _all_of(word.alike for word in words)
	for kind, part in _codes(query):
		yield from _numbers(connection, statement, (kind, part, part + _LAST_CHARACTER, name))


def _codes(query: Query) -> list[tuple[str, str]]:
	wanted = [(reasons.PHONE, part) for part in query.phones]
	wanted += [(reasons.PLATE, part) for part in query.plates]
	wanted += [(reasons.CODE, query.code)] if query.code else []
	return wanted + ([(reasons.VIN, query.vin)] if query.vin else [])


def _numbers(connection: sqlite3.Connection, statement: str, values: tuple[str, ...]) -> Iterator[int]:
	return (row[0] for row in connection.execute(statement, values))


def _expressions(connection: sqlite3.Connection, word: NameWord, may_be_beginning: bool) -> _WordExpressions:
	same = [_quoted(word_token(form)) for form in word.forms]
	sounds = dict.fromkeys(sound for form in word.forms for sound in word_sounds(form) if sound)
	alike = same + [_quoted(sound_token(sound)) for sound in sounds]
	if may_be_beginning:
		alike += [_quoted(word_token(form)) + "*" for form in word.forms]
		usual = word_sounds(word.stem)[0]
		if len(usual) >= _SHORTEST_SOUND_OF_BEGINNING:
			alike.append(_quoted(sound_token(usual)) + "*")
	near = alike + [_quoted(token) for token in _near_tokens(connection, word)]
	return _WordExpressions(_any_of(same), _any_of(alike), _any_of(near))


def _near_tokens(connection: sqlite3.Connection, word: NameWord) -> list[str]:
	"""Tokens of the index one typing error away by spelling or by sound, the likest only."""
	own = [token for form in word.forms for token in (word_token(form), sound_token(word_sounds(form)[0]))]
	variants = sorted({variant for token in own for variant in near_variants(token)})
	rows = connection.execute(
		"SELECT DISTINCT token FROM near WHERE variant IN (SELECT value FROM json_each(?))",
		(json.dumps(variants),),
	)
	scored = sorted(
		((max(fuzz.ratio(token, other) for other in own), token) for (token,) in rows), reverse=True
	)
	return [token for _, token in scored[:MOST_NEAR_TOKENS]]


def _any_of(expressions: Iterable[str]) -> str:
	return "(" + " OR ".join(expressions) + ")"


def _all_of(expressions: Iterable[str]) -> str:
	return " AND ".join(expressions)


def _quoted(text: str) -> str:
	return '"' + text.replace('"', '""') + '"'


def _in_turn(sources: list[Iterator[int]]) -> Iterator[int]:
	"""One from each source after the other, until all are empty, so that none keeps the others out."""
	while sources:
		remaining = []
		for source in sources:
			number = next(source, None)
			if number is not None:
				yield number
				remaining.append(source)
		sources = remaining
