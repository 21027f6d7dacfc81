"""Currencies as sheets write them: codes, names and signs."""

from __future__ import annotations

import re
import unicodedata

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.common.errors import N_, InvalidInput

# A bare ريال, دينار or درهم may be that of several countries: it says no more than that the workshop's own is meant.
_WRITTEN = {
	"SAR": ("SAR", "SR", "S.R", "Saudi Riyal", "ر.س", "ريال سعودي", "\u20c1"),
	"KWD": ("KWD", "KD", "K.D", "د.ك", "دينار كويتي"),
	"AED": ("AED", "DHS", "Dhs", "DH", "د.إ", "د.ا", "درهم إماراتي"),
	"BHD": ("BHD", "BD", "B.D", "د.ب", "دينار بحريني"),
	"OMR": ("OMR", "RO", "R.O", "ر.ع", "ريال عماني"),
	"QAR": ("QAR", "QR", "Q.R", "ر.ق", "ريال قطري"),
	"EGP": ("EGP", "LE", "L.E", "ج.م", "جنيه مصري"),
	"JOD": ("JOD", "JD", "J.D", "د.أ", "دينار أردني"),
	"USD": ("USD", "US$", "$", "دولار"),
	"EUR": ("EUR", "€", "يورو"),
	"GBP": ("GBP", "£"),
}
_OWN = frozenset(("ريال", "ريالات", "دينار", "درهم", "جنيه", "RIYAL", "RIYALS", "DINAR", "DIRHAM", "﷼"))
_PARTS = re.compile(r"فلس|هلل|بيسة|FILS|HALAL|BAISA", re.IGNORECASE)
_NUMBER = re.compile(r"[\d.,'\u066b\u066c()\-\u2212/ ]*\d[\d.,'\u066b\u066c()\-\u2212/ ]*")
_CODE = re.compile(r"[A-Z]{3}")


def _plain(text: str) -> str:
	visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
	return " ".join(visible.upper().split()).strip(" .")


_CODES = {_plain(word): code for code, words in _WRITTEN.items() for word in words}


def read_currency(text: str) -> str:
	"""The ISO code of a currency, "" for a word that leaves open whose it is. Raises InvalidInput for what is none."""
	plain = _plain(text)
	if plain in _OWN:
		return ""
	if code := _CODES.get(plain):
		return code
	if _CODE.fullmatch(plain):
		return plain
	raise InvalidInput(N_("{text} is not a currency. Write its code, such as SAR."), text=text[:40])


def currency_beside(text: str) -> str:
	"""The currency that an amount names, "" where it names none or leaves open whose it is.

	Raises InvalidInput for parts of a currency, such as fils.
	"""
	word = _plain(_NUMBER.sub(" ", to_latin_digits(text)))
	if not word:
		return ""
	if _PARTS.search(word):
		raise InvalidInput(
			N_("{text} is in parts of the currency. Write the amount in the currency itself."), text=text[:40]
		)
	return _CODES.get(word) or (word if _CODE.fullmatch(word) and word not in _OWN else "")
