"""The dashboard, the lists behind it, and both as CSV."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.analytics import customers as customer_list
from workshop_crm.core.analytics import dashboard as board
from workshop_crm.core.analytics import export as files
from workshop_crm.core.analytics.facts import DashboardFacts
from workshop_crm.core.analytics.filters import FilterArguments
from workshop_crm.core.common.limits import at_most
from workshop_crm.core.common.spreadsheets import CONTENT_TYPES, file_kind
from workshop_crm.preview.analytics import columns
from workshop_crm.preview.analytics.analyses import read_facts
from workshop_crm.preview.call import Call, Download, reads, writes
from workshop_crm.preview.jobs import kinds, queue


@reads
def dashboard(call: Call, filters: FilterArguments, tile: str = "") -> dict[str, Any]:
	built = board.build(_facts(call), filters.read(), tile)
	return {**built, "method": call.translate(built["method"])}


@reads
def customers(
	call: Call,
	filters: FilterArguments,
	order_by: str = "clv",
	limit: int = 100,
	offset: int = 0,
	cell: str = "",
) -> dict[str, Any]:
	return customer_list.customers_page(
		_facts(call), filters.read(), order_by, at_most(limit), max(0, offset), cell
	)


@reads
def export(call: Call, filters: FilterArguments, table: str, kind: str = "csv", cell: str = "") -> Download:
	"""One table of the dashboard, or its customers, as a spreadsheet opens it."""
	is_arabic = call.language == "ar"
	body = files.file_of(_facts(call), filters.read(), table, kind, call.translate, is_arabic, cell)
	return Download(f"{table}-{call.today.isoformat()}.{kind}", CONTENT_TYPES[file_kind(kind)], body)


@writes
def refresh(call: Call) -> dict[str, Any]:
	"""Compute the figures now, in the background."""
	queue.enqueue(call.connection, kinds.ANALYSE, now=call.now)
	return {"queued": True}


def _facts(call: Call) -> DashboardFacts:
	return read_facts(call.connection, call.settings, columns.current(call.workshop), call.today)
