"""The communication history: a page of messages and of what staff wrote down, each read by its index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from workshop_crm.core.messaging.history import Cursor, HistoryEntry, Kind, page
from workshop_crm.preview.store import interactions, messages
from workshop_crm.preview.translate import Translate

AFTER_EVERYTHING = ("9999", "")


def read_page(
	connection: sqlite3.Connection,
	customer: str,
	before: Cursor | None,
	limit: int,
	kinds: Iterable[Kind],
	translate: Translate,
) -> tuple[list[HistoryEntry], str | None]:
	"""The newest entries of the kinds before a cursor, and the next cursor."""
	place = (before.happened_on.isoformat(), before.entry) if before else AFTER_EVERYTHING
	sources = []
	for kind in kinds:
		if kind == "Message":
			rows = messages.page(connection, customer, place, limit + 1)
			sources.append([_message(row) for row in rows])
		else:
			rows = interactions.page(connection, customer, kind, place, limit + 1)
			sources.append([_interaction(row, translate) for row in rows])
	return page(sources, limit, before)


def _interaction(row: sqlite3.Row, translate: Translate) -> HistoryEntry:
	return HistoryEntry(
		row["name"],
		row["kind"],
		datetime.fromisoformat(row["happened_on"]),
		direction=row["direction"],
		text=row["text"],
		author=translate(row["author"]),
	)


def _message(row: sqlite3.Row) -> HistoryEntry:
	return HistoryEntry(
		row["name"],
		"Message",
		datetime.fromisoformat(row["created_at"]),
		row["channel"],
		"Outgoing",
		row["status"],
		row["text"],
	)
