"""Everything about a customer that is typed as a code: phones, plates, VINs and the customer's id, as plain keys.

Keys are kept with their endings, so that a look-up by prefix finds a part typed from anywhere in the code.
"""

from __future__ import annotations

from collections.abc import Iterator

from workshop_crm.core.errors import InvalidInput
from workshop_crm.core.names.digits import to_latin_digits
from workshop_crm.core.names.phones import national_digits
from workshop_crm.core.names.plates import Plate, mirrored_key, parse_plate, plate_key
from workshop_crm.core.search import reasons
from workshop_crm.core.search.documents import CustomerDocument

SHORTEST_PHONE_PART = 3
SHORTEST_PLATE_PART = 2
VIN_ENDINGS = range(4, 9)


def code_keys(document: CustomerDocument, region: str = "SA") -> set[tuple[str, str]]:
	"""All (kind, key) pairs of a customer; kinds are reason codes."""
	keys = {(reasons.PHONE, key) for phone in document.phones for key in _phone_keys(phone, region)}
	keys.update((reasons.PLATE, key) for plate in document.plates for key in _plate_keys(plate))
	keys.update((reasons.VIN, key) for vin in document.vins for key in _vin_keys(vin))
	keys.update((reasons.CODE, key) for key in _customer_keys(document.customer))
	return keys


def alphanumeric(text: str) -> str:
	"""Upper-case letters and Latin digits of a code, nothing else."""
	return "".join(c for c in to_latin_digits(text).upper() if c.isalnum())


def digits_of(text: str) -> str:
	"""The decimal digits of `text`, written 0-9."""
	return "".join(c for c in to_latin_digits(text) if c in "0123456789")


def shown_plate(text: str) -> Plate:
	"""The plate in both scripts; what cannot be read as one is shown as it is stored."""
	try:
		return parse_plate(text)
	except InvalidInput:
		return Plate(text, text, plate_key(text))


def _phone_keys(phone: str, region: str) -> Iterator[str]:
	yield digits_of(phone)
	national = national_digits(phone, region)
	yield from _endings(national, SHORTEST_PHONE_PART)


def _plate_keys(plate: str) -> Iterator[str]:
	key = plate_key(plate)
	yield from _endings(key, SHORTEST_PLATE_PART)
	yield mirrored_key(key)


def _vin_keys(vin: str) -> Iterator[str]:
	key = alphanumeric(vin)
	yield key
	yield from (key[-length:] for length in VIN_ENDINGS if len(key) > length)


def _customer_keys(customer: str) -> Iterator[str]:
	key = alphanumeric(customer)
	number = key[len(key.rstrip("0123456789")) :]
	if number:
		yield key
		yield number


def _endings(key: str, shortest: int) -> Iterator[str]:
	yield from (key[start:] for start in range(max(1, len(key) - shortest + 1)) if key)
