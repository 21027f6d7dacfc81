"""What a text would be had it been typed with the keyboard in the other language (Arabic 101 and US English)."""

from __future__ import annotations

import unicodedata

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
