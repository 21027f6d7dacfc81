"""Rows that are no records: letters that were lost on the way, texts in a wrong encoding, lines of totals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.names.fold import fold

_LOST = re.compile(r"\?{3,}|(?<!\w)\?{2,}|\ufffd|(?:%[0-9A-F]{2}){2}|\\u0[0-9a-f]{3}", re.IGNORECASE)
_ARABIC = re.compile(r"[\u0621-\u064a]{2}")
_ACCENTED_ONLY = re.compile(r"[\u00c0-\u00ff]+")
_LETTERS = re.compile(r"[^\W\d_]+")
# What text in UTF-8 was taken for where it shows as Ø§Ù„ or ط§ظ„.
_WRONG_ENCODINGS = ("windows-1252", "windows-1256", "latin-1", "mac_roman", "cp437", "cp850")
# Text may have been taken for another encoding more than once on its way.
_TIMES = 2
# A row of totals has one of these words, and no others beside it.
_OF_TOTALS = frozenset(
	fold(
		"total totals subtotal sum count page end المجموع مجموع الإجمالي إجمالي عدد العدد صفحة نهاية مجاميع"
	).split()
)
_BESIDE_THEM = frozenset(
	fold(
		"grand sub of no number customers customer clients records rows invoices amount sar kwd aed the report list "
		"الكلي العام العملاء عملاء الزبائن السجلات الصفوف الفواتير صافي المبلغ من التقرير القائمة النهائي"
	).split()
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
		return InvalidInput(N_('"{text}" has no letter, so it is not a name.'), text=text[:40])
	return None


def is_total(cells: Iterable[str]) -> bool:
	"""Whether a row of a sheet says in one of its cells that it sums up the others, or ends them."""
	words = (fold(re.sub(r"\d", "", cell)).split() for cell in cells if cell)
	return any(_OF_TOTALS & set(said) and set(said) <= _OF_TOTALS | _BESIDE_THEM for said in words)


def a_total() -> InvalidInput:
	return InvalidInput(N_("The row is a total of the others, not a record of its own."))


def _is_mojibake(text: str) -> bool:
	if text.isascii():
		return False
	shown = {text}
	for _time in range(_TIMES):
		shown = {_taken_for(one, encoding, "utf-8") for one in shown for encoding in _WRONG_ENCODINGS}
		if any(_ARABIC.search(one) for one in shown):
			return True
	words = _LETTERS.findall(text)
	return bool(words) and _are_arabic_bytes(words)


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
