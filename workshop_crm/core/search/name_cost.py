"""What it costs to take a typed name for each of many names: the order in which names answer a query.

Word by word first: every typed word takes the nearest word of the name, or none. Then, for the best, the names as a whole,
because writers put spaces in different places. The lower of the two costs counts. All costs are nats of `core.names.spelling`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from workshop_crm.core.names.company_words import COMPANY_WORDS
from workshop_crm.core.names.fold import is_latin
from workshop_crm.core.names.letter_codes import (
	FIRST_ARABIC,
	FIRST_DIGIT,
	Floats,
	Indices,
	Spellings,
	encode,
)
from workshop_crm.core.names.spelled import MAX_WORDS, SpelledName
from workshop_crm.core.names.spelling import BEGINNING, TypedWord, costs, costs_of_words

# What a typed word costs when the name has nothing like it: in any case, and for each of its letters.
WORD_MISSING = 3.0
LETTER_MISSING = 1.5
# The same for "Trading", "Est.", "شركة" and the like, with which a company is written or not.
COMPANY_WORD_MISSING = 2.0
COMPANY_WORD_LEFT = 0.5
# What the name has beyond what was typed: for each word and letter, and at most.
WORD_LEFT = 1.0
LETTER_LEFT = 0.6
LATIN_LETTER_LEFT = 0.4
MAX_LEFT = 6.0
# An article that only one has: in Latin script and across scripts writers leave it out at will.
ARTICLE_DIFFERS = 0.25
ARABIC_ARTICLE_DIFFERS = 3.1
OTHER_ORDER = 3.0
MAX_COMPARED_WHOLE = 120
WRITTEN_OTHERWISE = 0.02
MAX_WRITTEN = 0.2

_NO_WORD = np.float32(1000.0)
_NO_NAME = np.float32(10_000.0)


def whole_cost(typed: SpelledName) -> float:
	"""What it costs when a name has nothing of the typed one: the cost at which likeness is none."""
	return sum(map(missing_cost, typed.words)) + MAX_LEFT + BEGINNING


def missing_cost(word: str) -> float:
	"""What it costs when a name has nothing like a typed word; a word of the name that costs more is not taken."""
	return COMPANY_WORD_MISSING if word in COMPANY_WORDS else WORD_MISSING + LETTER_MISSING * len(word)


def left_cost(word: str) -> float:
	"""What it costs when a word of a name answers nothing of what was typed."""
	if word in COMPANY_WORDS:
		return COMPANY_WORD_LEFT
	return WORD_LEFT + (LATIN_LETTER_LEFT if is_latin(word) else LETTER_LEFT) * len(word)


def typed_words(words: Sequence[str], may_be_beginning: bool) -> list[TypedWord]:
	"""The words of a typed name, the last of which may be only the beginning of one."""
	last = len(words) - 1
	return [TypedWord(word, may_be_beginning and place == last) for place, word in enumerate(words)]


@dataclass(frozen=True, slots=True)
class _Division:
	"""The words of all names: `words` [names, MAX_WORDS] numbers of words (the last number for none).

	`left` [names]: the cost of all words of a name when none was typed.
	"""

	words: NDArray[np.int32]
	left: Floats


class NameTable:
	"""Names to be compared with what is typed; empty ones answer nothing."""

	def __init__(self, names: Sequence[SpelledName]) -> None:
		self._rows = np.array([row for row, name in enumerate(names) if name], np.int64)
		self._count = len(names)
		self._names = [name for name in names if name]
		self._texts = [name.written for name in self._names]
		all_words = ((*name.words, *name.parts) for name in self._names)
		words = dict.fromkeys(chain(chain.from_iterable(all_words), chain.from_iterable(self._texts)))
		self._numbers = dict(zip(words, range(len(words)), strict=True))
		self._known: dict[TypedWord, Floats] = {}
		self._spellings = encode(list(words))
		letter = np.where(self._spellings.is_latin, LATIN_LETTER_LEFT, LETTER_LEFT)
		self._left = np.append(WORD_LEFT + letter * self._spellings.lengths, 0.0).astype(np.float32)
		self._left[[self._numbers[word] for word in COMPANY_WORDS & self._numbers.keys()]] = COMPANY_WORD_LEFT
		self._words = self._division([name.words for name in self._names])
		self._parts = self._division([name.parts for name in self._names])
		self._articles = np.array([name.articles.bit_count() for name in self._names], np.float32)
		self._is_latin = np.array([name.is_latin for name in self._names], np.bool_)

	def costs(self, typed: SpelledName, may_be_beginning: bool = True) -> Floats:
		"""[names]: the cost of each name; the last typed word may be only the beginning of one."""
		result = np.full(self._count, _NO_NAME, np.float32)
		if typed and self._names:
			result[self._rows] = self._costs(typed, may_be_beginning)
		return result

	def _costs(self, typed: SpelledName, may_be_beginning: bool) -> Floats:
		words, parts, written = (
			typed_words(each, may_be_beginning) for each in (typed.words, typed.parts, typed.written)
		)
		self._compare((*words, *parts, *written))
		articles = np.abs(self._articles - np.float32(typed.articles.bit_count()))
		result = np.minimum(self._assigned(self._words, words), self._assigned(self._parts, parts))
		result += self._article_cost(typed) * articles
		if not typed.is_latin:
			np.minimum(result, self._assigned(self._written, written), out=result)
		best = _lowest(result, MAX_COMPARED_WHOLE)
		result[best] = np.minimum(result[best], self._whole_costs(typed, articles, best))
		return result

	def _whole_costs(self, typed: SpelledName, articles: Floats, rows: Indices) -> Floats:
		"""[rows]: names as one text; two in Arabic with their articles, in which there may be an error too."""
		found = costs(typed.stems, self._stems.chosen(rows))
		found += np.float32(ARTICLE_DIFFERS) * articles[rows]
		if not typed.is_latin:
			arabic = ~self._is_latin[rows]
			found[arabic] = costs(" ".join(typed.written), self._with_articles.chosen(rows[arabic]))
		return found

	def _article_cost(self, typed: SpelledName) -> Floats:
		in_arabic = ~self._is_latin & (not typed.is_latin)
		return np.where(in_arabic, ARABIC_ARTICLE_DIFFERS, ARTICLE_DIFFERS).astype(np.float32)

	@property
	def has_digits(self) -> bool:
		"""Whether any name has a number in it."""
		codes = self._spellings.codes
		return bool(((codes >= FIRST_DIGIT) & (codes < FIRST_ARABIC)).any())

	@cached_property
	def _stems(self) -> Spellings:
		return encode([name.stems for name in self._names])

	@cached_property
	def _with_articles(self) -> Spellings:
		return encode([" ".join(written) for written in self._texts])

	@cached_property
	def _written(self) -> _Division:
		return self._division(self._texts)

	def _division(self, names: Sequence[tuple[str, ...]]) -> _Division:
		counts = np.fromiter(map(len, names), np.int64, len(names))
		inside = np.arange(MAX_WORDS) < counts[:, None]
		words = np.full((len(names), MAX_WORDS), len(self._numbers), np.int32)
		words[inside] = np.fromiter(map(self._numbers.__getitem__, chain.from_iterable(names)), np.int32)
		return _Division(words, self._left[words].sum(axis=1))

	def _compare(self, words: Iterable[TypedWord]) -> None:
		"""Have `_known` hold the costs of all words of the names for each typed one."""
		new = [word for word in dict.fromkeys(words) if word not in self._known]
		found = costs_of_words(new, self._spellings)
		nothing = np.full((len(new), 1), _NO_WORD, np.float32)
		self._known.update(zip(new, np.hstack((found, nothing)), strict=True))

	def _assigned(self, division: _Division, typed: Sequence[TypedWord]) -> Floats:
		"""[names]: the cost when every typed word takes the nearest word of the name; two may take the same."""
		total = np.zeros(len(division.words), np.float32)
		left = division.left.copy()
		rows = np.arange(len(division.words))
		last = np.full(len(division.words), -1)
		for word in typed:
			each = self._known[word][division.words]
			nearest = each.argmin(axis=1)
			cost = each[rows, nearest]
			missing = np.float32(missing_cost(word.word))
			found = cost < missing
			total += np.minimum(cost, missing)
			total += np.where(found & (nearest < last), np.float32(OTHER_ORDER), np.float32(0.0))
			last = np.where(found, nearest, last)
			left -= np.where(found, self._left[division.words[rows, nearest]], np.float32(0.0))
		total += np.clip(left, 0.0, MAX_LEFT)
		return total


def _lowest(values: Floats, most: int) -> Indices:
	if len(values) <= most:
		return np.arange(len(values))
	return np.argpartition(values, most)[:most]


def spelled_as_typed(text: str, name: str) -> float:
	"""A trace for letters that folding takes for the same: 0 when the name is written exactly as typed."""
	return min(MAX_WRITTEN, WRITTEN_OTHERWISE * OSA.distance(text.casefold(), name.casefold()))
