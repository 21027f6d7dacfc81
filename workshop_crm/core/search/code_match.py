"""How well a part of a code fits the phones, plates, VINs and the id of a customer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workshop_crm.core.search import reasons
from workshop_crm.core.search.codes import alphanumeric, phone_keys, plate_keys, shown_plate
from workshop_crm.core.search.documents import Candidate, CustomerDocument
from workshop_crm.core.search.email_codes import email_fit, email_key
from workshop_crm.core.search.query import Code

_MIRRORED_PLATE = 0.9
# Ids are numbered through, so that their digits are parts of many phones.
_WITHIN_ID = 0.9


@dataclass(frozen=True, slots=True)
class CodeMatch:
	"""`score` 0 to 100; `matched` the phone, VIN, e-mail address or id as stored, or the plate in Latin script.

	`part` is what was typed of it, `number` which of the customer's phones, plates, VINs or addresses it is.
	"""

	score: float
	reason: str
	matched: str
	part: str
	number: int = 0


NO_MATCH = CodeMatch(0.0, "", "", "")


def best_code(codes: Iterable[Code], entry: Candidate, region: str) -> CodeMatch:
	"""The best fit of any of the codes; of equal ones the first. `region` is the one whose plates have no origin."""
	near = [code for code in codes if code.part in entry.codes]
	found = (match for code in near for match in _matches(code, entry.document, region))
	return max(found, key=lambda match: match.score, default=NO_MATCH)


def _matches(code: Code, document: CustomerDocument, region: str) -> Iterator[CodeMatch]:
	if code.kind == reasons.PHONE:
		for number, phone in enumerate(document.phones):
			score = max(_fit(code.part, key) for key in phone_keys(phone))
			yield CodeMatch(score, code.kind, phone, code.part, number)
	elif code.kind == reasons.PLATE:
		for number, plate in enumerate(document.plates):
			key, mirrored = plate_keys(plate)
			score = max(_fit(code.part, key), _MIRRORED_PLATE * _fit(code.part, mirrored))
			if score:
				yield CodeMatch(score, code.kind, shown_plate(plate, region).latin, code.part, number)
	elif code.kind == reasons.VIN:
		for number, vin in enumerate(document.vins):
			yield CodeMatch(_fit(code.part, alphanumeric(vin)), code.kind, vin, code.part, number)
	elif code.kind == reasons.EMAIL:
		for number, email in enumerate(document.emails):
			yield CodeMatch(email_fit(code.part, email_key(email)), code.kind, email, code.part, number)
	else:
		key = alphanumeric(document.customer)
		score = _fit(code.part, key) * (1.0 if key.startswith(code.part) else _WITHIN_ID)
		yield CodeMatch(score, code.kind, document.customer, code.part)


def _fit(part: str, whole: str) -> float:
	"""100 for the whole code; less for its beginning, its end or its middle, the shorter the part the less."""
	if part == whole:
		return 100.0
	if not part or part not in whole:
		return 0.0
	share = len(part) / len(whole)
	if whole.startswith(part):
		return 75.0 + 20.0 * share
	return (73.0 if whole.endswith(part) else 60.0) + 20.0 * share
