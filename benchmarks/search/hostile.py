"""Queries nobody means: they must be answered all the same, and fast. The same every time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random
from time import perf_counter

from benchmarks.search.quality import Search, times

LIMIT = 10
_SEED = 17
_LONG = 10_000
_CHARACTERS = 0x110000
_TYPED = "abcdefghijklmnopqrstuvwxyz ابتثجحخدذرزسشصضطظعغفقكلمنهوي0123456789٠١٢٣٤٥٦٧٨٩+-()"
_UNSEEN = "\u200b\u200f\u202a\u202c\u202e\u2066\u2069\u0640\u064b\u0651\x00\ud800\udfff"
_SYNTAX = (
	"' OR 1=1 --",
	"'; DROP TABLE customer; --",
	"%_%\\",
	"name:* AND (NOT _exists_:x",
	"*:*",
	"abc~2^5",
	'NEAR("a" "b", 2) AND NOT ^x: {names}',
	'" OR names MATCH "w*',
	'{"match_all":{}}',
	"(((((((",
)


def hostile_queries(count: int) -> Iterator[str]:
	"""`count` strings: any Unicode, keys pressed at random, bidi marks and lone surrogates, letters and numbers in rows,
	the syntax of query languages, and 10 kB of anything."""
	chance = Random(_SEED)
	for _ in range(count):
		yield chance.choice(_MAKERS)(chance)


def measure_hostile(search: Search, queries: Sequence[str]) -> dict[str, float]:
	"""How many were asked, and the times in milliseconds; whatever a query raises ends the measurement."""
	milliseconds = []
	for text in queries:
		started = perf_counter()
		search(text, LIMIT)
		milliseconds.append(1000 * (perf_counter() - started))
	return {"queries": len(milliseconds), **times(milliseconds), "max_ms": round(max(milliseconds), 2)}


def _any_unicode(chance: Random) -> str:
	return "".join(chr(chance.randrange(_CHARACTERS)) for _ in range(chance.randrange(1, 60)))


def _keys(chance: Random) -> str:
	return "".join(chance.choices(_TYPED, k=chance.randrange(1, 160)))


def _with_unseen(chance: Random) -> str:
	return "".join(chance.choices(_TYPED + 4 * _UNSEEN, k=chance.randrange(1, 60)))


def _letters_in_a_row(chance: Random) -> str:
	return " ".join(chance.choices(_TYPED.replace(" ", ""), k=chance.randrange(1, 80)))


def _numbers_in_a_row(chance: Random) -> str:
	return " ".join(
		str(chance.randrange(10 ** chance.randrange(1, 9))) for _ in range(chance.randrange(1, 12))
	)


def _syntax(chance: Random) -> str:
	return chance.choice(_SYNTAX) + "".join(chance.choices(_TYPED, k=chance.randrange(9)))


def _long(chance: Random) -> str:
	piece = "".join(chance.choices(_TYPED, k=chance.randrange(1, 9)))
	return (piece * _LONG)[:_LONG]


_MAKERS: tuple[Callable[[Random], str], ...] = (
	_any_unicode,
	_keys,
	_with_unseen,
	_letters_in_a_row,
	_numbers_in_a_row,
	_syntax,
	_long,
)
