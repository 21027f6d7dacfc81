"""The communication history: a page of messages and of what staff wrote down, each read by its index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from workshop_crm.core.messaging.history import Cursor, HistoryEntry, Kind, page
from workshop_crm.preview.records import Record
from workshop_crm.preview.store import history
from workshop_crm.preview.translate import Translate

AFTER_EVERYTHING = (datetime.max, "")


def read_page(
	connection: sqlite3.Connection,
	customer: str,
	before: Cursor | None,
	limit: int,
	kinds: Iterable[Kind],
	translate: Translate,
) -> tuple[list[HistoryEntry], str | None]:
	"""The newest entries of the kinds before a cursor, and the next cursor."""
	place = (before.happened_on, before.entry) if before else AFTER_EVERYTHING
	sources = []
	for kind in kinds:
		if kind == "Message":
			rows = history.messages(connection, customer, place, limit + 1)
			sources.append([_message(row) for row in rows])
		else:
			rows = history.interactions(connection, customer, kind, place, limit + 1)
			sources.append([_interaction(row, translate) for row in rows])
	return page(sources, limit, before)


def _interaction(row: Record, translate: Translate) -> HistoryEntry:
	return HistoryEntry(
		row["name"],
		row["kind"],
		row["happened_on"],
		direction=row["direction"],
		text=row["text"],
		author=translate(row["owner"]),
	)


def _message(row: Record) -> HistoryEntry:
	return HistoryEntry(
		row["name"],
		"Message",
		row["creation"],
		row["channel"],
		"Outgoing",
		row["status"],
		row["text"],
	)
