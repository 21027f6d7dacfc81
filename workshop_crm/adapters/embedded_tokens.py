"""The tokens under which the index file keeps the words of a name: "w" and a folded spelling, or "s" and a sound."""

from __future__ import annotations

from collections.abc import Iterable

from workshop_crm.core.names.sound import word_sounds
from workshop_crm.core.names.words import name_words

SHORTEST_NEAR_WORD = 4
SHORTEST_NEAR_SOUND = 3


def word_token(word: str) -> str:
	"""The token of a folded spelling."""
	return "w" + word


def sound_token(sound: str) -> str:
	"""The token of a sound key."""
	return "s" + sound.lower()


def name_tokens(folded_names: Iterable[str]) -> list[str]:
	"""All tokens of a customer's names, each once, in a fixed order."""
	forms = [form for name in folded_names for word in name_words(name) for form in word.forms]
	sounds = (word_sounds(form)[0] for form in forms)
	return sorted({*map(word_token, forms), *(sound_token(sound) for sound in sounds if sound)})


def near_variants(token: str) -> set[str]:
	"""Keys that two tokens share when one typing error lies between them; a short token only has itself."""
	shortest = SHORTEST_NEAR_WORD if token[0] == "w" else SHORTEST_NEAR_SOUND
	if len(token) - 1 < shortest:
		return {token}
	return {token, *(token[:position] + token[position + 1 :] for position in range(1, len(token)))}
