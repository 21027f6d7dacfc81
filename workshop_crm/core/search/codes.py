"""Everything about a customer that is typed as a code: phones, plates, VINs and the customer's id, as plain keys.

Keys hold upper-case letters and Latin digits only. Every key is kept with its endings, so that looking for keys that
begin with what was typed finds a part from anywhere in a code.
"""

from __future__ import annotations

from collections.abc import Iterator

from workshop_crm.core.errors import InvalidInput
from workshop_crm.core.names.digits import to_latin_digits
from workshop_crm.core.names.phones import national_digits
from workshop_crm.core.names.plates import Plate, mirrored_key, parse_plate, plate_key
from workshop_crm.core.search import reasons
from workshop_crm.core.search.documents import CustomerDocument

SHORTEST_PHONE_ENDING = 3
SHORTEST_PLATE_ENDING = 2
VIN_ENDINGS = range(4, 9)


def code_keys(document: CustomerDocument, region: str = "SA") -> set[tuple[str, str]]:
	"""All (kind, key) pairs of a customer; the kinds are PHONE, PLATE, VIN and CODE of `reasons`."""
	keys = {(reasons.PHONE, key) for phone in document.phones for key in _phone_parts(phone, region)}
	keys.update((reasons.PLATE, key) for plate in document.plates for key in _plate_parts(plate))
	keys.update((reasons.VIN, key) for vin in document.vins for key in _vin_parts(vin))
	keys.update((reasons.CODE, key) for key in _customer_parts(document.customer))
	return keys


def phone_keys(phone: str, region: str = "SA") -> tuple[str, ...]:
	"""A number's digits without and with its country code."""
	return tuple(dict.fromkeys((national_digits(phone, region), digits_of(phone))))


def alphanumeric(text: str) -> str:
	"""Upper-case letters and Latin digits of a code, nothing else."""
	text = to_latin_digits(text).upper()
	return text if text.isalnum() else "".join(c for c in text if c.isalnum())


def digits_of(text: str) -> str:
	"""The decimal digits of `text`, written 0-9."""
	text = to_latin_digits(text)
	return text if text.isascii() and text.isdigit() else "".join(c for c in text if c in "0123456789")


def shown_plate(text: str) -> Plate:
	"""The plate in both scripts; what cannot be read as one is shown as it is stored."""
	try:
		return parse_plate(text)
	except InvalidInput:
		return Plate(text, text, plate_key(text))


def _phone_parts(phone: str, region: str) -> Iterator[str]:
	national, whole = phone_keys(phone, region)[0], digits_of(phone)
	yield whole
	yield from _endings(national, SHORTEST_PHONE_ENDING)


def _plate_parts(plate: str) -> Iterator[str]:
	key = plate_key(plate)
	yield from _endings(key, SHORTEST_PLATE_ENDING)
	yield mirrored_key(key)


def _vin_parts(vin: str) -> Iterator[str]:
	key = alphanumeric(vin)
	yield key
	yield from (key[-length:] for length in VIN_ENDINGS if length < len(key))


def _customer_parts(customer: str) -> Iterator[str]:
	"""Only an id with a number is a code; where customers are named by their names, the name finds them."""
	key = alphanumeric(customer)
	if number := key[len(key.rstrip("0123456789")) :]:
		yield key
		yield number


def _endings(key: str, shortest: int) -> Iterator[str]:
	yield key
	yield from (key[start:] for start in range(1, len(key) - shortest + 1))
