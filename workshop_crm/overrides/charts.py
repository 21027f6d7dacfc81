"""Frappe's charts: a heatmap and the cache of results ask nobody's permission, and answer questions about any field."""

from __future__ import annotations

from inspect import unwrap
from typing import Any

import frappe
from frappe.desk.doctype.dashboard_chart import dashboard_chart

from workshop_crm.core.common.errors import N_, NotAllowed
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.platform.permissions import unrestricted

CHART, HEATMAP = "Dashboard Chart", "Heatmap"


@frappe.whitelist()
def get(
	chart_name: str | None = None,
	chart: str | dict | None = None,
	no_cache: Any = None,
	filters: Any = None,
	from_date: str | None = None,
	to_date: str | None = None,
	timespan: str | None = None,
	time_interval: str | None = None,
	heatmap_year: Any = None,
	refresh: Any = None,
) -> dict[str, Any] | None:
	"""Frappe's own answer; kept results and heatmaps for those who may read all of the DocType. Raises PermissionError."""
	of = frappe.get_doc(CHART, chart_name) if chart_name else frappe._dict(frappe.parse_json(chart) or {})
	reads_all = bool(of.document_type) and unrestricted(of.document_type)
	if not reads_all and (of.type == HEATMAP or not of.document_type):
		with as_frappe_errors():
			raise NotAllowed(N_("You may not read all records that this chart is about."))
	given = {
		"filters": filters,
		"from_date": from_date,
		"to_date": to_date,
		"timespan": timespan,
		"time_interval": time_interval,
		"heatmap_year": heatmap_year,
	}
	if chart_name and reads_all and not no_cache:
		return dashboard_chart.get(chart_name=chart_name, refresh=refresh, **given)
	return unwrap(dashboard_chart.get)(chart_name=chart_name, chart=chart, **given)
