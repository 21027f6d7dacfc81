"""The dashboard, the lists behind it, and both as CSV."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.analytics import customers as customer_list
from workshop_crm.core.analytics import dashboard as board
from workshop_crm.core.analytics import export as files
from workshop_crm.core.analytics.filters import read_filters
from workshop_crm.core.common.limits import at_most
from workshop_crm.preview.analytics.analyses import read_facts
from workshop_crm.preview.call import Call, Download, reads, writes
from workshop_crm.preview.jobs import kinds, queue


@reads
def dashboard(
	call: Call,
	from_date: str | None = None,
	to_date: str | None = None,
	segment: str | None = None,
	service_type: str | None = None,
) -> dict[str, Any]:
	facts = read_facts(call.connection, call.settings, call.today)
	built = board.build(facts, read_filters(from_date, to_date, segment, service_type))
	return {**built, "method": call.translate(built["method"])}


@reads
def customers(
	call: Call,
	segment: str | None = None,
	service_type: str | None = None,
	from_date: str | None = None,
	to_date: str | None = None,
	order_by: str = "clv",
	limit: int = 100,
	offset: int = 0,
) -> dict[str, Any]:
	facts = read_facts(call.connection, call.settings, call.today)
	filters = read_filters(from_date, to_date, segment, service_type)
	return customer_list.customers_page(facts, filters, order_by, at_most(limit), max(0, offset))


@reads
def export(
	call: Call,
	table: str,
	from_date: str | None = None,
	to_date: str | None = None,
	segment: str | None = None,
	service_type: str | None = None,
) -> Download:
	"""One table of the dashboard, or its customers, as a spreadsheet opens it."""
	facts = read_facts(call.connection, call.settings, call.today)
	filters = read_filters(from_date, to_date, segment, service_type)
	if table == "customers":
		document = customer_list.customers_page(facts, filters, limit=None)
	else:
		document = board.build(facts, filters)
	body = files.to_csv(document, table, call.translate)
	return Download(f"{table}-{call.today.isoformat()}.csv", "text/csv; charset=utf-8", body)


@writes
def refresh(call: Call) -> dict[str, Any]:
	"""Compute the figures now, in the background."""
	queue.enqueue(call.connection, kinds.ANALYSE, now=call.now)
	return {"queued": True}
