"""The terms under which a name is kept and looked for: its words, their sounds, and pieces of what is spoken.

A typing error spoils a word, most often its sound too, but only a few of its pieces. "Spoken" adds the long vowels to the
consonants of `core.names.sound`, small letters among capitals: "Mahmoud" and محمود are "MHMwD", محمد is "MHMD". Both
scripts leave vowels out as they like, so that it only tells likely from less likely.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from workshop_crm.core.names.sound import unit_sounds, units, word_sounds

LENGTH_OF_PIECE = 3
LONGEST_BEGINNING = 3
_GAP = "^"

_VOWELS = {
	**dict.fromkeys(("ا", "a", "aa"), "a"),
	**dict.fromkeys(("و", "w", "u", "o", "ou", "oo", "uu"), "w"),
	**dict.fromkeys(("ي", "y", "i", "e", "ee", "ei", "ai", "ay", "ey", "ii", "ie"), "y"),
}


@lru_cache(maxsize=16384)
def spoken(word: str) -> str:
	"""The usual consonant sounds of a folded word with its written vowels between them."""
	return "".join(_spoken_unit(unit) for unit in units(word))


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
	"""The usual consonant sounds of a folded word; empty when it has vowels only."""
	return word_sounds(word)[0]


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
