"""Names given out in series, as ERPNext's: CUST-00001, ACC-SINV-2026-00001."""

from __future__ import annotations

import sqlite3

DIGITS = 5

# The tables whose names may also come from outside, in an imported file.
SERIES_TABLES = ("customer", "vehicle", "invoice")


def next_name(connection: sqlite3.Connection, prefix: str) -> str:
	"""The next free name of a series. Call it inside a write transaction."""
	row = connection.execute(
		"""INSERT INTO series (prefix, last) VALUES (?, 1)
		ON CONFLICT (prefix) DO UPDATE SET last = last + 1 RETURNING last""",
		(prefix,),
	).fetchone()
	return f"{prefix}{row['last']:0{DIGITS}d}"


def next_names(connection: sqlite3.Connection, prefix: str, count: int) -> list[str]:
	"""The next `count` names of a series at once. Call it inside a write transaction."""
	last = connection.execute(
		"""INSERT INTO series (prefix, last) VALUES (?, ?)
		ON CONFLICT (prefix) DO UPDATE SET last = last + excluded.last RETURNING last""",
		(prefix, count),
	).fetchone()["last"]
	return [f"{prefix}{number:0{DIGITS}d}" for number in range(last - count + 1, last + 1)]


def skip_used_names(connection: sqlite3.Connection, table: str, prefix: str) -> None:
	"""Move a series past the names that an imported file brought along."""
	if table not in SERIES_TABLES:
		raise ValueError(f"{table} has no series")
	connection.execute(
		f"""INSERT INTO series (prefix, last)
		SELECT :prefix, max(CAST(substr(name, length(:prefix) + 1) AS INTEGER)) FROM {table}
		WHERE substr(name, 1, length(:prefix)) = :prefix
			AND length(name) > length(:prefix)
			AND substr(name, length(:prefix) + 1) NOT GLOB '*[^0-9]*'
		HAVING count(*) > 0
		ON CONFLICT (prefix) DO UPDATE SET last = max(last, excluded.last)""",
		{"prefix": prefix},
	)
