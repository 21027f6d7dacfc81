"""The front desk's day on one page; the preview has no branches, and everybody sees everything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workshop_crm.core.common.channels import MESSAGE_CHANNELS
from workshop_crm.core.common.limits import at_most
from workshop_crm.core.messaging.listing import message_view, read_filters
from workshop_crm.core.today.day import (
	MAX_COUNTED,
	MAX_ROWS,
	ROWS,
	Section,
	day_view,
	read_section,
	section_view,
)
from workshop_crm.core.vehicles.due_list import DueFilters
from workshop_crm.core.visits.draft import DRAFT, drafts_view
from workshop_crm.preview import records
from workshop_crm.preview.analytics.actions import call_list
from workshop_crm.preview.call import Call, reads
from workshop_crm.preview.customer_links import link_about
from workshop_crm.preview.messaging import listing
from workshop_crm.preview.records import Record
from workshop_crm.preview.staff import USER_NAME
from workshop_crm.preview.surveys import follow_up_list
from workshop_crm.preview.today import invoices
from workshop_crm.preview.vehicles import due_list
from workshop_crm.preview.visits import drafts


@reads
def show(call: Call, branch: str = "", section: str = "", limit: int = ROWS) -> dict[str, Any]:
	wanted, rows = read_section(section), at_most(limit, MAX_ROWS)
	return day_view(call.today, (), "", {name: MAKERS[name](call, rows) for name in wanted})


def _baskets(call: Call, limit: int) -> dict[str, Any]:
	found = drafts.listed(call.connection, None, call.translate(USER_NAME), limit, 0)
	total = records.count(call.connection, DRAFT)
	return section_view(drafts_view(found, total, call.settings.rounding)["drafts"], total)


def _follow_ups(call: Call, limit: int) -> dict[str, Any]:
	found = follow_up_list.listed(call, "open", limit, 0)
	return section_view(found["follow_ups"], found["total"], overdue=found["counts"]["overdue"])


def _due(call: Call, limit: int) -> dict[str, Any]:
	rows, found = due_list.first_due(call, DueFilters(), limit)
	return section_view(rows, found)


def _at_risk(call: Call, limit: int) -> dict[str, Any]:
	rows, found, beside = call_list.at_risk(call, limit, MAX_COUNTED)
	return section_view(rows, found, **beside)


def _messages(call: Call, limit: int) -> dict[str, Any]:
	filters = read_filters("outbox", limit=limit)
	rows = [_message(call, row) for row in listing.rows(call.connection, filters, limit)]
	automatic = dict.fromkeys(MESSAGE_CHANNELS, False)
	return section_view(rows, listing.count(call.connection, filters), automatic=automatic)


def _message(call: Call, row: Record) -> dict[str, Any]:
	about = row["reference_doctype"], row["reference_name"]
	link = link_about(call.connection, call.settings, call.base_url, *about)
	return message_view(row, link, call.language, call.translate)


MAKERS: Mapping[Section, Callable[[Call, int], dict[str, Any]]] = {
	"visits": invoices.visits,
	"baskets": _baskets,
	"unpaid": invoices.unpaid,
	"follow_ups": _follow_ups,
	"due": _due,
	"at_risk": _at_risk,
	"messages": _messages,
}
