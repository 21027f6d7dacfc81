"""What a text would be had it been typed with the keyboard in the other language (Arabic 101 and US English)."""

from __future__ import annotations

import re
import unicodedata

from workshop_crm.core.names.common_names import COMMON_NAMES
from workshop_crm.core.names.fold import fold

MIN_ONE_KEY = 4
MIN_PAIRS = 2
LEAST_USUAL = 0.6
CLEARLY_MORE = 0.4

_HELD_DOWN = re.compile(r"([^\W\d])\1\1")

_KEYS = dict(
	zip(
		"qwertyuiop[]asdfghjkl;'zxcvnm,./`",
		"ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ",
		strict=True,
	)
)
_TO_ARABIC = _KEYS | {"b": "لا", "H": "أ", "Y": "إ", "N": "آ", "G": "لأ", "T": "لإ", "B": "لآ"}
_TO_LATIN = {arabic: latin for latin, arabic in _KEYS.items()} | {"أ": "H", "إ": "Y", "آ": "N"}
_ONE_KEY = ("لا", "b")


def other_layout(text: str) -> str | None:
	"""`text` by the keys it was typed with, in the other language: "lpl]" is "محمد", "اثممخ" is "hello".

	None when it has letters of both scripts, of none, or a character that neither keyboard has.
	"""
	text = unicodedata.normalize("NFC", text)
	has_latin = any(c.isascii() and c.isalpha() for c in text)
	has_arabic = any(c in _TO_LATIN for c in text)
	if has_latin == has_arabic:
		return None
	keys = _TO_ARABIC if has_latin else _TO_LATIN
	typed = text if has_latin else text.replace(*_ONE_KEY)
	letters = [keys.get(c) or keys.get(c.lower()) or _same_key(c) for c in typed]
	return None if None in letters else "".join(letter for letter in letters if letter)


def _same_key(character: str) -> str | None:
	"""Digits, spaces and the "b" that stands for two letters are the same in both."""
	return character if character.isspace() or character.isdigit() or character in "b-_" else None


def is_likelier(typed: str, other: str) -> bool:
	"""Whether two letters in a row of `other` are usual in names much more often than those of `typed`."""
	if is_held_down(typed):
		return False
	usual, usual_typed = _usual_pairs(other), _usual_pairs(typed)
	return usual >= LEAST_USUAL and usual - usual_typed >= CLEARLY_MORE


def is_held_down(text: str) -> bool:
	"""Whether one letter stands three times in a row, as in nobody's name."""
	return bool(_HELD_DOWN.search(text))


def is_one_key(text: str) -> bool:
	"""Whether a word of the text is one letter, four times or more: no part of a name, a plate or an e-mail address."""
	return any(len(word) >= MIN_ONE_KEY and len(set(word)) == 1 for word in _words_of_letters(text))


def _words_of_letters(text: str) -> list[str]:
	return [word for word in text.casefold().split() if word.isalpha()]


def _usual_pairs(text: str) -> float:
	"""The share of pairs of neighbouring letters that common names have; 0 when there are hardly any pairs."""
	pairs = _pairs(fold(text))
	return sum(pair in _USUAL for pair in pairs) / len(pairs) if len(pairs) >= MIN_PAIRS else 0.0


def _pairs(folded: str) -> list[str]:
	return [word[place : place + 2] for word in folded.split() for place in range(len(word) - 1)]


_USUAL = frozenset(
	pair
	for arabic, latin in COMMON_NAMES.items()
	for name in (arabic, "ال" + arabic, latin)
	for pair in _pairs(fold(name))
)
