"""The tokens under which the index file keeps a name: "w" and the folded spelling of a word, "s" and the sound of a word,
"j" and the sound of the whole name, which is the same wherever spaces were put.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workshop_crm.core.names.sound import word_sounds
from workshop_crm.core.names.words import NameWord, name_words

SHORTEST_NEAR_WORD = 4
SHORTEST_NEAR_SOUND = 3


def word_token(word: str) -> str:
	"""The token of a folded spelling."""
	return "w" + word


def sound_token(sound: str) -> str:
	"""The token of a sound key."""
	return "s" + sound.lower()


def joined_token(words: Sequence[NameWord]) -> str:
	"""The token of a whole name's sound."""
	return "j" + "".join(word_sounds(word.stem)[0] for word in words).lower()


def name_tokens(folded_names: Iterable[str]) -> list[str]:
	"""All tokens of a customer's names, each once, in a fixed order."""
	tokens: set[str] = set()
	for words in map(name_words, folded_names):
		forms = [form for word in words for form in word.forms]
		tokens.update(map(word_token, forms))
		tokens.update(sound_token(sound) for form in forms if (sound := word_sounds(form)[0]))
		tokens.add(joined_token(words))
	return sorted(tokens)


def near_variants(token: str) -> set[str]:
	"""Keys that two tokens of a word share when one typing error lies between them; a short token only has itself."""
	if token[0] == "j":
		return set()
	shortest = SHORTEST_NEAR_WORD if token[0] == "w" else SHORTEST_NEAR_SOUND
	if len(token) - 1 < shortest:
		return {token}
	return {token, *(token[:position] + token[position + 1 :] for position in range(1, len(token)))}
