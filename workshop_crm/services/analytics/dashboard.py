"""The dashboard's figures, the customers behind them, and the files to take away."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _

from workshop_crm.core.analytics import dashboard, export
from workshop_crm.core.analytics.customers import customers_page
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.common.limits import at_most
from workshop_crm.services.analytics import scoring
from workshop_crm.services.analytics.facts import last_run, read_facts
from workshop_crm.services.platform import background
from workshop_crm.services.platform.permissions import require_manager, unrestricted

CACHE_SECONDS = 60
CUSTOMERS = "customers"
# What the figures are made of.
SOURCES = (
	"Customer",
	"Sales Invoice",
	"POS Invoice",
	"Survey Invitation",
	"Survey Response",
	"Customer Analytics",
	"Customer Loyalty Points",
)


def figures(filters: Filters) -> dict[str, Any]:
	"""Every figure and chart under the filters, of what the user may see."""
	require_manager()
	document = _figures(filters)
	return {**document, "method": _(document["method"])}


def customers(filters: Filters, order_by: str, limit: int, offset: int) -> dict[str, Any]:
	"""A page of the customers behind the figures."""
	require_manager()
	facts = read_facts(_sees_everything())
	return customers_page(facts, filters, order_by, at_most(limit), offset)


def all_customers(filters: Filters) -> dict[str, Any]:
	"""Every customer behind the figures, the most valuable first."""
	require_manager()
	return customers_page(read_facts(_sees_everything()), filters, limit=None)


def csv_file(filters: Filters, table: str) -> bytes:
	"""A table of the dashboard as a CSV file, all its rows."""
	require_manager()
	document = all_customers(filters) if table == CUSTOMERS else _figures(filters)
	return export.to_csv(document, table, _)


def refresh() -> None:
	"""Start the job that values all customers; the scheduler does when the queue is away."""
	require_manager()
	if not background.now(
		"workshop_crm.services.analytics.scoring.run", "workshop_crm.analytics.run", "long"
	):
		scoring.want_run()


def _figures(filters: Filters) -> dict[str, Any]:
	"""Kept for a minute for those who see everything; who does not gets his own each time."""
	if not _sees_everything():
		return dashboard.build(read_facts(), filters)
	key = f"workshop_crm:dashboard:{last_run()}:{sorted(filters.as_dict().items())}"
	document = frappe.cache.get_value(key)
	if document is None:
		document = dashboard.build(read_facts(everything=True), filters)
		frappe.cache.set_value(key, document, expires_in_sec=CACHE_SECONDS)
	return document


def _sees_everything() -> bool:
	return unrestricted(*SOURCES)
