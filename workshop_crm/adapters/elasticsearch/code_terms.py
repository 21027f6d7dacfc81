"""The terms under which phones, plates, VINs and customer ids are kept and looked for by any part of them.

A term begins with what it says of a code: "phone=551234567" whole, "phone^551" its beginning, "phone$4567" its end,
"phone~1234" somewhere inside. Longer beginnings and insides are found as the beginning of a whole or of an end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workshop_crm.core.names.plates import mirrored_key, plate_key
from workshop_crm.core.search import reasons
from workshop_crm.core.search.codes import alphanumeric, phone_keys
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.query import Query

LONGEST_PART = 4
SHORTEST_INSIDE = {reasons.PHONE: 2, reasons.PLATE: 2, reasons.VIN: 4, reasons.CODE: 2}

# Near what `core.search.ranking` gives, so that of too many the same ones are left for it to rank.
_WHOLE, _BEGINNING, _END, _INSIDE, _SHARE = 100.0, 75.0, 73.0, 60.0, 20.0
_USUAL_LENGTH = {reasons.PHONE: 9, reasons.PLATE: 7, reasons.VIN: 17, reasons.CODE: 9}


def code_terms(document: CustomerDocument, region: str) -> list[str]:
	"""All terms of a customer's codes, each once."""
	terms = (term for kind, key in _codes(document, region) for term in _terms(kind, key))
	return list(dict.fromkeys(terms))


def asked_codes(query: Query) -> list[tuple[str, str]]:
	"""(kind, part) for everything that the query can mean as a part of a code."""
	asked = [(reasons.PHONE, part) for part in query.phones]
	asked += [(reasons.PLATE, part) for part in query.plates]
	asked += [(reasons.VIN, query.vin)] if query.vin else []
	return asked + ([(reasons.CODE, query.code)] if query.code else [])


def code_clauses(kind: str, part: str) -> list[dict[str, Any]]:
	"""Clauses for the codes of `kind` with this part, with about the score that the ranking will give."""
	share = _SHARE * min(1.0, len(part) / _USUAL_LENGTH[kind])
	is_kept = len(part) <= LONGEST_PART
	beginning = _term(f"{kind}^{part}") if is_kept else _prefix(f"{kind}={part}")
	inside = _term(f"{kind}~{part}") if is_kept else _prefix(f"{kind}${part}")
	clauses = [
		_scored(_term(f"{kind}={part}"), _WHOLE),
		_scored(beginning, _BEGINNING + share),
		_scored(_term(f"{kind}${part}"), _END + share),
	]
	return clauses + ([_scored(inside, _INSIDE + share)] if len(part) >= SHORTEST_INSIDE[kind] else [])


def _terms(kind: str, key: str) -> Iterator[str]:
	yield f"{kind}={key}"
	for length in range(1, min(LONGEST_PART, len(key)) + 1):
		yield f"{kind}^{key[:length]}"
	shortest = SHORTEST_INSIDE[kind]
	for start in range(1, len(key)):
		yield f"{kind}${key[start:]}"
	for length in range(shortest, LONGEST_PART + 1):
		yield from (f"{kind}~{key[start : start + length]}" for start in range(len(key) - length + 1))


def _term(term: str) -> dict[str, Any]:
	return {"term": {"codes": term}}


def _prefix(beginning: str) -> dict[str, Any]:
	return {"prefix": {"codes": beginning}}


def _scored(found: dict[str, Any], score: float) -> dict[str, Any]:
	return {"constant_score": {"filter": found, "boost": score}}


def _codes(document: CustomerDocument, region: str) -> Iterator[tuple[str, str]]:
	for phone in document.phones:
		yield from ((reasons.PHONE, key) for key in phone_keys(phone, region))
	for plate in document.plates:
		yield from ((reasons.PLATE, key) for key in {plate_key(plate), mirrored_key(plate_key(plate))})
	yield from ((reasons.VIN, alphanumeric(vin)) for vin in document.vins)
	if any(c.isdigit() for c in document.customer):
		yield reasons.CODE, alphanumeric(document.customer)
