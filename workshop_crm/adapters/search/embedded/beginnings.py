"""Customers whose names are written as typed: the words of each name as they stand in it, found by how they begin.

A name is found under each of its folded words, under the last one once more, and under the first letters of all, which
are typed before any word is whole. What is kept is a place: the customer's number, and which word of the name it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

import numpy as np

from workshop_crm.adapters.search.embedded import postings
from workshop_crm.adapters.search.embedded.postings import Numbers
from workshop_crm.core.search.as_written import MIN_JOINED, beside_article
from workshop_crm.core.search.documents import Candidate

# A place is number * PLACES + word; later words of a name are not kept.
PLACES = 16
_WORD, _LAST, _LETTERS = "n", "l", "b"
_FIRST_LETTERS = 2
_MAX_PIECES = 3
_NOBODY: Numbers = np.empty(0, np.uint32)


def keys_of(found: Candidate) -> list[tuple[str, int]]:
	"""Keys of a customer, each with a place in the name."""
	keys = [key for name in (found.written, found.written_ar) if name for key in _keys(name.split())]
	return sorted(dict.fromkeys(keys), key=lambda key: key[1])


def _keys(words: list[str]) -> Iterator[tuple[str, int]]:
	for place, word in enumerate(words[:PLACES]):
		yield _WORD + word, place
		for length in range(1, _FIRST_LETTERS + 1):
			yield _LETTERS + word[:length], place
	if len(words) <= PLACES:
		yield _LAST + words[-1], len(words) - 1


def as_typed(connection: sqlite3.Connection, typed: str) -> list[Numbers]:
	"""Customers by how well their names are written so, in the order of core's `as_written`; with a blank more or less left out."""
	words = typed.split()
	begun = _before_last(connection, words)
	place = len(words) - 1
	whole, last = (_behind(begun, _read(connection, key + words[-1]), place) for key in (_WORD, _LAST))
	beginning = _behind(begun, _beginning_with(connection, words[-1]), place)
	return [
		_customers(last[last % PLACES == 0]),
		_customers(whole[whole % PLACES == 0]),
		_customers(whole),
		_customers(_whole_words(connection, beside_article(typed).split())),
		_customers(beginning[beginning % PLACES == 0]),
		_customers(beginning),
	]


def _whole_words(connection: sqlite3.Connection, words: Sequence[str]) -> Numbers:
	"""Places where these words stand in a row."""
	if not words:
		return _NOBODY
	return _behind(_before_last(connection, words), _read(connection, _WORD + words[-1]), len(words) - 1)


def joined_otherwise(connection: sqlite3.Connection, typed: str) -> Numbers:
	"""Customers whose names are written so but for one space more or less, or two in one typed word."""
	words = typed.split()
	if len(typed.replace(" ", "")) < MIN_JOINED:
		return _NOBODY
	ways = {*_joined(words), *_apart(connection, words)}
	found = [as_typed(connection, " ".join(way))[-1] for way in sorted(ways)]
	return np.unique(np.concatenate([_NOBODY, *found]))


def _joined(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
	for start in range(len(words) - 1):
		for end in range(start + 2, min(start + _MAX_PIECES, len(words)) + 1):
			yield (*words[:start], "".join(words[start:end]), *words[end:])


def _apart(connection: sqlite3.Connection, words: Sequence[str]) -> Iterator[tuple[str, ...]]:
	for place, word in enumerate(words):
		for pieces in _divided(connection, word, _MAX_PIECES):
			yield (*words[:place], *pieces, *words[place + 1 :])


def _divided(connection: sqlite3.Connection, word: str, most: int) -> Iterator[tuple[str, ...]]:
	"""All divisions into pieces of which all but the last are words of names."""
	for end in range(1, len(word)) if most > 1 else ():
		if postings.size(connection, _WORD + word[:end]):
			yield word[:end], word[end:]
			for others in _divided(connection, word[end:], most - 1):
				yield word[:end], *others


def _before_last(connection: sqlite3.Connection, words: Sequence[str]) -> Numbers | None:
	"""Places of the first word of those that stand in a row; None when there is only the last, which may be anywhere."""
	found: Numbers | None = None
	for place, word in enumerate(words[:-1]):
		found = _behind(found, _read(connection, _WORD + word), place)
		if not found.size:
			break
	return found


def _behind(begun: Numbers | None, places: Numbers, distance: int) -> Numbers:
	"""Of `begun` those with a word at one of `places` so many words on."""
	if begun is None:
		return places
	if not begun.size or not places.size:
		return _NOBODY
	wanted = begun + np.uint32(distance)
	at = np.minimum(np.searchsorted(places, wanted), len(places) - 1)
	found: Numbers = begun[places[at] == wanted]
	return found


def _beginning_with(connection: sqlite3.Connection, letters: str) -> Numbers:
	if len(letters) <= _FIRST_LETTERS:
		return _read(connection, _LETTERS + letters)
	return np.sort(postings.read_beginning_with(connection, _WORD + letters))


def _read(connection: sqlite3.Connection, key: str) -> Numbers:
	return postings.read(connection, key)


def _customers(places: Numbers) -> Numbers:
	"""Each once; `places` are ascending."""
	return np.unique(places // np.uint32(PLACES))
