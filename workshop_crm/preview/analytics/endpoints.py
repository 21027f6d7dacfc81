"""The dashboard, the lists behind it, and both as CSV; the call list, and what came of it."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.analytics import customers as customer_list
from workshop_crm.core.analytics import dashboard as board
from workshop_crm.core.analytics import export as files
from workshop_crm.core.analytics.actions.call_list import ListArguments
from workshop_crm.core.analytics.actions.measures import MeasureArguments
from workshop_crm.core.analytics.facts import DashboardFacts
from workshop_crm.core.analytics.filters import FilterArguments
from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.common.spreadsheets import CONTENT_TYPES, file_kind
from workshop_crm.preview.analytics import columns
from workshop_crm.preview.analytics import views as saved
from workshop_crm.preview.analytics.actions import call_list as calls
from workshop_crm.preview.analytics.actions import measures
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
		_facts(call), filters.read(), order_by, at_most(limit), rows_before(offset), cell
	)


@reads
def export(call: Call, filters: FilterArguments, table: str, kind: str = "csv", cell: str = "") -> Download:
	"""One table of the dashboard, or its customers, as a spreadsheet opens it."""
	is_arabic = call.language == "ar"
	body = files.file_of(_facts(call), filters.read(), table, kind, call.translate, is_arabic, cell)
	return Download(f"{table}-{call.today.isoformat()}.{kind}", CONTENT_TYPES[file_kind(kind)], body)


@reads
def views(call: Call) -> dict[str, Any]:
	"""The saved views."""
	return saved.listed(call)


@writes
def save_view(
	call: Call, filters: FilterArguments, title: str, period: str = "", is_shared: bool = False
) -> dict[str, Any]:
	return saved.save(call, filters.read(), title, period, is_shared)


@writes
def change_view(call: Call, view: str, title: str, is_shared: bool = False) -> dict[str, Any]:
	return saved.change(call, view, title, is_shared)


@writes
def delete_view(call: Call, view: str) -> dict[str, Any]:
	return saved.delete(call, view)


@writes
def refresh(call: Call) -> dict[str, Any]:
	"""Compute the figures now, in the background."""
	queue.enqueue(call.connection, kinds.ANALYSE, now=call.now)
	return {"queued": True}


@reads
def call_list(call: Call, filters: ListArguments, limit: int = 100, offset: int = 0) -> dict[str, Any]:
	return calls.listed(call, filters.read(), limit, offset)


@reads
def export_call_list(call: Call, filters: ListArguments) -> Download:
	return _csv(call, "call-list", calls.file_of(call, filters.read()))


@writes
def finish_action(call: Call, action: str, result: str = "", note: str = "") -> dict[str, Any]:
	return calls.finish(call, action, result, note)


@writes
def snooze_action(call: Call, action: str, until: str = "") -> dict[str, Any]:
	return calls.snooze(call, action, until)


@writes
def assign_action(call: Call, action: str, user: str = "") -> dict[str, Any]:
	return calls.assign(call, action, user)


@writes
def dismiss_action(call: Call, action: str) -> dict[str, Any]:
	return calls.dismiss(call, action)


@writes
def reopen_action(call: Call, action: str) -> dict[str, Any]:
	return calls.reopen(call, action)


@writes
def find_actions(call: Call) -> dict[str, Any]:
	"""Look for customers to call now, in the background."""
	queue.enqueue(call.connection, kinds.FIND_ACTIONS, now=call.now)
	return {"queued": True}


@reads
def action_measures(call: Call) -> dict[str, Any]:
	return measures.panel(call)


@reads
def export_action_measures(call: Call) -> Download:
	return _csv(call, "call-list-results", measures.panel_file(call))


@reads
def action_customers(
	call: Call, asked: MeasureArguments, limit: int = 100, offset: int = 0
) -> dict[str, Any]:
	return measures.customers(call, asked, limit, offset)


@reads
def export_action_customers(call: Call, asked: MeasureArguments) -> Download:
	return _csv(call, "call-list-customers", measures.customers_file(call, asked))


def _csv(call: Call, name: str, body: bytes) -> Download:
	return Download(f"{name}-{call.today.isoformat()}.csv", "text/csv; charset=utf-8", body)


def _facts(call: Call) -> DashboardFacts:
	return read_facts(call.connection, call.settings, columns.current(call.workshop), call.today)
