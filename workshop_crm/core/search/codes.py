"""The plain keys of what is typed as a code: phones, plates, VINs and ids; upper-case letters and Latin digits only."""

from __future__ import annotations

import re
from functools import lru_cache

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.names.phones import national_digits
from workshop_crm.core.names.plates import Plate, parse_plate
from workshop_crm.core.search.plate_codes import mirrored_code, plate_code

_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_NO_DIGIT = re.compile(r"[^0-9]+")


def phone_keys(phone: str, region: str = "SA") -> tuple[str, ...]:
	"""A number's digits without and with its country code."""
	return tuple(dict.fromkeys((national_digits(phone, region), digits_of(phone))))


@lru_cache(maxsize=256)
def plate_keys(plate: str) -> tuple[str, str]:
	"""A plate's code, and the one of the plate read from the wrong side."""
	key = plate_code(plate)
	return key, mirrored_code(key)


def alphanumeric(text: str) -> str:
	"""Upper-case letters and Latin digits of a code, nothing else."""
	text = to_latin_digits(text).upper()
	return _NOT_ALPHANUMERIC.sub("", text)


def digits_of(text: str) -> str:
	"""The decimal digits of `text`, written 0-9."""
	text = to_latin_digits(text)
	return _NO_DIGIT.sub("", text)


@lru_cache(maxsize=256)
def shown_plate(text: str, region: str) -> Plate:
	"""The plate in both scripts; what cannot be read as one is shown as it is stored."""
	try:
		return parse_plate(text, region)
	except InvalidInput:
		return Plate(text, text, plate_code(text))
