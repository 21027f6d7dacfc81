"""A candidate as one record that engines store: JSON in UTF-8, so that hundreds are read at once."""

from __future__ import annotations

import json
from collections.abc import Iterable

from workshop_crm.core.names.spelled import SpelledName
from workshop_crm.core.search.documents import NO_NAME, Candidate, CustomerDocument

_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encoded(entry: Candidate) -> bytes:
	"""The record of a candidate; bytes, because names may hold halves of characters that no text may."""
	document = entry.document
	row = (
		entry.name.text if entry.name else "",
		entry.name_ar.text if entry.name_ar else "",
		entry.codes,
		entry.written,
		entry.written_ar,
		document.customer,
		document.name,
		document.name_ar,
		document.phones,
		document.plates,
		document.vins,
		document.disabled,
		document.last_visit,
		document.value,
		document.emails,
	)
	return _as_json(row).encode("utf-8", "surrogatepass")


def decoded(records: Iterable[bytes]) -> list[Candidate]:
	"""The candidates that were stored as these records; their notes are not kept."""
	rows = json.loads((b"[" + b",".join(records) + b"]").decode("utf-8", "surrogatepass"))
	return [_candidate(*row) for row in rows]


def _candidate(
	spelled_name: str,
	spelled_name_ar: str,
	codes: str,
	written: str,
	written_ar: str,
	customer: str,
	name: str,
	name_ar: str,
	phones: list[str],
	plates: list[str],
	vins: list[str],
	disabled: bool,
	last_visit: str | None,
	value: float,
	emails: list[str],
) -> Candidate:
	owned = (tuple(phones), tuple(plates), tuple(vins))
	document = CustomerDocument(
		customer, name, name_ar, *owned, disabled, last_visit, value, emails=tuple(emails)
	)
	names = (_spelled_name(spelled_name), _spelled_name(spelled_name_ar))
	return Candidate(document, *names, codes, written, written_ar)


def _spelled_name(text: str) -> SpelledName:
	"""Most customers have one name only, and reading the other is what takes most of the time."""
	return SpelledName.from_text(text) if text else NO_NAME
