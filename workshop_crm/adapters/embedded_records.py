"""Writing customers into the index file: their record, the words of their names and their codes.

The number of a customer puts equals in order: enabled before disabled, then by the day of the last visit. The full text
table gives its rows in the order of these numbers, so the customers seen last come first without any sorting.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date

from workshop_crm.adapters.embedded_tokens import name_tokens, near_variants
from workshop_crm.core.search.codes import code_keys
from workshop_crm.core.search.documents import Candidate, CustomerDocument, candidate
from workshop_crm.core.search.shortlist import Outline, outline

_BITS_OF_DAY = 22
_BITS_OF_SEQUENCE = 38


def write(connection: sqlite3.Connection, documents: Iterable[CustomerDocument], region: str) -> None:
	"""Add customers, or put them in place of what the index held of them; the last of two with one id wins."""
	sequence = connection.execute("SELECT last FROM sequence").fetchone()[0]
	known_tokens: set[str] = set()
	for document in documents:
		delete(connection, [document.customer])
		sequence += 1
		_write_one(connection, _number(document, sequence), candidate(document), region, known_tokens)
	connection.execute("UPDATE sequence SET last = ?", (sequence,))


def delete(connection: sqlite3.Connection, customers: Iterable[str]) -> None:
	"""Forget customers by their ids; unknown ids are no error."""
	for customer in customers:
		row = connection.execute("SELECT id, record FROM customer WHERE customer = ?", (customer,)).fetchone()
		if row:
			_delete_one(connection, row[0], *_decoded_with_region(row[1]))


def decoded(record: str) -> Candidate:
	"""The candidate that was stored as `record`."""
	return _decoded_with_region(record)[0]


def decoded_outline(text: str) -> Outline:
	"""The outline of a customer's names that was stored as `text`."""
	return Outline(*text.split("\n"))


def _encoded_outline(entry: Candidate) -> str:
	names = outline(entry.folded_names)
	return "\n".join((names.spelling, names.spelling_ar, names.sound, names.sound_ar))


def _number(document: CustomerDocument, sequence: int) -> int:
	day = date.fromisoformat(document.last_visit[:10]).toordinal() if document.last_visit else 0
	return ((not document.disabled) << _BITS_OF_DAY | day) << _BITS_OF_SEQUENCE | sequence


def _write_one(
	connection: sqlite3.Connection, number: int, entry: Candidate, region: str, known_tokens: set[str]
) -> None:
	connection.execute(
		"INSERT INTO customer VALUES (?, ?, ?, ?)",
		(number, entry.document.customer, _encoded_outline(entry), _encoded(entry, region)),
	)
	tokens = name_tokens(entry.folded_names)
	connection.execute("INSERT INTO names (rowid, tokens) VALUES (?, ?)", (number, " ".join(tokens)))
	connection.executemany("INSERT INTO code VALUES (?, ?, ?)", _code_rows(entry.document, number, region))
	new = [token for token in tokens if token not in known_tokens]
	known_tokens.update(new)
	connection.executemany(
		"INSERT OR IGNORE INTO near VALUES (?, ?)",
		[(variant, token) for token in new for variant in near_variants(token)],
	)


def _delete_one(connection: sqlite3.Connection, number: int, entry: Candidate, region: str) -> None:
	"""A full text table that keeps no content must be told what the row held."""
	connection.execute(
		"INSERT INTO names (names, rowid, tokens) VALUES ('delete', ?, ?)",
		(number, " ".join(name_tokens(entry.folded_names))),
	)
	connection.executemany(
		"DELETE FROM code WHERE kind = ? AND key = ? AND customer = ?",
		_code_rows(entry.document, number, region),
	)
	connection.execute("DELETE FROM customer WHERE id = ?", (number,))


def _code_rows(document: CustomerDocument, number: int, region: str) -> list[tuple[str, str, int]]:
	return [(kind, key, number) for kind, key in sorted(code_keys(document, region))]


def _encoded(entry: Candidate, region: str) -> str:
	"""The region is kept because the keys of phones were made with it, and must be found again to be deleted."""
	document = entry.document
	return json.dumps(
		[
			region,
			entry.folded_names,
			document.customer,
			document.name,
			document.name_ar,
			document.phones,
			document.plates,
			document.vins,
			document.disabled,
			document.last_visit,
			document.value,
		]
	)


def _decoded_with_region(record: str) -> tuple[Candidate, str]:
	region, names, customer, name, name_ar, phones, plates, vins, disabled, last_visit, value = json.loads(
		record
	)
	document = CustomerDocument(
		customer, name, name_ar, tuple(phones), tuple(plates), tuple(vins), disabled, last_visit, value
	)
	return Candidate(document, tuple(names)), region
