"""Rows that are no records: letters that were lost on the way, texts in a wrong encoding, lines of totals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.names.fold import fold

_LOST = re.compile(r"\?{2,}|\ufffd")
_ARABIC = re.compile(r"[\u0621-\u064a]{2}")
_ACCENTED_ONLY = re.compile(r"[\u00c0-\u00ff]+")
_LETTERS = re.compile(r"[^\W\d_]+")
# What text in UTF-8 was taken for where it shows as Ø§Ù„ or ط§ظ„.
_WRONG_ENCODINGS = ("windows-1252", "windows-1256", "latin-1")
_TOTALS = frozenset(
	fold(words)
	for words in (
		"Total",
		"Totals",
		"Grand Total",
		"Sub Total",
		"Subtotal",
		"Sum",
		"Total Customers",
		"Total Records",
		"Number of Customers",
		"Count",
		"المجموع",
		"مجموع",
		"المجموع الكلي",
		"الإجمالي",
		"إجمالي",
		"الإجمالي الكلي",
		"الاجمالي العام",
		"المجموع العام",
		"عدد العملاء",
		"إجمالي العملاء",
		"العدد",
	)
)


def unreadable(text: str) -> InvalidInput | None:
	"""What is wrong with a name of which letters were lost or are shown as others; None for one that can be read."""
	if _LOST.search(text):
		return InvalidInput(
			N_(
				'"{text}" has lost its letters: the file was saved in an encoding without them. Export it again as UTF-8.'
			),
			text=text[:40],
		)
	if _is_mojibake(text):
		return InvalidInput(
			N_(
				'"{text}" is text in a wrong encoding. Open the original in the program it comes from and export it again as UTF-8.'
			),
			text=text[:40],
		)
	if not _LETTERS.search(text):
		return InvalidInput(N_('"{text}" has no letter, so it is no name.'), text=text[:40])
	return None


def is_total(cells: Iterable[str]) -> bool:
	"""Whether a row of a sheet says in one of its cells that it sums up the others."""
	return any(fold(re.sub(r"\d", "", cell)) in _TOTALS for cell in cells if cell)


def a_total() -> InvalidInput:
	return InvalidInput(N_("The row is a total of the others, no record of its own."))


def _is_mojibake(text: str) -> bool:
	if text.isascii():
		return False
	if any(_ARABIC.search(_taken_for(text, encoding, "utf-8")) for encoding in _WRONG_ENCODINGS):
		return True
	words = _LETTERS.findall(text)
	return _are_arabic_bytes(words)


def _are_arabic_bytes(words: Sequence[str]) -> bool:
	"""Windows-1256 shown as Western European: every letter has an accent, and read as Arabic all of them are letters."""
	return all(
		_ACCENTED_ONLY.fullmatch(word)
		and len(word) > 1
		and _ARABIC.search(_taken_for(word, "latin-1", "windows-1256"))
		for word in words
	)


def _taken_for(text: str, shown_as: str, written_as: str) -> str:
	try:
		return text.encode(shown_as).decode(written_as)
	except UnicodeError:
		return ""
