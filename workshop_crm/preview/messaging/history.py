"""The communication history: a page of messages and of what staff wrote down, each read by its index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from workshop_crm.core.messaging.history import (
	Cursor,
	HistoryEntry,
	Kind,
	interaction_entry,
	message_entry,
	page,
)
from workshop_crm.preview import records
from workshop_crm.preview.messaging import history_store
from workshop_crm.preview.translate import Translate

AFTER_EVERYTHING = (datetime.max, "")


def count(connection: sqlite3.Connection, customer: str, kinds: Iterable[Kind]) -> int:
	"""The entries of the kinds on all pages."""
	return sum(
		records.count(connection, "Customer Message", {"customer": customer})
		if kind == "Message"
		else records.count(connection, "Customer Interaction", {"customer": customer, "kind": kind})
		for kind in kinds
	)


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
			rows = history_store.messages(connection, customer, place, limit + 1)
			sources.append([message_entry(row) for row in rows])
		else:
			rows = history_store.interactions(connection, customer, kind, place, limit + 1)
			sources.append([interaction_entry(row, translate(row["owner"])) for row in rows])
	return page(sources, limit, before)
