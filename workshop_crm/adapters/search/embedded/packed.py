"""Many rows in one statement, their bytes in one value: SQLite does all of it without Python in between."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from itertools import accumulate

_CUSTOMERS = """INSERT INTO customer
	SELECT :first + key, json_extract(value, '$[0]'), substr(:bytes, json_extract(value, '$[1]'), json_extract(value, '$[2]'))
	FROM json_each(:rows)"""
_POSTINGS = """INSERT INTO posting (key, part, numbers)
	SELECT json_extract(value, '$[0]'), :part, substr(:bytes, json_extract(value, '$[1]'), json_extract(value, '$[2]'))
	FROM json_each(:rows)"""
_NUL = "\0"


def insert_customers(
	connection: sqlite3.Connection, first: int, customers: Sequence[str], records: Sequence[bytes]
) -> None:
	"""Customers with their records, numbered from `first` on."""
	if any(_NUL in customer for customer in customers):
		# JSON of SQLite ends a text there.
		rows = ((first + place, *row) for place, row in enumerate(zip(customers, records, strict=True)))
		connection.executemany("INSERT INTO customer VALUES (?, ?, ?)", rows)
		return
	connection.execute(_CUSTOMERS, {"first": first, **_packed(customers, records)})


def insert_postings(
	connection: sqlite3.Connection, part: int, keys: Sequence[str], numbers: Sequence[bytes]
) -> None:
	"""One part of the posting of each key."""
	connection.execute(_POSTINGS, {"part": part, **_packed(keys, numbers)})


def _packed(texts: Sequence[str], values: Sequence[bytes]) -> dict[str, object]:
	"""`rows`: text, place from 1 and length of its bytes."""
	lengths = list(map(len, values))
	places = accumulate(lengths, initial=1)
	rows = json.dumps([list(row) for row in zip(texts, places, lengths, strict=False)])
	return {"rows": rows, "bytes": b"".join(values)}
