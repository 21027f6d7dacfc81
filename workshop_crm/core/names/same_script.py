"""What it costs to take one word for another of the same script: an edit distance on the scale of `cross_script`.

A wrong or additional letter costs LETTER_WRONG. A letter left out or two exchanged cost less: there are fewer ways to do
that by mistake, so it explains more. A vowel that writers choose freely, a doubled letter or one that sounds alike costs
little. The distance is that of optimal string alignment: no letter is edited twice.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from workshop_crm.core.names.cross_script import IMPOSSIBLE, LETTER_WRONG, SPACE_MOVED, columns, width
from workshop_crm.core.names.letter_codes import FIRST_OTHER, LETTERS, SPACE, Codes, Floats, encode_word

_NO_LETTER = 255
LETTER_LEFT_OUT = 3.0
LETTERS_EXCHANGED = 3.0
_DOUBLED = 0.5
_LATIN_VOWEL_FOR_ANOTHER = 1.2
_LATIN_VOWEL_LOST = 2.0
_LATIN_H_LOST = 2.5
_LIKE_SOUND = 2.0
_LATIN_ALIKE = ("qk", "kc", "qc", "sz", "iy", "ey", "uw", "ow", "gj", "gq", "dt", "pb", "fv", "jy")
_ARABIC_LONG_VOWELS = "اوي"
_ARABIC_VOWEL_ADDED = 3.5
_ARABIC_VOWEL_LEFT_OUT = 2.5
_ARABIC_ALIKE = (
	"ضظ",
	"ذز",
	"ثس",
	"سص",
	"طت",
	"ذد",
	"ضد",
	"ظز",
	"قك",
	"قغ",
	"اع",
	"ها",
	"يا",
	"هت",
	"جي",
	"حه",
)


class SameScript:
	"""Typed words to be compared with words of their own script, which are read letter by letter."""

	looks_back = 2

	def __init__(self, words: Sequence[Codes]) -> None:
		self.columns = columns([len(word) for word in words])
		total = width(self.columns)
		self.alone = np.zeros(total, np.float32)
		self._changed = np.full((total, LETTERS), IMPOSSIBLE, np.float32)
		# The typed letter of a column and the one before it, and what both cost alone.
		self._letter = np.full(total, _NO_LETTER, np.uint8)
		self._previous = np.full(total, _NO_LETTER, np.uint8)
		self._both_lost = np.zeros(total, np.float32)
		for word, column in zip(words, self.columns, strict=True):
			lost = _ADDED[word]
			doubled = np.flatnonzero(word[1:] == word[:-1]) + 1
			lost[doubled] = np.minimum(lost[doubled], _DOUBLED)
			np.cumsum(lost, out=self.alone[column][1:])
			self._changed[column][1:] = _CHANGED[word] - lost[:, None]
			self._letter[column][2:] = word[1:]
			self._previous[column][2:] = word[:-1]
			self._both_lost[column][2:] = lost[1:] + lost[:-1]

	def step(self, history: Sequence[Floats], letters: Sequence[Codes], places: Sequence[Codes]) -> Floats:
		"""See `spelling.Typed`."""
		letter, before = letters[0], history[0]
		missing = _LEFT_OUT[letter]
		if len(letters) > 1:
			doubled = letter == letters[1]
			missing[doubled] = np.minimum(missing[doubled], _DOUBLED)
		row: Floats = before + missing
		part = self._changed[1:].take(letter, axis=1)
		part += before[:-1]
		np.minimum(row[1:], part, out=row[1:])
		if len(history) > 1:
			self._exchange(row, history[1], letter, letters[1])
		return row

	def _exchange(self, row: Floats, before: Floats, letter: Codes, previous: Codes) -> None:
		"""Two neighbours in the other order."""
		crossed = (self._letter[:, None] == previous) & (self._previous[:, None] == letter)
		place, at = np.nonzero(crossed)
		if at.size:
			cost = before[place - 2, at] + np.float32(LETTERS_EXCHANGED) - self._both_lost[place]
			row[place, at] = np.minimum(row[place, at], cost)


def _lost(letter: float, arabic_vowel: float) -> Floats:
	"""[letter]: the cost of a letter that only one of the two words has."""
	lost = np.full(LETTERS, letter, np.float32)
	lost[encode_word("aeiou")] = _LATIN_VOWEL_LOST
	lost[encode_word("h")] = _LATIN_H_LOST
	lost[encode_word(_ARABIC_LONG_VOWELS)] = arabic_vowel
	lost[SPACE] = SPACE_MOVED
	return lost


def _changed() -> Floats:
	"""[letter of the other word, typed letter]: the cost of one in the place of the other."""
	changed = np.full((LETTERS, LETTERS), LETTER_WRONG, np.float32)
	vowels = encode_word("aeiou")
	changed[np.ix_(vowels, vowels)] = _LATIN_VOWEL_FOR_ANOTHER
	for one, other in map(encode_word, _LATIN_ALIKE + _ARABIC_ALIKE):
		changed[one, other] = changed[other, one] = _LIKE_SOUND
	changed[SPACE, :] = changed[:, SPACE] = IMPOSSIBLE
	np.fill_diagonal(changed, 0.0)
	# Letters of scripts that this table does not know share codes: the same code need not be the same letter.
	others = np.arange(FIRST_OTHER, LETTERS)
	changed[others, others] = 0.0
	return changed


_ADDED = _lost(LETTER_WRONG, _ARABIC_VOWEL_ADDED)
_LEFT_OUT = _lost(LETTER_LEFT_OUT, _ARABIC_VOWEL_LEFT_OUT)
_CHANGED = _changed()
