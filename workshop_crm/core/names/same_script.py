"""What it costs to take one word for another of the same script: an edit distance on the scale of `cross_script`.

A wrong, missing, additional or exchanged letter costs LETTER_WRONG; a vowel that writers choose freely, a doubled letter
or a letter that sounds alike costs less. The distance is that of optimal string alignment: no letter is edited twice.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from workshop_crm.core.names.cross_script import IMPOSSIBLE, LETTER_WRONG, SPACE_MOVED
from workshop_crm.core.names.letter_codes import FIRST_OTHER, LETTERS, SPACE, Codes, Floats, encode_word

_DOUBLED = 0.5
_LATIN_VOWEL_FOR_ANOTHER = 1.2
_LATIN_VOWEL_LOST = 2.0
_LATIN_H_LOST = 2.5
_LIKE_SOUND = 2.0
_LATIN_ALIKE = ("qk", "kc", "qc", "sz", "iy", "ey", "uw", "ow", "gj", "gq", "dt", "pb", "fv", "jy")
_ARABIC_LONG_VOWELS = "اوي"
_ARABIC_VOWEL_LOST = 3.5
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
	"""A typed word to be compared with words of its own script, which are read letter by letter."""

	looks_back = 2

	def __init__(self, codes: Codes) -> None:
		self.width = len(codes) + 1
		self._codes = codes
		lost = _LOST[codes]
		lost[1:][codes[1:] == codes[:-1]] = np.minimum(lost[1:][codes[1:] == codes[:-1]], _DOUBLED)
		self.alone = np.concatenate(([0.0], np.cumsum(lost))).astype(np.float32)
		self._lost = lost
		self._changed = np.ascontiguousarray(_CHANGED[:, codes] - lost)

	def step(self, history: Sequence[Floats], letters: Sequence[Codes], places: Codes) -> Floats:
		letter, before = letters[0], history[0]
		missing = _LOST[letter]
		if len(letters) > 1:
			doubled = letter == letters[1]
			missing[doubled] = np.minimum(missing[doubled], _DOUBLED)
		row: Floats = before + missing[:, None]
		part = self._changed[letter]
		part += before[:, :-1]
		np.minimum(row[:, 1:], part, out=row[:, 1:])
		if len(history) > 1 and self.width > 2:
			self._exchange(row, history[1], letter, letters[1])
		np.minimum.accumulate(row, axis=1, out=row)
		return row

	def _exchange(self, row: Floats, before: Floats, letter: Codes, previous: Codes) -> None:
		"""Two neighbours in the other order."""
		crossed = (previous[:, None] == self._codes[1:]) & (letter[:, None] == self._codes[:-1])
		at, place = np.nonzero(crossed)
		if at.size:
			saved = self._lost[place] + self._lost[place + 1]
			cost = before[at, place] + np.float32(LETTER_WRONG) - saved
			row[at, place + 2] = np.minimum(row[at, place + 2], cost)


def _lost() -> Floats:
	"""[letter]: the cost of a letter that only one of the two words has."""
	lost = np.full(LETTERS, LETTER_WRONG, np.float32)
	lost[encode_word("aeiou")] = _LATIN_VOWEL_LOST
	lost[encode_word("h")] = _LATIN_H_LOST
	lost[encode_word(_ARABIC_LONG_VOWELS)] = _ARABIC_VOWEL_LOST
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


_LOST = _lost()
_CHANGED = _changed()
