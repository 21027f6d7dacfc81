"""The different words of all names, and which of them a typed word may be.

Two steps: the consonants that words have leave a few thousand of them, whose letters are then compared one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from workshop_crm.core.names.letter_codes import (
	MAX_WORD,
	Codes,
	Floats,
	Indices,
	encode_in_a_row,
	encode_word,
	rows_of,
)
from workshop_crm.core.names.sound_classes import differences, initial_groups, letter_groups
from workshop_crm.core.names.spelling import costs

MOST = 60
MAX_COMPARED = 3_000

_MISSING, _ADDITIONAL, _MAX_DIFFERENCE, _SAME_INITIAL = 14, 6, 15, 12
# Words that are farther at first sight changed no answer of `./dev benchmark search`.
_FARTHEST = 22

Numbers = NDArray[np.int32]


class Vocabulary:
	"""Words by their number, which is their place in `words`: folded, without blanks, each once."""

	def __init__(self, words: Sequence[str]) -> None:
		codes, starts, lengths = encode_in_a_row(words)
		self._codes = codes
		self._starts = starts.astype(np.int32)
		self._lengths = lengths.astype(np.uint8)
		self._groups = _Groups(codes, starts, lengths)

	def __len__(self) -> int:
		return len(self._lengths)

	def similar(self, word: str, may_be_beginning: bool = False, most: int = MOST) -> tuple[Numbers, Floats]:
		"""Numbers and costs of the `most` words nearest to a folded word, the nearest first.

		With `may_be_beginning` the word may be only the first letters of another.
		"""
		if not word or not len(self):
			return np.empty(0, np.int32), np.empty(0, np.float32)
		numbers = self._promising(encode_word(word[:MAX_WORD]), may_be_beginning)
		spellings = rows_of(self._codes, self._starts[numbers], self._lengths[numbers])
		found = costs(word, spellings, may_be_beginning)
		order = np.lexsort((numbers, found))[: max(0, most)]
		return numbers[order], found[order]

	def _promising(self, word: Codes, may_be_beginning: bool) -> Numbers:
		if len(self) <= MAX_COMPARED:
			return np.arange(len(self), dtype=np.int32)
		return self._groups.nearest(word, may_be_beginning)


class _Groups:
	"""Words of the same consonants, initial and length, which are all as near to a typed word at first sight."""

	def __init__(self, codes: Codes, starts: Indices, lengths: Indices) -> None:
		signatures = np.zeros(len(lengths), np.uint16)
		initials = np.zeros(len(lengths), np.uint16)
		spelled = np.flatnonzero(lengths)
		if spelled.size:
			signatures[spelled] = np.bitwise_or.reduceat(letter_groups(codes), starts[spelled])
			initials[spelled] = initial_groups(codes[starts[spelled]])
		order = np.lexsort((lengths, initials, signatures))
		keys = np.stack((signatures, initials, lengths.astype(np.uint16)))[:, order]
		begins = np.ones(len(order), np.bool_)
		begins[1:] = (keys[:, 1:] != keys[:, :-1]).any(axis=0)
		self._words: Numbers = order.astype(np.int32)
		self._first = np.flatnonzero(begins)
		self._sizes = np.diff(self._first, append=len(order))
		self._signatures, self._initials, self._lengths = keys[:, self._first]

	def nearest(self, word: Codes, may_be_beginning: bool) -> Numbers:
		"""Numbers of at most MAX_COMPARED words that share most consonants with this one, and of those of like length."""
		ranks = self._ranks(word, may_be_beginning)
		lowest = ranks.min()
		words_up_to = np.cumsum(np.bincount(ranks - lowest, weights=self._sizes))
		highest = np.searchsorted(words_up_to, MAX_COMPARED) + lowest
		chosen = np.flatnonzero(ranks <= min(highest, max(_FARTHEST, lowest)))
		chosen = chosen[np.argsort(ranks[chosen], kind="stable")]
		sizes = self._sizes[chosen]
		places = np.arange(sizes.sum()) + np.repeat(self._first[chosen] - np.cumsum(sizes) + sizes, sizes)
		numbers: Numbers = self._words[places[:MAX_COMPARED]]
		return numbers

	def _ranks(self, word: Codes, may_be_beginning: bool) -> NDArray[np.int16]:
		missing, additional = differences(word)
		lacking = _MISSING * missing.astype(np.int16)
		apart = np.abs(self._lengths.astype(np.int16) - len(word))
		apart = np.minimum(apart, _MAX_DIFFERENCE)
		rank: NDArray[np.int16] = (lacking + _ADDITIONAL * additional)[self._signatures] + apart
		same_initial = self._initials == initial_groups(word[:1])[0]
		if may_be_beginning:
			begun = lacking[self._signatures] + apart
			np.copyto(rank, np.minimum(rank, begun), where=same_initial)
		rank[same_initial] -= _SAME_INITIAL
		return rank
