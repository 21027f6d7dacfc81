"""Which services are bought and how soon again, as the dashboard has it."""

from typing import Any

import frappe

from workshop_crm.services.analytics import dashboard
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.platform.words import _
from workshop_crm.workshop_crm.report import dashboard_filters


def execute(
	filters: dict[str, Any] | None = None,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], None, dict[str, Any] | None]:
	"""Of the customers whom the user may see, with a chart of the visits."""
	with as_frappe_errors():
		rows = dashboard.figures(dashboard_filters.read(filters), "service_frequency")["service_frequency"]
	return _columns(), [_row(row) for row in rows], None, _chart(rows)


def _columns() -> list[dict[str, Any]]:
	names = (
		("service_type", _("Service type"), "Link", 200),
		("name_ar", _("Arabic name"), "Data", 160),
		("visits", _("Visits"), "Int", 90),
		("revenue", _("Revenue"), "Currency", 130),
		("median_days_between", _("Median days between visits"), "Float", 180),
	)
	return [
		{
			"fieldname": name,
			"label": label,
			"fieldtype": kind,
			"width": width,
			"options": "Service Type" if kind == "Link" else None,
			"precision": 1 if kind == "Float" else None,
		}
		for name, label, kind, width in names
	]


def _row(row: dict[str, Any]) -> dict[str, Any]:
	return {**row, "name_ar": row["name_ar"] or ""}


def _chart(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
	if not rows:
		return None
	arabic = frappe.local.lang == "ar"
	labels = [(arabic and row["name_ar"]) or row["service_type"] for row in rows]
	values = [row["visits"] for row in rows]
	return {
		"data": {"labels": labels, "datasets": [{"name": _("Visits"), "values": values}]},
		"type": "bar",
	}
