"""How words sound, as they are kept in the index and looked for: consonants only, the same in both scripts."""

from __future__ import annotations

from functools import lru_cache

from workshop_crm.core.names.sound import beginning_sound, word_sounds

# A ج is g as often as j ("Haggag"), and more than once in a word the variants of its sound would be too many.
_HEARD_ALIKE = str.maketrans("J", "G")


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
