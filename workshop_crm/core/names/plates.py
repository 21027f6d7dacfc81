"""Vehicle plates in both scripts. Saudi plates use 17 letters with a fixed Latin partner each; others stay as typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from workshop_crm.core.errors import N_, InvalidInput
from workshop_crm.core.names.digits import to_arabic_digits, to_latin_digits

LONGEST_PLATE = 20

_PARTNERS = dict(zip("ابحدرسصطعقكلمنهوى", "ABJDRSXTEGKLZNHUV", strict=True))
_TO_ARABIC = {latin: arabic for arabic, latin in _PARTNERS.items()} | {"A": "أ"}
_OTHER_FORMS = {"أ": "A", "إ": "A", "آ": "A", "ٱ": "A", "ي": "V", "ی": "V", "ک": "K", "ة": "H"}
_TO_LATIN = str.maketrans(_PARTNERS | _OTHER_FORMS)
_SAUDI = re.compile(r"([ABDEGHJKLNRSTUVXZ]{1,3})(\d{1,4})|(\d{1,4})([ABDEGHJKLNRSTUVXZ]{1,3})")


@dataclass(frozen=True, slots=True)
class Plate:
	"""A plate as shown in Latin and in Arabic script; `key` (letters and digits only) is equal for equal plates."""

	latin: str
	arabic: str
	key: str


def parse_plate(text: str) -> Plate:
	"""The plate in both scripts, any spacing and order of letters and digits; raises InvalidInput when empty or too long."""
	typed = _cleaned(text)
	key = _alphanumeric(typed)
	if not key or len(typed) > LONGEST_PLATE:
		raise InvalidInput(
			N_("{plate} is not a plate. Type its letters and digits, up to {longest} characters."),
			plate=text[:LONGEST_PLATE],
			longest=LONGEST_PLATE,
		)
	if parts := _saudi_parts(key):
		return _saudi_plate(*parts)
	return Plate(typed, typed, key)


def plate_key(text: str) -> str:
	"""The key of a plate or of the part typed so far; empty when `text` has no letter or digit. Never raises."""
	key = _alphanumeric(_cleaned(text))
	if parts := _saudi_parts(key):
		return _saudi_plate(*parts).key
	return key


def mirrored_key(key: str) -> str:
	"""The key with its Saudi letters in the other reading order, as a plate read from the wrong side is typed."""
	parts = _saudi_parts(key)
	return parts[0][::-1] + key[len(parts[0]) :] if parts else key


def _saudi_parts(key: str) -> tuple[str, str] | None:
	found = _SAUDI.fullmatch(key.translate(_TO_LATIN))
	if not found:
		return None
	return found[1] or found[4], found[2] or found[3]


def _saudi_plate(letters: str, digits: str) -> Plate:
	number = str(int(digits))
	arabic = " ".join(_TO_ARABIC[letter] for letter in letters)
	return Plate(f"{letters} {number}", f"{arabic} {to_arabic_digits(number)}", f"{letters}{number}")


def _cleaned(text: str) -> str:
	"""Upper case, Latin digits, one space between parts; no tatweel (هـ), no tashkeel, no mark nobody sees."""
	text = unicodedata.normalize("NFKC", text).replace("\N{ARABIC TATWEEL}", "")
	visible = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cf", "Cs", "Cc"))
	return " ".join(to_latin_digits(visible.upper()).split())


def _alphanumeric(text: str) -> str:
	return "".join(c for c in text if c.isalnum())
