"""The terms under which a name is kept and looked for: its words, their sounds, and pieces of what is spoken.

A typing error spoils a word, most often its sound too, but only a few of its pieces. "Spoken" adds the long vowels to the
consonants of `core.names.sound`, small letters among capitals: "Mahmoud" and محمود are "MHMwD", محمد is "MHMD". Both
scripts leave vowels out as they like, so that it only tells likely from less likely.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from workshop_crm.core.names.sound import beginning_sound, unit_sounds, units, word_sounds

LENGTH_OF_PIECE = 3
LONGEST_BEGINNING = 3
_GAP = "^"
# A ج is g as often as j ("Haggag"), and more than once in a word the variants of its sound would be too many.
_HEARD_ALIKE = str.maketrans("J", "G")

_VOWELS = {
	**dict.fromkeys(("ا", "a", "aa"), "a"),
	**dict.fromkeys(("و", "w", "u", "o", "ou", "oo", "uu"), "w"),
	**dict.fromkeys(("ي", "y", "i", "e", "ee", "ei", "ai", "ay", "ey", "ii", "ie"), "y"),
}


@lru_cache(maxsize=16384)
def spoken(word: str) -> str:
	"""The usual consonant sounds of a folded word with its written vowels between them."""
	return "".join(_spoken_unit(unit) for unit in units(word)).translate(_HEARD_ALIKE)


@lru_cache(maxsize=16384)
def sounds(word: str) -> tuple[str, ...]:
	"""The sounds of a folded word, the usual one first; empty when it has vowels only."""
	heard = (sound.translate(_HEARD_ALIKE) for sound in word_sounds(word) if sound)
	return tuple(dict.fromkeys(heard))


def sound(word: str) -> str:
	"""The usual sound of a folded word; empty when it has vowels only."""
	return next(iter(sounds(word)), "")


def sound_of_beginning(word: str) -> str:
	"""The usual sound of the first letters of a word."""
	return beginning_sound(word).translate(_HEARD_ALIKE)


def whole_sound(words: Sequence[str]) -> str:
	"""The sound of a whole name, the same wherever its spaces were put."""
	return "".join(map(sound, words))


def pieces(words: Sequence[str]) -> list[str]:
	"""All runs of three characters of the spoken name, with a mark between words, each once."""
	whole = _GAP + _GAP.join(map(spoken, words)) + _GAP
	return list(
		dict.fromkeys(
			whole[start : start + LENGTH_OF_PIECE] for start in range(len(whole) - LENGTH_OF_PIECE + 1)
		)
	)


def beginnings(word: str) -> list[str]:
	"""The first one, two and three characters of a word or of a sound."""
	return [word[:length] for length in range(1, min(LONGEST_BEGINNING, len(word)) + 1)]


def _spoken_unit(unit: str) -> str:
	sounds = unit_sounds(unit)
	return sounds[0] if sounds else _VOWELS.get(unit, "")
