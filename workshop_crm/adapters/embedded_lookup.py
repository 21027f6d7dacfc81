"""Which customers of the index file may answer a query, most promising first; the final order is core's.

The look-ups go from strict to lenient, and the next one is begun only when those before gave too little: all words as
typed, all words by sound, all words with a typing error, all words but one, one word.
Within a look-up the customers seen last come first.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from workshop_crm.adapters.embedded_tokens import joined_token, near_variants, sound_token, word_token
from workshop_crm.core.names.sound import beginning_sound, word_sounds
from workshop_crm.core.names.words import NameWord
from workshop_crm.core.search import reasons
from workshop_crm.core.search.query import Query

MOST_NEAR_TOKENS = 60
_LAST_CHARACTER = "\U0010ffff"
_SHORTEST_SOUND_OF_BEGINNING = 2


@dataclass(frozen=True, slots=True)
class _WordExpressions:
	"""FTS5 expressions for one typed word, each more lenient than the one before."""

	word: NameWord
	same: str
	alike: str


def by_name(connection: sqlite3.Connection, query: Query) -> Iterator[Iterator[int]]:
	"""Numbers of customers that share words or sounds with the query: one look-up after the other."""
	if not query.words:
		return
	words = _word_expressions(query)
	yield _names(connection, [word.same for word in words])
	yield _names(connection, [word.alike for word in words])
	yield _names(connection, [_quoted(joined_token(query.words))])
	near = [_near(connection, word) for word in words]
	yield _names(connection, near)
	if len(words) > 1:
		yield _in_turn([_names(connection, some) for some in _two_as_one(connection, query.words, near)])
		yield _in_turn([_names(connection, some) for some in _all_but_one(near)])
	if len(words) > 2:
		yield _in_turn([_names(connection, [word.alike]) for word in words])


def _two_as_one(
	connection: sqlite3.Connection, words: Sequence[NameWord], near: list[str]
) -> Iterator[list[str]]:
	"""Two neighbours taken for one word, in which an error kept them from being seen as one ("Abel Razek")."""
	for place in range(len(words) - 1):
		joined = words[place].written + words[place + 1].written
		one = _expressions(NameWord(joined, joined), may_be_beginning=False)
		yield [*near[:place], _near(connection, one), *near[place + 2 :]]


def _all_but_one(expressions: list[str]) -> Iterator[list[str]]:
	return (expressions[:place] + expressions[place + 1 :] for place in range(len(expressions)))


def by_name_and_code(connection: sqlite3.Connection, query: Query) -> Iterator[int]:
	"""Name and number together, when both were typed."""
	if not query.is_mixed:
		return iter(())
	statement = """SELECT customer FROM code WHERE kind = ? AND key >= ? AND key < ?
		AND customer IN (SELECT rowid FROM names WHERE names MATCH ?) ORDER BY customer DESC"""
	name = _all_of(word.alike for word in _word_expressions(query))
	return _in_turn(
		[
			_numbers(connection, statement, (kind, part, part + _LAST_CHARACTER, name))
			for kind, part in _codes(query)
		]
	)


def by_whole_code(connection: sqlite3.Connection, query: Query) -> Iterator[int]:
	"""Customers with a code that is, or ends with, exactly what was typed."""
	statement = "SELECT customer FROM code WHERE kind = ? AND key = ? ORDER BY customer DESC"
	return _in_turn([_numbers(connection, statement, (kind, part)) for kind, part in _codes(query)])


def by_part_of_code(connection: sqlite3.Connection, query: Query) -> Iterator[int]:
	"""Customers with a code that contains what was typed."""
	statement = "SELECT customer FROM code WHERE kind = ? AND key > ? AND key < ? ORDER BY customer DESC"
	return _in_turn(
		[
			_numbers(connection, statement, (kind, part, part + _LAST_CHARACTER))
			for kind, part in _codes(query)
		]
	)


def _names(connection: sqlite3.Connection, every: list[str]) -> Iterator[int]:
	"""Customers whose names satisfy every expression."""
	statement = "SELECT rowid FROM names WHERE names MATCH ? ORDER BY rowid DESC"
	return _numbers(connection, statement, (_all_of(every),))


def _codes(query: Query) -> list[tuple[str, str]]:
	wanted = [(reasons.PHONE, part) for part in query.phones]
	wanted += [(reasons.PLATE, part) for part in query.plates]
	wanted += [(reasons.CODE, query.code)] if query.code else []
	return wanted + ([(reasons.VIN, query.vin)] if query.vin else [])


def _numbers(connection: sqlite3.Connection, statement: str, values: tuple[str, ...]) -> Iterator[int]:
	"""Lazy: the look-up is made when its first number is asked for."""
	for row in connection.execute(statement, values):
		yield row[0]


def _word_expressions(query: Query) -> list[_WordExpressions]:
	"""What to look for, word by word; the last word may be only the beginning of one."""
	last = len(query.words) - 1
	return [_expressions(word, place == last) for place, word in enumerate(query.words)]


def _expressions(word: NameWord, may_be_beginning: bool) -> _WordExpressions:
	same = [_quoted(word_token(form)) for form in word.forms]
	sounds = dict.fromkeys(sound for form in word.forms for sound in word_sounds(form) if sound)
	alike = same + [_quoted(sound_token(sound)) for sound in sounds]
	if may_be_beginning:
		alike += [_quoted(word_token(form)) + "*" for form in word.forms]
		sound = beginning_sound(word.stem)
		if len(sound) >= _SHORTEST_SOUND_OF_BEGINNING:
			alike.append(_quoted(sound_token(sound)) + "*")
	return _WordExpressions(word, _any_of(same), _any_of(alike))


def _near(connection: sqlite3.Connection, word: _WordExpressions) -> str:
	"""What is alike, or one typing error away."""
	return _any_of([word.alike, *(_quoted(token) for token in _near_tokens(connection, word.word))])


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


def _in_turn(sources: Sequence[Iterator[int]]) -> Iterator[int]:
	"""One from each source after the other, until all are empty, so that none keeps the others out."""
	while sources:
		remaining = []
		for source in sources:
			number = next(source, None)
			if number is not None:
				yield number
				remaining.append(source)
		sources = remaining
