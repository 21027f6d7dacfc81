"""The columns behind the figures, in a folder beside the data file. See `services.analytics.columns` for the other host's.

What changed is seen by `modified`, as there. Making all of them anew is one pass over the file.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from secrets import token_hex
from typing import Any

from workshop_crm.adapters.columns.folder import ColumnFolder
from workshop_crm.core.analytics.columns import (
	Coders,
	Columns,
	Row,
	Table,
	assembled,
	encoded,
	not_ready,
	realigned,
	replaced,
)
from workshop_crm.core.analytics.facts import CustomerValues
from workshop_crm.preview.analytics import rows
from workshop_crm.preview.schema.columns import to_moment
from workshop_crm.preview.workshop import Workshop

# A write transaction takes its time from when it began.
LONGEST_TRANSACTION = timedelta(hours=1)
SECONDS_TO_WAIT = 60
ROWS_A_PART = 50_000


def current(workshop: Workshop) -> Columns:
	"""The columns with all that is committed."""
	columns = _folder(workshop).read()
	if columns is None:
		return rebuild(workshop)
	with workshop.reading() as connection:
		if rows.fingerprint(connection, columns.marks["since"]) == columns.marks["seen"]:
			return columns
	return _locked(workshop, _caught_up)


def rebuild(workshop: Workshop) -> Columns:
	"""Make the columns from all records; the customers keep their values."""
	return _locked(workshop, _made)


def keep_values(workshop: Workshop, values: CustomerValues, of: Columns) -> None:
	"""Store what the customers of these columns are worth."""

	def with_values(connection: sqlite3.Connection, known: Columns | None, since: str) -> Columns:
		now = known or of
		return replace(now, values=realigned(values, of.customers, now.customers))

	_locked(workshop, with_values)


def _folder(workshop: Workshop) -> ColumnFolder:
	return ColumnFolder(workshop.data.with_name(f"{workshop.data.stem}.columns").resolve())


def _locked(workshop: Workshop, change: Any) -> Columns:
	"""Write what `change` makes of the columns; it is given a connection of after the lock."""
	folder = _folder(workshop)
	with folder.locked("write", SECONDS_TO_WAIT) as mine:
		if not mine:
			raise not_ready()
		since = str(to_moment(workshop.clock() - LONGEST_TRANSACTION))
		with workshop.reading() as connection:
			changed: Columns = change(connection, folder.read(), since)
			marks = {"since": since, "seen": rows.fingerprint(connection, since), "token": token_hex(4)}
		folder.write(replace(changed, marks=marks))
		found = folder.read()
	assert found is not None
	return found


def _made(connection: sqlite3.Connection, known: Columns | None, since: str) -> Columns:
	coders = Coders()
	parts: dict[str, list[Table]] = {kind: [] for kind in rows.READERS}
	for kind, read in rows.READERS.items():
		found = read(connection)
		while part := found.fetchmany(ROWS_A_PART):
			parts[kind].append(encoded(kind, part, coders))
	made = assembled(coders, parts)
	if known is None or known.values is None:
		return made
	return replace(made, values=realigned(known.values, known.customers, made.customers))


def _caught_up(connection: sqlite3.Connection, known: Columns | None, since: str) -> Columns:
	if known is None:
		return _made(connection, known, since)
	changed = sorted(rows.changed_customers(connection, known.marks["since"]) | _gone(connection, known))
	found: dict[str, list[Row]] = {
		kind: [row for customer in changed for row in read(connection, customer).fetchall()]
		for kind, read in rows.READERS.items()
	}
	return replaced(known, changed, found)


def _gone(connection: sqlite3.Connection, known: Columns) -> set[str]:
	"""Customers who have another name now, so that what they had stands under it."""
	seen = rows.fingerprint(connection, known.marks["since"])
	if seen[rows.CUSTOMER] == known.marks["seen"].get(rows.CUSTOMER):
		return set()
	names = {known.customers[code] for code in range(len(known.customers))}
	return names - {name for (name,) in rows.tuples(connection, "SELECT name FROM tabCustomer")}
