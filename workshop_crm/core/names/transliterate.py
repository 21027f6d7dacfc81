"""A readable Latin spelling of an Arabic name, for people whose Latin name nobody has typed."""

from __future__ import annotations

import re

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.names.common_names import COMMON_NAMES
from workshop_crm.core.names.fold import fold

_ARTICLE = "ال"
_LEAST_STEM = 3
_SERVANT_APART = re.compile(r"(?<!\S)عبد\s+(?=ال)")
_PARTICLES = {"بن": "bin", "ابن": "ibn", "بنت": "bint", "ال": "Al", "ابو": "Abu", "ام": "Umm", "عبد": "Abd"}
_LONG_VOWELS = {"ا": "a", "و": "u", "ي": "i"}
_LETTERS = {
	**_LONG_VOWELS,
	**dict(
		zip(
			"بتحدرزسصضطظعفقكلمنه",
			["b", "t", "h", "d", "r", "z", "s", "s", "d", "t", "z", "", "f", "q", "k", "l", "m", "n", "h"],
			strict=True,
		)
	),
	**{"ث": "th", "ج": "j", "خ": "kh", "ذ": "dh", "ش": "sh", "غ": "gh"},
}


def to_latin(text_ar: str) -> str:
	"""`text_ar` word by word in Latin letters; words without Arabic letters are kept."""
	words = (_word(word) for word in _SERVANT_APART.sub("عبد", to_latin_digits(text_ar)).split())
	return " ".join(word for word in words if word)


def _word(word: str) -> str:
	folded = fold(word)
	if not any(letter in _LETTERS for letter in folded):
		return word
	return " ".join(_folded_word(part, feminine=word.endswith("ة")) for part in folded.split())


def _folded_word(folded: str, feminine: bool) -> str:
	if known := _PARTICLES.get(folded) or COMMON_NAMES.get(folded):
		return known
	if folded.startswith(_ARTICLE) and len(folded) >= len(_ARTICLE) + _LEAST_STEM:
		return "Al " + _folded_word(folded.removeprefix(_ARTICLE), feminine)
	if folded.startswith("عبدال"):
		return "Abdul" + _folded_word(folded.removeprefix("عبدال"), feminine).lower()
	return _spelled(folded.removesuffix("ه") + "ا" if feminine else folded).capitalize()


def _spelled(folded: str) -> str:
	"""Letter by letter, with an "a" between two consonants, where Arabic leaves the vowel out."""
	latin = ""
	for position, letter in enumerate(folded):
		before = folded[position - 1] if position else ""
		follows_consonant = bool(before) and before not in _LONG_VOWELS
		if letter not in _LONG_VOWELS and follows_consonant and not latin.endswith("a"):
			latin += "a"
		latin += _vowel_or_semivowel(letter, folded, position)
	return latin


def _vowel_or_semivowel(letter: str, folded: str, position: int) -> str:
	"""و and ي are w and y at the start and before a long vowel, otherwise u and i."""
	following = folded[position + 1 : position + 2]
	if letter in "وي" and (position == 0 or following in ("ا", "و", "ي")):
		return "w" if letter == "و" else "y"
	return _LETTERS.get(letter, letter)
