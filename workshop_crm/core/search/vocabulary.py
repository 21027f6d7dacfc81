"""The different words of all names, and which of them a typed word may be.

Two steps: the consonants that words have leave a few thousand of them, whose letters are then compared one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from workshop_crm.core.names.letter_codes import (
	LONGEST_WORD,
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
MOST_COMPARED = 3_000

_MISSING, _ADDITIONAL, _LONGEST_DIFFERENCE, _SAME_INITIAL = 14, 6, 15, 12

Numbers = NDArray[np.int32]


class Vocabulary:
	"""Words by their number, which is their place in `words`: folded, without blanks, each once."""

	def __init__(self, words: Sequence[str]) -> None:
		codes, starts, lengths = encode_in_a_row(words)
		self._codes = codes
		self._starts = starts.astype(np.int32)
		self._lengths = lengths.astype(np.uint8)
		self._signatures = np.zeros(len(words), np.uint16)
		self._initials = np.zeros(len(words), np.uint16)
		if len(codes):
			groups = letter_groups(codes)
			spelled = np.flatnonzero(lengths)
			self._signatures[spelled] = np.bitwise_or.reduceat(groups, starts[spelled])
			self._initials[spelled] = initial_groups(codes[starts[spelled]])

	def __len__(self) -> int:
		return len(self._lengths)

	def similar(self, word: str, may_be_beginning: bool = False, most: int = MOST) -> tuple[Numbers, Floats]:
		"""Numbers and costs of the `most` words nearest to a folded word, the nearest first.

		With `may_be_beginning` the word may be only the first letters of another.
		"""
		if not word or not len(self):
			return np.empty(0, np.int32), np.empty(0, np.float32)
		numbers = self._promising(encode_word(word[:LONGEST_WORD]), may_be_beginning)
		spellings = rows_of(self._codes, self._starts[numbers], self._lengths[numbers])
		found = costs(word, spellings, may_be_beginning)
		order = np.lexsort((numbers, found))[: max(0, most)]
		return numbers[order].astype(np.int32), found[order]

	def _promising(self, word: Codes, may_be_beginning: bool) -> Indices:
		"""Numbers of the words that share most consonants with this one, and of those the ones of like length."""
		if len(self) <= MOST_COMPARED:
			return np.arange(len(self))
		missing, additional = differences(word)
		rank = (_MISSING * missing.astype(np.int16) + _ADDITIONAL * additional)[self._signatures]
		difference = np.abs(self._lengths.astype(np.int16) - len(word))
		rank += np.minimum(difference, _LONGEST_DIFFERENCE)
		same_initial = self._initials == initial_groups(word[:1])[0]
		if may_be_beginning:
			begun = (_MISSING * missing.astype(np.int16))[self._signatures[same_initial]]
			begun += np.minimum(difference[same_initial], _LONGEST_DIFFERENCE)
			rank[same_initial] = np.minimum(rank[same_initial], begun)
		rank[same_initial] -= _SAME_INITIAL
		return np.argpartition(rank, MOST_COMPARED)[:MOST_COMPARED]
