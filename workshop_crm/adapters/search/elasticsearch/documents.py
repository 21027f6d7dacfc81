"""A customer as a document of the index, and back as a candidate to be ranked."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import date
from typing import Any

from workshop_crm.adapters.search.elasticsearch import beginnings
from workshop_crm.adapters.search.elasticsearch.code_terms import code_terms
from workshop_crm.adapters.search.elasticsearch.terms import sound
from workshop_crm.core.search.documents import Candidate, CustomerDocument, candidate
from workshop_crm.core.search.records import decoded, encoded

# Any enabled customer stands before any disabled one, whatever the day of the last visit.
_ENABLED = 10**8


def body(document: CustomerDocument, region: str) -> dict[str, Any]:
	"""All fields of the mapping for one customer."""
	entry = candidate(document)
	return {
		"customer": _storable(document.customer),
		"spelled": " ".join(as_written(f"{document.name} {document.name_ar}")),
		**_name_terms(entry),
		**beginnings.terms(entry),
		"codes": " ".join(code_terms(document, region)),
		"notes": _storable(document.notes),
		"standing": _standing(document),
		"value": document.value,
		"record": b64encode(encoded(entry)).decode(),
	}


def as_written(text: str) -> list[str]:
	"""The words exactly as they are spelled, but for capital letters."""
	return list(dict.fromkeys(_storable(text).casefold().split()))


def candidates(records: Iterable[str]) -> list[Candidate]:
	"""What `body` put into the field "record" of each."""
	return decoded(map(b64decode, records))


def _name_terms(entry: Candidate) -> dict[str, str]:
	words = sorted(entry.vocabulary)
	sounds = dict.fromkeys(heard for word in words if (heard := sound(word)))
	lengths = sorted({len(name.words) for name in (entry.name, entry.name_ar) if name})
	return {"words": " ".join(words), "sounds": " ".join(sounds), "lengths": " ".join(map(str, lengths))}


def _standing(document: CustomerDocument) -> int:
	day = date.fromisoformat(document.last_visit[:10]).toordinal() if document.last_visit else 0
	return day + (0 if document.disabled else _ENABLED)


def _storable(text: str) -> str:
	"""`text` without halves of surrogate pairs, which no UTF-8 can hold."""
	return text.encode("utf-8", "replace").decode()
