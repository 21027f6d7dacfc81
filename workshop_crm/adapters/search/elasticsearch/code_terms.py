"""The terms under which phones, plates, VINs and customer ids are kept and looked for by any part of them.

A term says where in a code of which kind some characters stand: "phone=551234567" is a whole code, "phone^551" begins one,
"phone$567" ends one, and "phone~345" is somewhere inside. A longer part is looked for by all the runs of three characters
that it has; now and then another code has them too, in another order, which the ranking then sees.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from workshop_crm.core.names.phones import national_digits
from workshop_crm.core.search import reasons
from workshop_crm.core.search.codes import alphanumeric, digits_of, phone_keys
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.email_codes import BEGINNINGS, email_key, local_part, looked_up
from workshop_crm.core.search.plate_codes import mirrored_code, plate_code

RUN = 3
MAX_COUNTRY_CODE = 3

# Near what `core.search.ranking` gives, so that of too many the same ones are left for it to rank.
_WHOLE, _BEGINNING, _END, _INSIDE, _SHARE = 100.0, 75.0, 73.0, 60.0, 20.0
_USUAL_LENGTH = {reasons.PHONE: 9, reasons.PLATE: 7, reasons.VIN: 17, reasons.CODE: 9}


def code_terms(document: CustomerDocument, region: str) -> list[str]:
	"""All terms of a customer's codes, each once."""
	terms = [term for kind, key in _codes(document, region) for term in _terms(kind, key)]
	terms += [term for email in document.emails for term in _email_terms(email_key(email))]
	return list(dict.fromkeys(terms))


def code_clauses(kind: str, part: str) -> list[dict[str, Any]]:
	"""Clauses for the codes of `kind` with this part, with about the score that the ranking will give."""
	if kind == reasons.EMAIL:
		return _email_clauses(part)
	share = _SHARE * min(1.0, len(part) / _USUAL_LENGTH[kind])
	runs = _runs(kind, part)
	clauses = [
		_scored([f"{kind}={part}"], _WHOLE),
		_scored([f"{kind}^{part[:RUN]}", *runs], _BEGINNING + share),
	]
	if len(part) >= RUN:
		clauses.append(_scored([f"{kind}${part[-RUN:]}", *runs], _END + share))
		clauses.append(_scored(runs, _INSIDE + share))
	return clauses


def _email_clauses(typed: str) -> list[dict[str, Any]]:
	"""Addresses are found whole, by the part before the @ and by their beginning."""
	kind, beginning = reasons.EMAIL, looked_up(typed)
	clauses = [_scored([f"{kind}={typed}"], _WHOLE)]
	if beginning:
		clauses.append(_scored([f"{kind}^{beginning}"], _BEGINNING))
	return clauses


def _email_terms(email: str) -> Iterator[str]:
	"""A term has no blank, and an address of old data may."""
	if " " in email:
		return
	yield from (f"{reasons.EMAIL}={whole}" for whole in (email, local_part(email)))
	yield from (f"{reasons.EMAIL}^{email[:length]}" for length in BEGINNINGS if length <= len(email))


def _terms(kind: str, key: str) -> Iterator[str]:
	yield f"{kind}={key}"
	for length in range(1, min(RUN, len(key)) + 1):
		yield f"{kind}^{key[:length]}"
	if len(key) >= RUN:
		yield f"{kind}${key[-RUN:]}"
		yield from _runs(kind, key)


def _runs(kind: str, text: str) -> list[str]:
	return [f"{kind}~{text[start : start + RUN]}" for start in range(len(text) - RUN + 1)]


def _scored(every: list[str], score: float) -> dict[str, Any]:
	"""Codes with every one of the terms."""
	found = [{"term": {"codes": term}} for term in every]
	return {"constant_score": {"filter": {"bool": {"filter": found}}, "boost": score}}


def _codes(document: CustomerDocument, region: str) -> Iterator[tuple[str, str]]:
	for phone in document.phones:
		yield from ((reasons.PHONE, key) for key in _phone_keys(phone, region))
	for plate in document.plates:
		key = plate_code(plate)
		yield from ((reasons.PLATE, one) for one in dict.fromkeys((key, mirrored_code(key), digits_of(key))))
	yield from ((reasons.VIN, alphanumeric(vin)) for vin in document.vins)
	key = alphanumeric(document.customer)
	# Only an id with a number is a code; where customers are named by their names, the name finds them.
	if number := key[len(key.rstrip("0123456789")) :]:
		yield from ((reasons.CODE, one) for one in dict.fromkeys((key, number)))


def _phone_keys(phone: str, region: str) -> tuple[str, ...]:
	"""`phone_keys`, for numbers in E.164 with the country code looked up once for many of them."""
	whole = phone[1:]
	if not (phone.startswith("+") and whole.isascii() and whole.isdigit()):
		return phone_keys(phone, region)
	national = whole.removeprefix(_country_code(whole[:MAX_COUNTRY_CODE])).lstrip("0")
	return (national, whole)


@lru_cache(maxsize=2048)
def _country_code(beginning: str) -> str:
	"""The country code with which the digits of an international number begin."""
	more = "1" * MAX_COUNTRY_CODE
	return beginning[: len(beginning + more) - len(national_digits(f"+{beginning}{more}"))]
