"""What was said to and by a customer: messages and what staff wrote down, newest first, a page at a time.

Each source is read from its own table by its index, from where the last page ended: a long history opens as fast
as a short one.
"""

from __future__ import annotations

from typing import Any

import frappe

from workshop_crm.core.common.limits import at_most
from workshop_crm.core.messaging.history import (
	DEFAULT_LIMIT,
	KINDS,
	MAX_LIMIT,
	Cursor,
	HistoryEntry,
	history_view,
	interaction_entry,
	message_entry,
	page,
	read_cursor,
	read_kinds,
)
from workshop_crm.services.messaging.interactions import INTERACTION
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.platform.permissions import require_customer

MESSAGE_FIELDS = ["name", "creation", "channel", "direction", "status", "text"]
INTERACTION_FIELDS = ["name", "kind", "happened_on", "direction", "text", "owner"]


def of_customer(
	customer: str, before: str | None = None, limit: int = DEFAULT_LIMIT, kinds: object = None
) -> dict[str, Any]:
	"""A page of the history of a customer whom the user may read, after the cursor `before` of another page."""
	require_customer(customer)
	cursor, wanted = read_cursor(before), read_kinds(kinds)
	limit = at_most(limit, MAX_LIMIT)
	entries, following = page(_sources(customer, cursor, limit + 1, wanted), limit, cursor)
	is_all = following is None and cursor is None
	return history_view(entries, following, len(entries) if is_all else _count(customer, wanted))


def latest(customer: str, limit: int) -> tuple[list[HistoryEntry], str | None]:
	"""The newest entries of a customer, and the cursor of the rest. The caller has asked for the permission."""
	return page(_sources(customer, None, limit + 1, KINDS), limit)


def latest_counted(customer: str, limit: int) -> tuple[list[HistoryEntry], str | None, int]:
	"""The same, and how many entries there are."""
	entries, following = latest(customer, limit)
	return entries, following, _count(customer, KINDS) if following else len(entries)


def _count(customer: str, kinds: tuple[str, ...]) -> int:
	filters: dict[str, dict[str, Any]] = {}
	if "Message" in kinds:
		filters[MESSAGE] = {"customer": customer}
	if written := [kind for kind in kinds if kind != "Message"]:
		filters[INTERACTION] = {"customer": customer, "kind": ("in", written)}
	return sum(
		frappe.get_list(doctype, filters=wanted, fields=["count(*) as entries"], order_by=None)[0].entries
		for doctype, wanted in filters.items()
		if frappe.has_permission(doctype, "read")
	)


def _sources(
	customer: str, cursor: Cursor | None, limit: int, kinds: tuple[str, ...]
) -> list[list[HistoryEntry]]:
	written = [kind for kind in kinds if kind != "Message"]
	sources = []
	if "Message" in kinds and frappe.has_permission(MESSAGE, "read"):
		rows = _rows(MESSAGE, MESSAGE_FIELDS, "creation", {"customer": customer}, cursor, limit)
		sources.append([message_entry(row) for row in rows])
	if written and frappe.has_permission(INTERACTION, "read"):
		filters = {"customer": customer, "kind": ("in", written)}
		rows = _rows(INTERACTION, INTERACTION_FIELDS, "happened_on", filters, cursor, limit)
		authors = _full_names({row.owner for row in rows})
		sources.append([interaction_entry(row, authors.get(row.owner) or row.owner) for row in rows])
	return sources


def _rows(
	doctype: str,
	fields: list[str],
	moment: str,
	filters: dict[str, Any],
	cursor: Cursor | None,
	limit: int,
) -> list[frappe._dict]:
	"""The newest rows before the cursor. Two questions, each answered by the index: its own moment, and what is older.

	Of its own moment all rows: which of them come before the cursor is for `page` to say, because the database orders
	the names of two DocTypes otherwise.
	"""
	places: list[tuple[dict[str, Any], int]] = (
		[({moment: cursor.happened_on}, 0), ({moment: ("<", cursor.happened_on)}, limit)]
		if cursor
		else [({}, limit)]
	)
	return [
		row
		for place, most in places
		for row in frappe.get_list(
			doctype,
			filters={**filters, **place},
			fields=fields,
			order_by=f"{moment} desc, name desc",
			limit=most,
		)
	]


def _full_names(users: set[str]) -> dict[str, str]:
	if not users:
		return {}
	user = frappe.qb.DocType("User")
	return dict(
		frappe.qb.from_(user).select(user.name, user.full_name).where(user.name.isin(list(users))).run()
	)
