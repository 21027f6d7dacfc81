"""The dashboard."""

from typing import Any

import frappe

from workshop_crm.api.endpoint import WRITE, endpoint
from workshop_crm.core.analytics.filters import FilterArguments
from workshop_crm.services.analytics import dashboard as service


@endpoint()
def dashboard(filters: FilterArguments) -> dict[str, Any]:
	"""Every figure and chart under the filters."""
	return service.figures(filters.read())


@endpoint()
def customers(
	filters: FilterArguments, order_by: str = "clv", limit: int = 100, offset: int = 0
) -> dict[str, Any]:
	"""The customers behind the figures."""
	return service.customers(filters.read(), order_by, limit, offset)


@endpoint()
def export(filters: FilterArguments, table: str) -> None:
	"""A table of the dashboard as a CSV file."""
	frappe.response.update(
		{
			"type": "download",
			"filename": f"{table}.csv",
			"filecontent": service.csv_file(filters.read(), table),
			"content_type": "text/csv",
		}
	)


@endpoint(WRITE)
def refresh() -> dict[str, bool]:
	"""Value all customers again."""
	service.refresh()
	return {"queued": True}
