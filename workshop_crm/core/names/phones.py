"""Phone numbers through Google's numbering plans (the phonenumbers library)."""

from __future__ import annotations

import re
import unicodedata

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from workshop_crm.core.errors import N_, InvalidInput
from workshop_crm.core.names.digits import to_latin_digits

LONGEST_TYPED = 40
DIGITS_OF_A_NATIONAL_NUMBER = 9

_USUAL_CHARACTERS = re.compile(r"\+?[0-9 ()./\-]+")


def parse_phone(text: str, region: str = "SA") -> str:
	"""The number in E.164 ("+966551234567"); `region` (ISO 3166) is taken when no country code is typed.

	Raises InvalidInput when it is no number that can be dialled.
	"""
	typed = _cleaned(text)
	try:
		if len(typed) > LONGEST_TYPED or not _USUAL_CHARACTERS.fullmatch(typed):
			raise NumberParseException(NumberParseException.NOT_A_NUMBER, typed)
		number = phonenumbers.parse(typed, region)
	except NumberParseException:
		raise _not_a_phone(text) from None
	if not phonenumbers.is_valid_number(number):
		raise _not_a_phone(text)
	return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def display_phone(e164: str, region: str = "SA") -> str:
	"""The number as people of `region` write it: national form for their own, international for others."""
	try:
		number = phonenumbers.parse(e164, region)
	except NumberParseException:
		return e164
	is_own = number.country_code == phonenumbers.country_code_for_region(region)
	return phonenumbers.format_number(
		number, PhoneNumberFormat.NATIONAL if is_own else PhoneNumberFormat.INTERNATIONAL
	)


def national_digits(text: str, region: str = "SA") -> str:
	"""The digits without country code and leading zero, of a whole number or of the part typed so far; never raises.

	"+966 55 1", "00966551", "0551" and "551" all give "551".
	"""
	typed = _cleaned(text)
	digits = re.sub(r"[^0-9]", "", typed)
	if typed.startswith("+") or digits.startswith("00"):
		return _without_country_code(digits.removeprefix("00")).lstrip("0")
	own_code = str(phonenumbers.country_code_for_region(region))
	if digits.startswith(own_code) and len(digits) > DIGITS_OF_A_NATIONAL_NUMBER:
		digits = digits.removeprefix(own_code)
	return digits.removeprefix("0")


def _without_country_code(digits: str) -> str:
	for length in (1, 2, 3):
		if digits[:length].isdigit() and int(digits[:length]) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
			return digits[length:]
	return digits


def _cleaned(text: str) -> str:
	"""Latin digits, plain spaces and hyphens, and no bidi marks, which stand around numbers copied from Arabic text."""
	if text.isascii() and text.isprintable():
		return text.strip()
	visible = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in ("Cf", "Cs"))
	plain = ("-" if unicodedata.category(c) == "Pd" else " " if c.isspace() else c for c in visible)
	return to_latin_digits("".join(plain)).strip()


def _not_a_phone(text: str) -> InvalidInput:
	return InvalidInput(
		N_("{phone} is not a phone number. Type it as 055 123 4567 or with its country code."),
		phone=text[:LONGEST_TYPED],
	)
