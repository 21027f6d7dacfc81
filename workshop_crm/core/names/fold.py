"""Folding: the one spelling under which all usual spellings of a name are the same, in both scripts.

For search and comparison only, never for display: folding forgets hamza, tashkeel, case, accents and punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from pyarabic import araby

from workshop_crm.core.common.digits import to_latin_digits

MAX_REMEMBERED = 4096

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
# Letters of Urdu, Sindhi, Pashto and Kurdish, under the Arabic letter they are drawn from.
_DRAWN_FROM = {
	"ا": "ٲٳٵ",
	"ب": "ٻڀ",
	"ت": "ٹٺټٽٿ",
	"ج": "ڃڄڇ",
	"ح": "ځڂڅ",
	"د": "ڈډڊڋڌڍڎڏڐ",
	"ر": "ڑڒړڔڕږڗڙ",
	"س": "ښڛڜ",
	"غ": "ڠ",
	"ق": "ڧڨ",
	"ك": "ڪګڬڭڮڰڱڲڳڴ",
	"ل": "ڵڶڷڸ",
	"ن": "ڹںڻڼڽ",
	"و": "ۄۅۆۇۈۉۊۋۏ",
	"ي": "ۍێېۑے",
	"": "ٴ",
}
_ARABIC_LETTERS |= {ord(letter): base for base, letters in _DRAWN_FROM.items() for letter in letters}
# رءوف and رؤوف, شئون and شؤون, داود and داوود: before a waw the seat of the hamza, and a second waw, are the writer's choice.
_SEATED_BEFORE_WAW = re.compile("[ءئؤ][\u064b-\u0652]*و")
_REPEATED_WAW = re.compile("وو+")
_LATIN_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h"})


def fold(text: str) -> str:
	"""`text` as folded words of letters and digits, one space between them; folding twice changes nothing more."""
	if text.isascii():
		return _words(text.replace("'", "").replace("`", "").lower())
	return " ".join(filter(None, map(_folded, text.split())))


@lru_cache(maxsize=16384)
def _folded(text: str) -> str:
	"""The same for what stands between two blanks: people share names, and nothing that is folded reaches over a blank."""
	text = unicodedata.normalize("NFKC", text.translate(_JOINING_MARKS))
	text = _SEATED_BEFORE_WAW.sub("و", text).translate(_ARABIC_LETTERS)
	text = _without_accents(_without_accents(text).casefold())
	text = text.translate(_ARABIC_LETTERS).translate(_LATIN_LETTERS).translate(_JOINING_MARKS)
	return _REPEATED_WAW.sub("و", _words(to_latin_digits(text)))


class _Characters(dict[int, int | str | None]):
	"""A table for str.translate that asks about every character once; of rare scripts again and again."""

	def __init__(self, replaced: Callable[[str], int | str | None]) -> None:
		super().__init__()
		self._replaced = replaced

	def __missing__(self, code: int) -> int | str | None:
		value = self._replaced(chr(code))
		if len(self) < MAX_REMEMBERED:
			self[code] = value
		return value


def _seen(character: str) -> int | None:
	"""Nothing for combining marks and what nobody sees (zero width, bidi, surrogates)."""
	return None if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cs") else ord(character)


def _of_a_word(character: str) -> int:
	return ord(character) if character.isalnum() else ord(" ")


_SEEN = _Characters(_seen)
_OF_WORDS = _Characters(_of_a_word)


def _without_accents(text: str) -> str:
	return unicodedata.normalize("NFKD", text).translate(_SEEN)


def _words(text: str) -> str:
	return " ".join(text.translate(_OF_WORDS).split())


def is_latin(word: str) -> bool:
	"""Whether a folded word is compared as Latin script: letters a-z and digits only."""
	return word.isascii()
