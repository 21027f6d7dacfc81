"""Chassis numbers as somebody typed them: a VIN with its check digit, or another number with a reason."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from workshop_crm.core.common import fields
from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.names.vins import CHECK_POSITION, VIN_LENGTH, check_digit

MIN_CHASSIS_NUMBER = 5
# First characters of makers in North America and China.
CHECK_DIGIT_BY_LAW = frozenset("12345L")
# Reasons that the program itself gives. They are stored in English and shown in the reader's language.
IMPORTED_AS_WRITTEN = N_("Imported as written")
FROM_BEFORE_CHECKS = N_("Entered before chassis numbers were checked")

_BEFORE_VIN = "I"
_NEVER_USED = {"I": "1", "O": "0", "Q": "0"}


@dataclass(frozen=True, slots=True)
class Vin:
	"""`vin` in capitals; `reason` says why it is right although it is no VIN or its check digit is another, or is empty."""

	vin: str
	reason: str = ""


def check_vin(text: str, reason: str = "") -> Vin:
	"""A chassis number as our own dialogs take it, both empty when nothing is typed.

	A VIN (ISO 3779, since 1981) has 17 characters without I, O and Q. The ninth is a check digit by law in North America
	and China, so that another one there, and the shorter number of an older car, needs a `reason`. Elsewhere a maker
	may use it or not: see `vin_remark`. Raises InvalidInput, and with a reason still for what no chassis number can be.
	"""
	vin, why = _written(text), fields.one_line(reason)
	if not _plain(vin):
		return Vin("")
	if problem := _misshapen(vin):
		raise problem
	doubt = _doubt(vin)
	if doubt and not why:
		raise doubt.at("vin_reason")
	return Vin(vin, why if doubt else "")


def changed_vin(stored: Vin, values: Mapping[str, object]) -> Vin | None:
	"""The chassis number after a change with the keys vin and vin_reason, or None when nothing is changed of it.

	A reason belongs to the number it came with: another number needs its own. Raises as `check_vin`.
	"""
	vin = fields.text(values, "vin") if "vin" in values else stored.vin
	is_same = _written(vin) == _written(stored.vin)
	known = stored.reason if is_same else ""
	reason = fields.text(values, "vin_reason") if "vin_reason" in values else known
	return None if is_same and reason == stored.reason else check_vin(vin, reason)


def kept_vin(text: str, reason: str = "") -> Vin:
	"""A chassis number as ERPNext's own form and imports give it: one that is no VIN is kept as typed."""
	try:
		return check_vin(text, reason)
	except InvalidInput:
		typed = fields.one_line(text)
		return Vin(typed if _misshapen(_written(text)) else _written(text), fields.one_line(reason))


def vin_remark(vin: str, reason: str = "") -> InvalidInput | None:
	"""What speaks against a stored chassis number, to be shown beside it; None for a VIN or with a reason."""
	number = _written(vin)
	if not _plain(number):
		return None
	return (
		_misshapen(number)
		or _placeholder(number)
		or (None if reason else _doubt(number) or _unchecked(number))
	)


def is_vin(text: str) -> bool:
	"""Whether the number is one that no two cars have. Shorter ones are counted by each maker anew."""
	number = _written(text)
	return len(number) == VIN_LENGTH and not _misshapen(number) and not _placeholder(number)


def _written(text: str) -> str:
	"""In capitals and Latin digits; a number of 17 characters without blanks and hyphens, a shorter one with its own hyphens.

	Without what scanners add: `*` at both ends, and the I that some makers print before a VIN in Code 39.
	"""
	line = to_latin_digits(unicodedata.normalize("NFKC", fields.one_line(text))).upper().strip("* ")
	plain = _plain(line)
	if len(plain) == VIN_LENGTH + 1 and plain[0] == _BEFORE_VIN:
		plain = plain[1:]
	return plain if len(plain) >= VIN_LENGTH or not plain else re.sub(r"\s", "", line)


def _plain(vin: str) -> str:
	return re.sub(r"[\s-]", "", vin)


def _misshapen(vin: str) -> InvalidInput | None:
	"""What no reason makes right."""
	plain = _plain(vin)
	if not re.fullmatch(r"[A-Z0-9]+", plain):
		return InvalidInput(
			N_("{vin} is not a chassis number. Type its letters A to Z and its digits only."), vin=vin
		).at("vin")
	if len(plain) > VIN_LENGTH or len(plain) < MIN_CHASSIS_NUMBER:
		return InvalidInput(
			N_("{vin} has {count} characters. A VIN has 17, and the chassis number of an older car 5 to 16."),
			vin=vin,
			count=len(plain),
		).at("vin")
	return _letter_of_no_vin(plain)


def _letter_of_no_vin(vin: str) -> InvalidInput | None:
	wrong = next((letter for letter in vin if letter in _NEVER_USED), "")
	if not wrong or len(vin) < VIN_LENGTH:
		return None
	return InvalidInput(
		N_("No VIN has the letter {letter}. Check whether it is the digit {digit} in {vin}."),
		letter=wrong,
		vin=vin,
		digit=_NEVER_USED[wrong],
	).at("vin")


def _doubt(vin: str) -> InvalidInput | None:
	"""What a reason makes right."""
	plain = _plain(vin)
	if placeholder := _placeholder(plain):
		return placeholder
	if len(plain) < VIN_LENGTH:
		return InvalidInput(
			N_(
				"{vin} has {count} of the 17 characters of a VIN. Complete it, or give the reason why it is shorter."
			),
			vin=vin,
			count=len(plain),
		)
	if plain[0] not in CHECK_DIGIT_BY_LAW or _fits_its_check_digit(plain):
		return None
	return InvalidInput(
		N_(
			"The ninth character of {vin} should be {expected} and is {found}. Compare it with the car, or give the reason why it is right."
		),
		vin=plain,
		expected=check_digit(plain),
		found=plain[CHECK_POSITION],
	)


def _placeholder(vin: str) -> InvalidInput | None:
	"""What is typed where a number is asked for and none is known; 17 times 0 or 1 even has the right check digit."""
	if len(set(_plain(vin))) > 1:
		return None
	return InvalidInput(
		N_("{vin} is one character repeated. Type the number on the car, or leave it empty."), vin=vin
	)


def _unchecked(vin: str) -> InvalidInput | None:
	"""Where no law asks for a check digit, another character in its place may be a mistake or the maker's own."""
	plain = _plain(vin)
	if len(plain) < VIN_LENGTH or plain[0] in CHECK_DIGIT_BY_LAW or _fits_its_check_digit(plain):
		return None
	return InvalidInput(
		N_("{vin} has no check digit, so a mistake in it cannot be noticed. Compare it with the car."),
		vin=plain,
	)


def _fits_its_check_digit(vin: str) -> bool:
	return vin[CHECK_POSITION] == check_digit(vin)
