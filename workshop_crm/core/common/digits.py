"""Decimal digits of every script (Arabic-Indic, Persian, full width) to Latin ones, and numbers as the site writes them.

English is written with Western digits, Arabic as the owner has chosen. A host says where the choice is found at the
start of each request and job (`write_as`), so that a page, its messages and its papers agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from contextvars import ContextVar
from decimal import Decimal

ARABIC_INDIC, WESTERN = "Arabic-Indic", "Western"
STYLES = (ARABIC_INDIC, WESTERN)

_ANY_DIGIT = re.compile(r"\d")  # a str pattern: every decimal digit of Unicode
_ARABIC_SEPARATORS = str.maketrans(
	{",": "\N{ARABIC THOUSANDS SEPARATOR}", ".": "\N{ARABIC DECIMAL SEPARATOR}"}
)
_LATIN_TO_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_ARABIC_TO_LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩٪٫٬", "0123456789%.,")
_chosen: ContextVar[Callable[[], str]] = ContextVar("digits of Arabic", default=lambda: ARABIC_INDIC)


def write_as(chosen: Callable[[], str]) -> None:
	"""From now on Arabic is written with the digits that `chosen` gives, one of STYLES; anything else is Arabic-Indic."""
	_chosen.set(chosen)


def numbering(style: str) -> str:
	"""The name by which browsers know the digits of a style."""
	return "latn" if style == WESTERN else "arab"


def numbering_in_use() -> str:
	"""The same of the digits in which Arabic is written now."""
	return numbering(_chosen.get()())


def is_arabic_indic(language: str) -> bool:
	"""Whether numbers for a reader of `language` are written ٠-٩."""
	return language == "ar" and _chosen.get()() != WESTERN


def to_latin_digits(text: str) -> str:
	"""`text` with every decimal digit written 0-9; everything else unchanged."""
	return text if text.isascii() else _ANY_DIGIT.sub(_latin_digit, text)


def to_arabic_digits(text: str) -> str:
	"""`text` with every decimal digit written ٠-٩; everything else unchanged."""
	return to_latin_digits(text).translate(_LATIN_TO_ARABIC)


def shown_digits(text: str, language: str) -> str:
	"""`text` with every decimal digit as a reader of `language` is shown them."""
	return to_arabic_digits(text) if is_arabic_indic(language) else to_latin_digits(text)


def sentence_digits(sentence: str) -> str:
	"""A sentence of the Arabic catalogue, whose numbers are Arabic-Indic, with the digits that are chosen."""
	return sentence if is_arabic_indic("ar") else sentence.translate(_ARABIC_TO_LATIN)


def grouped(number: Decimal, decimals: int, language: str) -> str:
	"""A number as people write it: 1,234.50, or ١٬٢٣٤٫٥٠."""
	written = f"{number:,.{decimals}f}"
	return to_arabic_digits(written.translate(_ARABIC_SEPARATORS)) if is_arabic_indic(language) else written


def _latin_digit(match: re.Match[str]) -> str:
	return str(unicodedata.decimal(match.group()))
