"""The page of messages: those of customers whom the user may see, latest first, with their real links."""

from __future__ import annotations

from typing import Any

import frappe

from workshop_crm.core.messaging.listing import MOMENTS, Filters, message_view, page, read_filters
from workshop_crm.services.messaging import pictures, rules
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.platform.customer_links import link_about
from workshop_crm.services.platform.dates import between
from workshop_crm.services.platform.permissions import require_staff
from workshop_crm.services.platform.session import language
from workshop_crm.services.platform.words import _

FIELDS = [
	"name", "customer", "customer.customer_name as customer_name", "customer.customer_name_ar as customer_name_ar",
	"direction", "channel", "recipient", "language", "status", "unwanted", "subject", "text", "error", "error_code", "attempts", "step",
	"template", "provider", "price", "currency", "reference_doctype", "reference_name", *MOMENTS,
]  # fmt: skip


def messages(**asked: Any) -> dict[str, Any]:
	"""A page of messages, see `core.messaging.listing`, and which channels send by themselves."""
	require_staff()
	filters = read_filters(**asked)
	rows, following = page(_rows(filters), filters.limit)
	kept = pictures.of_messages([row["name"] for row in rows])
	return {
		"messages": [_view(row, kept[row["name"]]) for row in rows],
		"total": _count(filters),
		"next": following,
		"automatic": {channel: rules.sends_by_itself(channel) for channel in rules.FIELDS},
	}


def _view(row: Any, kept: list[str]) -> dict[str, Any]:
	link = link_about(row.reference_doctype, row.reference_name)
	return message_view(row, link, language(), _, kept)


def _rows(filters: Filters) -> list[Any]:
	"""Before a cursor: those of its own moment, and what is older, each answered by an index."""
	asked = _conditions(filters)
	wanted = filters.limit + 1
	if filters.before is None:
		return _list(asked, wanted)
	moment, name = filters.before
	beside = _list([*asked, ["creation", "=", moment], ["name", "<", name]], wanted)
	return (
		[*beside, *_list([*asked, ["creation", "<", moment]], wanted - len(beside))]
		if len(beside) < wanted
		else beside
	)


def _count(filters: Filters) -> int:
	"""How many there are on all pages."""
	fields = ["count(*) as messages"]
	return frappe.get_list(MESSAGE, filters=_conditions(filters), fields=fields, order_by=None)[0].messages


def _list(conditions: list[list[Any]], limit: int) -> list[Any]:
	order = "creation desc, name desc"
	return frappe.get_list(MESSAGE, filters=conditions, fields=FIELDS, order_by=order, limit=limit)


def _conditions(filters: Filters) -> list[list[Any]]:
	asked: list[list[Any]] = [
		[field, "=", value]
		for field in ("channel", "direction", "customer")
		if (value := getattr(filters, field))
	]
	if filters.states:
		asked.append(["status", "in", filters.states])
	return [*asked, *between("creation", filters.period)]
