"""Chassis numbers as somebody typed them: a VIN with its check digit, or another number with a reason."""

import re
import unicodedata
from dataclasses import dataclass

from workshop_crm.core.errors import N_, InvalidInput
from workshop_crm.core.names.digits import to_latin_digits
from workshop_crm.core.names.vins import CHECK_POSITION, VIN_LENGTH, check_digit
from workshop_crm.core.profile import fields

SHORTEST_CHASSIS_NUMBER = 5
_NEVER_USED = {"I": "1", "O": "0", "Q": "0"}


@dataclass(frozen=True, slots=True)
class Vin:
	"""`vin` in capitals without blanks or hyphens; `reason` says why it is right although its form is not, or is empty."""

	vin: str
	reason: str = ""


def check_vin(text: str, reason: str = "") -> Vin:
	"""A chassis number, both empty when nothing is typed.

	A VIN (ISO 3779, since 1981) has 17 characters without I, O and Q. Its ninth is a check digit in North America and
	China and by custom elsewhere, so that another one, and the shorter number of an older car, needs a `reason`. Raises
	InvalidInput, and with a reason still for what no chassis number can be.
	"""
	typed = fields.one_line(text)
	vin = re.sub(r"[\s-]", "", to_latin_digits(unicodedata.normalize("NFKC", typed)).upper())
	why = fields.one_line(reason)
	if not vin:
		return Vin("")
	_check_form(vin)
	doubt = _doubt(vin)
	if doubt and not why:
		raise doubt.at("vin_reason")
	return Vin(vin, why if doubt else "")


def _check_form(vin: str) -> None:
	"""What no reason makes right."""
	if not re.fullmatch(r"[A-Z0-9]+", vin):
		raise InvalidInput(
			N_("{vin} is not a chassis number. Type its letters A to Z and its digits only."), vin=vin
		).at("vin")
	if len(vin) > VIN_LENGTH or len(vin) < SHORTEST_CHASSIS_NUMBER:
		raise InvalidInput(
			N_("{vin} has {count} characters. A VIN has 17, and the chassis number of an older car 5 to 16."),
			vin=vin,
			count=len(vin),
		).at("vin")
	wrong = next((letter for letter in vin if letter in _NEVER_USED), "")
	if wrong and len(vin) == VIN_LENGTH:
		raise InvalidInput(
			N_("No VIN has the letter {letter}. Look whether {vin} has the digit {digit} there."),
			letter=wrong,
			vin=vin,
			digit=_NEVER_USED[wrong],
		).at("vin")


def _doubt(vin: str) -> InvalidInput | None:
	if len(vin) < VIN_LENGTH:
		return InvalidInput(
			N_(
				"{vin} has {count} of the 17 characters of a VIN. Complete it, or give the reason why it is shorter."
			),
			vin=vin,
			count=len(vin),
		)
	expected = check_digit(vin)
	if vin[CHECK_POSITION] == expected:
		return None
	return InvalidInput(
		N_(
			"The ninth character of {vin} should be {expected} and is {found}. Compare it with the car, or give the reason why it is right."
		),
		vin=vin,
		expected=expected,
		found=vin[CHECK_POSITION],
	)
