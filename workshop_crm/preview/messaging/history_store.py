"""The communication history of a customer: each kind of entry a page at a time, by its index."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from workshop_crm.preview.records import Record, query
from workshop_crm.preview.schema.columns import to_moment

Place = tuple[datetime, str]
"""A moment, and the name of an entry at it."""


def messages(connection: sqlite3.Connection, customer: str, before: Place, limit: int) -> list[Record]:
	"""A customer's latest messages before a place, latest first."""
	return query(
		connection,
		"""SELECT * FROM "tabCustomer Message" WHERE customer = ? AND (creation, name) < (?, ?)
		ORDER BY creation DESC, name DESC LIMIT ?""",
		(customer, to_moment(before[0]), before[1], limit),
	)


def interactions(
	connection: sqlite3.Connection, customer: str, kind: str, before: Place, limit: int
) -> list[Record]:
	"""The latest entries of one kind that staff wrote before a place, latest first."""
	return query(
		connection,
		"""SELECT * FROM "tabCustomer Interaction"
		WHERE customer = ? AND kind = ? AND (happened_on, name) < (?, ?)
		ORDER BY happened_on DESC, name DESC LIMIT ?""",
		(customer, kind, to_moment(before[0]), before[1], limit),
	)
