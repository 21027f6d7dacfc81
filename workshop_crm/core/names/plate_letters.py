"""The letters of Saudi plates, and what is common to reading any plate.

A Saudi plate has one to three letters and up to four digits. It uses 17 Arabic letters with a fixed Latin partner each,
and every Latin letter stands under its partner. Arabic is read from the right and Latin from the left, so the order of
the letters reverses between the scripts: "أ ب ح ١٢٣٤" is "JBA 1234".
"""

from __future__ import annotations

import re
import unicodedata

from workshop_crm.core.common.digits import to_latin_digits

_PARTNERS = dict(zip("ابحدرسصطعقكلمنهوى", "ABJDRSXTEGKLZNHUV", strict=True))
_OTHER_FORMS = {"أ": "A", "إ": "A", "آ": "A", "ٱ": "A", "ي": "V", "ی": "V", "ک": "K", "ة": "H"}
TO_LATIN = str.maketrans(_PARTNERS | _OTHER_FORMS)
TO_ARABIC = {latin: arabic for arabic, latin in _PARTNERS.items()} | {"A": "أ"}

_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_SAUDI = re.compile(r"([ABDEGHJKLNRSTUVXZ]{1,3})(\d{0,4})|(\d{1,4})([ABDEGHJKLNRSTUVXZ]{1,3})")


def cleaned(text: str) -> str:
	"""Upper case, Latin digits, one space between parts; no tatweel (هـ), no tashkeel, no mark nobody sees."""
	if text.isascii() and text.isprintable():
		return " ".join(text.upper().split())
	text = unicodedata.normalize("NFKC", text).replace("\N{ARABIC TATWEEL}", "")
	visible = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cf", "Cs", "Cc"))
	return " ".join(to_latin_digits(visible.upper()).split())


def alphanumeric(text: str) -> str:
	"""Only the letters and digits."""
	return _NOT_ALPHANUMERIC.sub("", text)


def saudi_parts(plain: str) -> tuple[str, str] | None:
	"""Latin letters in Latin reading order, and digits ("" when none are typed yet); None for what no Saudi plate has.

	`plain` has letters and digits only. Letters are taken in the reading order of the script they are typed in.
	"""
	found = _SAUDI.fullmatch(plain.translate(TO_LATIN))
	if not found:
		return None
	letters, digits = found[1] or found[4], found[2] or found[3] or ""
	return (letters if has_latin_letters(plain) else letters[::-1]), digits


def has_latin_letters(plain: str) -> bool:
	return any(c.isalpha() and c.isascii() for c in plain)


def is_mixed(plain: str) -> bool:
	"""Letters of both scripts, which have no common order."""
	return has_latin_letters(plain) and any(c.isalpha() and not c.isascii() for c in plain)
