"""The dashboard's figures, the customers behind them, and the files to take away."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.analytics import dashboard, export
from workshop_crm.core.analytics.customers import customers_page
from workshop_crm.core.analytics.facts import DashboardFacts
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.common.limits import at_most
from workshop_crm.services.analytics import columns, scoring
from workshop_crm.services.analytics.facts import read_facts
from workshop_crm.services.platform import background
from workshop_crm.services.platform.permissions import require_manager, unrestricted
from workshop_crm.services.platform.session import app_language
from workshop_crm.services.platform.words import _

# What the figures are made of.
SOURCES = (
	"Customer",
	"Sales Invoice",
	"POS Invoice",
	"Survey Invitation",
	"Survey Response",
	"Customer Analytics",
	"Customer Loyalty Points",
	"Loyalty Tier Change",
)


def figures(filters: Filters, tile: str = "") -> dict[str, Any]:
	"""Every figure and chart under the filters, or one, of what the user may see."""
	require_manager()
	document = dashboard.build(_facts(), filters, tile)
	return {**document, "method": _(document["method"])}


def customers(filters: Filters, order_by: str, limit: int, offset: int, cell: str) -> dict[str, Any]:
	"""A page of the customers behind the figures, or behind one cell."""
	require_manager()
	return customers_page(_facts(), filters, order_by, at_most(limit), offset, cell)


def all_customers(filters: Filters) -> dict[str, Any]:
	"""Every customer behind the figures, the most valuable first."""
	require_manager()
	return customers_page(_facts(), filters, limit=None)


def file_of(filters: Filters, table: str, kind: str, cell: str) -> bytes:
	"""A table of the dashboard, all its rows, or the customers of a cell."""
	require_manager()
	return export.file_of(_facts(), filters, table, kind, _, app_language() == "ar", cell)


def refresh() -> None:
	"""Start the job that values all customers; the scheduler does when the queue is away."""
	require_manager()
	if not background.now(
		"workshop_crm.services.analytics.scoring.run", "workshop_crm.analytics.run", "long"
	):
		scoring.want_run()


def _facts() -> DashboardFacts:
	return read_facts(columns.current(), everything=unrestricted(*SOURCES))
