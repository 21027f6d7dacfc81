"""The dashboard, the lists behind it, and both as CSV."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.analytics import customers as customer_list
from workshop_crm.core.analytics import dashboard as board
from workshop_crm.core.analytics import export as files
from workshop_crm.core.analytics.filters import FilterArguments
from workshop_crm.core.common.limits import at_most
from workshop_crm.preview.analytics.analyses import read_facts
from workshop_crm.preview.call import Call, Download, reads, writes
from workshop_crm.preview.jobs import kinds, queue


@reads
def dashboard(call: Call, filters: FilterArguments) -> dict[str, Any]:
	built = board.build(read_facts(call.connection, call.settings, call.today), filters.read())
	return {**built, "method": call.translate(built["method"])}


@reads
def customers(
	call: Call, filters: FilterArguments, order_by: str = "clv", limit: int = 100, offset: int = 0
) -> dict[str, Any]:
	facts = read_facts(call.connection, call.settings, call.today)
	return customer_list.customers_page(facts, filters.read(), order_by, at_most(limit), max(0, offset))


@reads
def export(call: Call, filters: FilterArguments, table: str) -> Download:
	"""One table of the dashboard, or its customers, as a spreadsheet opens it."""
	facts = read_facts(call.connection, call.settings, call.today)
	if table == "customers":
		document = customer_list.customers_page(facts, filters.read(), limit=None)
	else:
		document = board.build(facts, filters.read())
	body = files.to_csv(document, table, call.translate)
	return Download(f"{table}-{call.today.isoformat()}.csv", "text/csv; charset=utf-8", body)


@writes
def refresh(call: Call) -> dict[str, Any]:
	"""Compute the figures now, in the background."""
	queue.enqueue(call.connection, kinds.ANALYSE, now=call.now)
	return {"queued": True}
