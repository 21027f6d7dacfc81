"""The dashboard."""

from typing import Any

import frappe

from workshop_crm.api.endpoint import WRITE, endpoint
from workshop_crm.services.analytics import dashboard as service


@endpoint()
def dashboard(
	from_date: str | None = None,
	to_date: str | None = None,
	segment: str | None = None,
	service_type: str | None = None,
) -> dict[str, Any]:
	"""Every figure and chart under the filters."""
	return service.figures(from_date=from_date, to_date=to_date, segment=segment, service_type=service_type)


@endpoint()
def customers(
	segment: str | None = None,
	service_type: str | None = None,
	from_date: str | None = None,
	to_date: str | None = None,
	order_by: str = "clv",
	limit: int = 100,
	offset: int = 0,
) -> dict[str, Any]:
	"""The customers behind the figures."""
	return service.customers(
		order_by,
		limit,
		offset,
		from_date=from_date,
		to_date=to_date,
		segment=segment,
		service_type=service_type,
	)


@endpoint()
def export(
	table: str,
	from_date: str | None = None,
	to_date: str | None = None,
	segment: str | None = None,
	service_type: str | None = None,
) -> None:
	"""A table of the dashboard as a CSV file."""
	content = service.csv_file(
		table, from_date=from_date, to_date=to_date, segment=segment, service_type=service_type
	)
	frappe.response.update(
		{
			"type": "download",
			"filename": f"{table}.csv",
			"filecontent": content,
			"content_type": "text/csv",
		}
	)


@endpoint(WRITE)
def refresh() -> dict[str, bool]:
	"""Value all customers again."""
	service.refresh()
	return {"queued": True}
