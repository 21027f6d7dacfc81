"""Folding: the one spelling under which all usual spellings of a name are the same, in both scripts.

For search and comparison only, never for display: folding forgets hamza, tashkeel, case, accents and punctuation.
"""

from __future__ import annotations

import unicodedata

from pyarabic import araby

from workshop_crm.core.names.digits import to_latin_digits

# An apostrophe stands for ع or ء inside a word (Sa'id, Ma’moun), so it must not split the word.
_JOINING_MARKS = dict.fromkeys(map(ord, "'’‘ʼʻʾʿ`´ʹ′＇"))

_ARABIC_LETTERS = str.maketrans(
	{
		araby.ALEF_MADDA: araby.ALEF,
		araby.ALEF_HAMZA_ABOVE: araby.ALEF,
		araby.ALEF_HAMZA_BELOW: araby.ALEF,
		araby.ALEF_WASLA: araby.ALEF,
		araby.WAW_HAMZA: araby.WAW,
		araby.YEH_HAMZA: araby.YEH,
		araby.HAMZA: "",
		araby.ALEF_MAKSURA: araby.YEH,
		araby.TEH_MARBUTA: araby.HEH,
		araby.TATWEEL: "",
		# Letters of Persian and Urdu keyboards, and of Gulf spelling.
		"\N{ARABIC LETTER FARSI YEH}": araby.YEH,
		"\N{ARABIC LETTER KEHEH}": araby.KAF,
		"\N{ARABIC LETTER GAF}": araby.KAF,
		"\N{ARABIC LETTER HEH GOAL}": araby.HEH,
		"\N{ARABIC LETTER HEH DOACHASHMEE}": araby.HEH,
		"\N{ARABIC LETTER AE}": araby.HEH,
		"\N{ARABIC LETTER TEH MARBUTA GOAL}": araby.HEH,
		"\N{ARABIC LETTER PEH}": araby.BEH,
		"\N{ARABIC LETTER TCHEH}": araby.JEEM,
		"\N{ARABIC LETTER VEH}": araby.FEH,
		"\N{ARABIC LETTER JEH}": araby.ZAIN,
	}
)
_LATIN_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h"})


def fold(text: str) -> str:
	"""`text` as folded words of letters and digits, one space between them; folding twice changes nothing more."""
	if text.isascii():
		return _words(text.replace("'", "").replace("`", "").lower())
	text = unicodedata.normalize("NFKC", text.translate(_JOINING_MARKS)).translate(_ARABIC_LETTERS)
	text = _without_accents(_without_accents(text).casefold())
	text = text.translate(_ARABIC_LETTERS).translate(_LATIN_LETTERS).translate(_JOINING_MARKS)
	return _words(to_latin_digits(text))


def _without_accents(text: str) -> str:
	"""Letters without their combining marks, and without characters nobody sees (zero width, bidi, surrogates)."""
	decomposed = unicodedata.normalize("NFKD", text)
	return "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Me", "Cf", "Cs"))


def _words(text: str) -> str:
	return " ".join("".join(c if c.isalnum() else " " for c in text).split())
