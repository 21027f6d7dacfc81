"""How well two spellings of a word, in the same script or not, may be the same spoken name.

An edit distance over written units whose costs say which letters stand for each other, after Freeman, Condon and
Ackerman, "Cross Linguistic Name Matching in English and Arabic" (HLT-NAACL 2006): a short vowel that Arabic does not write
costs next to nothing, an h for a kh little, an s for an m everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from workshop_crm.core.names.sound import unit_sounds, units

# Vowel units by the Arabic letter that writes them when they are long.
_VOWELS = {
	**dict.fromkeys(("ا", "a", "aa"), "ا"),
	**dict.fromkeys(("و", "w", "u", "o", "ou", "oo", "uu"), "و"),
	**dict.fromkeys(("ي", "y", "i", "e", "ee", "ei", "ai", "ay", "ey", "ii", "ie"), "ي"),
	"ع": "ع",
}
# The Latin spelling that names one Arabic letter alone, where a sound class holds several.
_OWN_SPELLING = {"ق": "q", "ك": "k", "ث": "th", "ت": "t", "ط": "t", "د": "d", "ض": "d", "ذ": "dh", "ظ": "z"}

_SHORT_VOWELS = frozenset("aeiou")
_OTHER_VOWEL = 0.22
# A lone e is short more often than not: Salem is سالم, Saleem is سليم.
_E_AS_LONG_YEH = 0.05
_AIN_AS_VOWEL = 0.06
_OTHER_LETTER_OF_THE_SOUND = 0.05
_OTHER_SOUND_OF_THE_LETTER = 0.25
_LOST_SHORT_VOWEL = 0.1
_LOST_LONG_VOWEL = 0.4
_LOST_AIN = 0.12
_LOST_H = 0.3


@lru_cache(maxsize=65536)
def alignment(first: str, second: str) -> float:
	"""Likeness of two folded words, 0 (nothing in common) to 1 (spell the same sounds)."""
	left, right = _measured(first), _measured(second)
	total = left.loss + right.loss
	if not total:
		return 0.0
	return max(0.0, 1.0 - 2.0 * _distance(left, right) / (total + 1.0))


@dataclass(frozen=True, slots=True)
class _Measured:
	"""The units of a word with what each costs when it is lost, and the sum of that."""

	units: tuple[str, ...]
	losses: tuple[float, ...]
	loss: float


@lru_cache(maxsize=16384)
def _measured(word: str) -> _Measured:
	written = tuple(units(word))
	losses = tuple(_loss(unit) for unit in written)
	return _Measured(written, losses, sum(losses))


def _distance(left: _Measured, right: _Measured) -> float:
	row = [0.0, *accumulate(right.losses)]
	columns = list(zip(right.units, right.losses, strict=True))
	for unit, loss in zip(left.units, left.losses, strict=True):
		diagonal = row[0]
		beside = row[0] = diagonal + loss
		for position, (other, other_loss) in enumerate(columns, start=1):
			above = row[position]
			best = diagonal if unit == other else diagonal + _exchange(unit, other)
			# Written out: calls of min() are most of the time here.
			if above + loss < best:
				best = above + loss
			if beside + other_loss < best:
				best = beside + other_loss
			row[position] = beside = best
			diagonal = above
	return row[-1]


@lru_cache(maxsize=8192)
def _loss(unit: str) -> float:
	"""What it costs when only one of the two writes this unit."""
	if unit in _SHORT_VOWELS:
		return _LOST_SHORT_VOWEL
	if unit == "ع":
		return _LOST_AIN
	if unit in _VOWELS:
		return _LOST_LONG_VOWEL
	return _LOST_H if unit in "هh" else 1.0


@lru_cache(maxsize=16384)
def _exchange(unit: str, other: str) -> float:
	"""What it costs when one writes `unit` where the other writes `other`."""
	vowel, other_vowel = _VOWELS.get(unit), _VOWELS.get(other)
	if vowel and other_vowel:
		return _vowels_exchanged(unit, other)
	if vowel or other_vowel:
		return _loss(unit) + _loss(other)
	return _consonants_exchanged(unit, other)


def _vowels_exchanged(unit: str, other: str) -> float:
	if "ع" in (unit, other):
		return _AIN_AS_VOWEL
	if _VOWELS[unit] != _VOWELS[other]:
		return _OTHER_VOWEL
	return _E_AS_LONG_YEH if {unit, other} == {"e", "ي"} else 0.0


def _consonants_exchanged(unit: str, other: str) -> float:
	sounds, other_sounds = unit_sounds(unit), unit_sounds(other)
	if not sounds or not other_sounds or not set(sounds) & set(other_sounds):
		return _loss(unit) + _loss(other)
	if sounds[0] != other_sounds[0]:
		return _OTHER_SOUND_OF_THE_LETTER
	own = (_OWN_SPELLING.get(unit, other), _OWN_SPELLING.get(other, unit))
	return 0.0 if own == (other, unit) else _OTHER_LETTER_OF_THE_SOUND
