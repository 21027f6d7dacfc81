"""The dashboard."""

from typing import Any

import frappe

from workshop_crm.api.endpoint import WRITE, endpoint
from workshop_crm.core.analytics.filters import FilterArguments
from workshop_crm.core.common.spreadsheets import CONTENT_TYPES, file_kind
from workshop_crm.services.analytics import dashboard as service
from workshop_crm.services.printing import dashboard as printed
from workshop_crm.services.printing import subscriptions


@endpoint()
def dashboard(filters: FilterArguments, tile: str = "") -> dict[str, Any]:
	"""Every figure and chart under the filters, or the named one alone."""
	return service.figures(filters.read(), tile)


@endpoint()
def customers(
	filters: FilterArguments, order_by: str = "clv", limit: int = 100, offset: int = 0, cell: str = ""
) -> dict[str, Any]:
	"""The customers behind the figures, or behind one cell of a table."""
	return service.customers(filters.read(), order_by, limit, offset, cell)


@endpoint()
def export(filters: FilterArguments, table: str, kind: str = "csv", cell: str = "") -> None:
	"""A table of the dashboard, or the customers of a cell, as a CSV or Excel file."""
	frappe.response.update(
		{
			"type": "download",
			"filename": f"{table}.{kind}",
			"filecontent": service.file_of(filters.read(), table, kind, cell),
			"content_type": CONTENT_TYPES[file_kind(kind)],
		}
	)


@endpoint()
def paper(filters: FilterArguments) -> None:
	"""The dashboard as a PDF file."""
	frappe.response.update(
		{
			"type": "download",
			"filename": "dashboard.pdf",
			"filecontent": printed.as_pdf(printed.page(filters.read())),
			"content_type": "application/pdf",
			"display_content_as": "inline",
		}
	)


@endpoint()
def subscription() -> dict[str, Any]:
	"""On which day the user gets the dashboard by e-mail; None on no day."""
	return {"subscription": subscriptions.own()}


@endpoint(WRITE)
def subscribe(filters: FilterArguments, weekday: str) -> dict[str, Any]:
	"""Send the user the dashboard by e-mail each week, under these filters."""
	subscriptions.subscribe(filters, weekday)
	return {"subscription": subscriptions.own()}


@endpoint(WRITE)
def unsubscribe() -> dict[str, Any]:
	"""Send the user no more such e-mails."""
	subscriptions.unsubscribe()
	return {"subscription": subscriptions.own()}


@endpoint(WRITE)
def refresh() -> dict[str, bool]:
	"""Value all customers again."""
	service.refresh()
	return {"queued": True}
