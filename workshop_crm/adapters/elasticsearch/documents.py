"""A customer as a document of the index, and back as a candidate to be ranked."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import date
from typing import Any

from workshop_crm.adapters.elasticsearch.code_terms import code_terms
from workshop_crm.adapters.elasticsearch.terms import beginnings, pieces, sound, whole_sound
from workshop_crm.core.names.spelled import SpelledName
from workshop_crm.core.search.documents import NO_NAME, Candidate, CustomerDocument, candidate

# Any enabled customer stands before any disabled one, whatever the day of the last visit.
_ENABLED = 10**8


def body(document: CustomerDocument, region: str) -> dict[str, Any]:
	"""All fields of the mapping for one customer."""
	entry = candidate(document)
	return {
		"customer": _storable(document.customer),
		"spelled": " ".join(as_written(f"{document.name} {document.name_ar}")),
		**_name_terms(entry),
		"codes": " ".join(code_terms(document, region)),
		"notes": _storable(document.notes),
		"standing": _standing(document),
		"value": document.value,
		"record": b64encode(_record(entry)).decode(),
	}


def as_written(text: str) -> list[str]:
	"""The words exactly as they are spelled, but for capital letters."""
	return list(dict.fromkeys(_storable(text).casefold().split()))


def candidates(records: Iterable[str]) -> list[Candidate]:
	"""What `body` put into the field "record" of each, as it was."""
	return [_candidate(*row) for row in json.loads(b"[" + b",".join(map(b64decode, records)) + b"]")]


def _candidate(
	spelled_name: str,
	spelled_name_ar: str,
	customer: str,
	name: str,
	name_ar: str,
	phones: list[str],
	plates: list[str],
	vins: list[str],
	disabled: bool,
	last_visit: str | None,
	value: float,
) -> Candidate:
	codes = (tuple(phones), tuple(plates), tuple(vins))
	document = CustomerDocument(customer, name, name_ar, *codes, disabled, last_visit, value)
	return Candidate(document, _spelled_name(spelled_name), _spelled_name(spelled_name_ar))


def _spelled_name(text: str) -> SpelledName:
	"""Most customers have one name only, and reading the other is what takes most of the time."""
	return SpelledName.from_text(text) if text else NO_NAME


def _record(entry: Candidate) -> bytes:
	document = entry.document
	row = (
		entry.name.text if entry.name else "",
		entry.name_ar.text if entry.name_ar else "",
		document.customer,
		document.name,
		document.name_ar,
		document.phones,
		document.plates,
		document.vins,
		document.disabled,
		document.last_visit,
		document.value,
	)
	return json.dumps(row, separators=(",", ":")).encode()


def _name_terms(entry: Candidate) -> dict[str, str]:
	words = sorted(entry.vocabulary)
	sounds = [heard for word in words if (heard := sound(word))]
	names = [name.words for name in (entry.name, entry.name_ar) if name]
	return {
		"words": " ".join(words),
		"beginnings": _each_once(map(beginnings, words)),
		"sounds": _each_once([sounds]),
		"sound_beginnings": _each_once(map(beginnings, sounds)),
		"whole_sound": _each_once([map(whole_sound, names)]),
		"pieces": _each_once(map(pieces, names)),
	}


def _each_once(lists: Iterable[Iterable[str]]) -> str:
	return " ".join(dict.fromkeys(term for terms in lists for term in terms))


def _standing(document: CustomerDocument) -> int:
	day = date.fromisoformat(document.last_visit[:10]).toordinal() if document.last_visit else 0
	return day + (0 if document.disabled else _ENABLED)


def _storable(text: str) -> str:
	"""`text` without halves of surrogate pairs, which no UTF-8 can hold."""
	return text.encode("utf-8", "replace").decode()
