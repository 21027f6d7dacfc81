"""Names as they are written: the terms by which they begin, and the looks for what is written as typed.

Looks from the best written to the least, each with the last visits first: so that of thousands whose names begin so
the server brings the latest, and need not count the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workshop_crm.core.search.as_written import MIN_JOINED, beside_article
from workshop_crm.core.search.documents import Candidate

# Later words of a name are not looked for.
MAX_WORDS = 16
# Beginnings of up to so many letters are terms of their own.
MAX_BEGINNING = 8

Clause = dict[str, Any]

# One term a value, blanks and all.
_TERM = {"type": "text", "analyzer": "keyword", "norms": False, "index_options": "docs"}


def _begun(least: int) -> dict[str, Any]:
	return {**_TERM, "index_prefixes": {"min_chars": least, "max_chars": MAX_BEGINNING}}


FIELDS: dict[str, Any] = {
	"names": _begun(1),
	"from_words": _begun(1),
	"joined": _begun(MIN_JOINED),
}


def terms(entry: Candidate) -> dict[str, list[str]]:
	"""Whole names, names from each later word on, and all of these without blanks."""
	names = [name for name in (entry.written, entry.written_ar) if name]
	later = [part for name in names for part in _from_later_words(name)]
	return {
		"names": names,
		"from_words": sorted(set(later)),
		"joined": sorted({part.replace(" ", "") for part in (*names, *later)}),
	}


def written_so(typed: str) -> Iterator[Clause]:
	"""Queries for folded names that are written as the folded `typed`, from the best to the least."""
	if not typed:
		return
	yield _term("names", typed)
	yield _prefix("names", f"{typed} ")
	yield _whole_words(typed, "from_words")
	if other := beside_article(typed):
		yield _whole_words(other, "names", "from_words")
	yield _prefix("names", typed)
	yield _prefix("from_words", typed)
	letters = typed.replace(" ", "")
	if len(letters) >= MIN_JOINED:
		yield _prefix("joined", letters)


def _whole_words(typed: str, *fields: str) -> Clause:
	clauses = [clause for field in fields for clause in (_term(field, typed), _prefix(field, f"{typed} "))]
	return {"bool": {"should": clauses}}


def _from_later_words(name: str) -> Iterator[str]:
	words = name.split()[:MAX_WORDS]
	return (" ".join(words[place:]) for place in range(1, len(words)))


def _term(field: str, value: str) -> Clause:
	return {"term": {field: {"value": value}}}


def _prefix(field: str, value: str) -> Clause:
	return {"prefix": {field: {"value": value}}}
