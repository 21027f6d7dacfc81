"""Vehicle plates in both scripts.

A Saudi plate has one to three letters and up to four digits. It uses 17 Arabic letters with a fixed Latin partner each,
and every Latin letter stands under its partner. Arabic is read from the right and Latin from the left, so the order of
the letters reverses between the scripts: "أ ب ح ١٢٣٤" is "JBA 1234". Plates of other countries stay as typed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from workshop_crm.core.common.digits import to_arabic_digits, to_latin_digits
from workshop_crm.core.common.errors import N_, InvalidInput

MAX_PLATE = 20

_PARTNERS = dict(zip("ابحدرسصطعقكلمنهوى", "ABJDRSXTEGKLZNHUV", strict=True))
_TO_ARABIC = {latin: arabic for arabic, latin in _PARTNERS.items()} | {"A": "أ"}
_OTHER_FORMS = {"أ": "A", "إ": "A", "آ": "A", "ٱ": "A", "ي": "V", "ی": "V", "ک": "K", "ة": "H"}
_TO_LATIN = str.maketrans(_PARTNERS | _OTHER_FORMS)
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_SAUDI = re.compile(r"([ABDEGHJKLNRSTUVXZ]{1,3})(\d{0,4})|(\d{1,4})([ABDEGHJKLNRSTUVXZ]{1,3})")


@dataclass(frozen=True, slots=True)
class Plate:
	"""A plate as shown in Latin and in Arabic script; `key` is equal for equal plates.

	`key` has letters and digits only, the letters of a Saudi plate in Latin reading order before its digits.
	"""

	latin: str
	arabic: str
	key: str


def parse_plate(text: str) -> Plate:
	"""The plate in both scripts; letters are taken in the reading order of the script they are typed in.

	Spacing does not matter, nor whether letters or digits come first. Raises InvalidInput when there is nothing to
	read, when it is too long, and for a Saudi plate whose letters mix the scripts, because their order is unknown.
	"""
	typed = _cleaned(text)
	key = _alphanumeric(typed)
	if not key or len(typed) > MAX_PLATE:
		raise InvalidInput(
			N_("{plate} is not a plate. Type its letters and digits, up to {longest} characters."),
			plate=text[:MAX_PLATE],
			longest=MAX_PLATE,
		)
	parts = _saudi_parts(key)
	if parts and _is_mixed(key):
		raise InvalidInput(
			N_("{plate} mixes Arabic and Latin letters. Type the letters of the plate in one script."),
			plate=text[:MAX_PLATE],
		)
	if parts and parts[1]:
		return _saudi_plate(*parts)
	return Plate(typed, to_arabic_digits(typed), plate_key(text))


def plate_key(text: str) -> str:
	"""The key of a plate or of the part typed so far; empty when `text` has no letter or digit. Never raises."""
	key = _alphanumeric(_cleaned(text))
	parts = _saudi_parts(key)
	if not parts:
		return key
	letters, digits = parts
	return f"{letters}{int(digits)}" if digits else letters


def mirrored_key(key: str) -> str:
	"""The key with its Saudi letters in the other reading order, as a plate read from the wrong side is typed."""
	parts = _saudi_parts(key)
	return parts[0][::-1] + key[len(parts[0]) :] if parts else key


def _saudi_parts(key: str) -> tuple[str, str] | None:
	"""Latin letters in Latin reading order, and digits ("" when none are typed yet); None for any other plate."""
	found = _SAUDI.fullmatch(key.translate(_TO_LATIN))
	if not found:
		return None
	letters, digits = found[1] or found[4], found[2] or found[3] or ""
	return (letters if _has_latin_letters(key) else letters[::-1]), digits


def _saudi_plate(letters: str, digits: str) -> Plate:
	number = str(int(digits))
	arabic = " ".join(_TO_ARABIC[letter] for letter in reversed(letters))
	return Plate(f"{letters} {number}", f"{arabic} {to_arabic_digits(number)}", f"{letters}{number}")


def _is_mixed(key: str) -> bool:
	return _has_latin_letters(key) and any(c.isalpha() and not c.isascii() for c in key)


def _has_latin_letters(key: str) -> bool:
	return any(c.isalpha() and c.isascii() for c in key)


def _cleaned(text: str) -> str:
	"""Upper case, Latin digits, one space between parts; no tatweel (هـ), no tashkeel, no mark nobody sees."""
	if text.isascii() and text.isprintable():
		return " ".join(text.upper().split())
	text = unicodedata.normalize("NFKC", text).replace("\N{ARABIC TATWEEL}", "")
	visible = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cf", "Cs", "Cc"))
	return " ".join(to_latin_digits(visible.upper()).split())


def _alphanumeric(text: str) -> str:
	return _NOT_ALPHANUMERIC.sub("", text)
