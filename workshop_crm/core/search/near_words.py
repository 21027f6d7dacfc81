"""What an engine that keeps the vocabulary of all names tells one that does not: which words typed ones may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from workshop_crm.core.names.spelling import TypedWord

# For each typed word those of the names that are near it, and the cost of taking them for it, in nats.
Near = Mapping[TypedWord, Mapping[str, float]]
NearWords = Callable[[Sequence[TypedWord]], Near]


def words_to_find(divisions: Iterable[tuple[str, ...]]) -> dict[str, TypedWord]:
	"""The different words of all divisions; one that is the last anywhere may be only the beginning of a word."""
	divided = list(divisions)
	last = {words[-1] for words in divided}
	return {word: TypedWord(word, word in last) for words in divided for word in words}


def none_near(_words: Sequence[TypedWord]) -> Near:
	"""For an engine that has nobody to ask."""
	return {}
