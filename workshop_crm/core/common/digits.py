"""Decimal digits of every script (Arabic-Indic, Persian, full width) to Latin ones, and back to Arabic-Indic."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_ANY_DIGIT = re.compile(r"\d")  # a str pattern: every decimal digit of Unicode
_ARABIC_SEPARATORS = str.maketrans(
	{",": "\N{ARABIC THOUSANDS SEPARATOR}", ".": "\N{ARABIC DECIMAL SEPARATOR}"}
)
_LATIN_TO_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def to_latin_digits(text: str) -> str:
	"""`text` with every decimal digit written 0-9; everything else unchanged."""
	return text if text.isascii() else _ANY_DIGIT.sub(_latin_digit, text)


def to_arabic_digits(text: str) -> str:
	"""`text` with every decimal digit written ٠-٩; everything else unchanged."""
	return to_latin_digits(text).translate(_LATIN_TO_ARABIC)


def grouped(number: Decimal, decimals: int, language: str) -> str:
	"""A number as people write it: 1,234.50, in Arabic ١٬٢٣٤٫٥٠."""
	written = f"{number:,.{decimals}f}"
	return to_arabic_digits(written.translate(_ARABIC_SEPARATORS)) if language == "ar" else written


def _latin_digit(match: re.Match[str]) -> str:
	return str(unicodedata.decimal(match.group()))
