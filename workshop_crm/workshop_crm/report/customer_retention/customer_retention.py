"""Which share of the customers who came first in a month came in the months after, as the dashboard has it."""

from typing import Any

from workshop_crm.services.analytics import dashboard
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.platform.words import _
from workshop_crm.workshop_crm.report import dashboard_filters

PERCENT = 100


def execute(filters: dict[str, Any] | None = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
	"""Of the customers whom the user may see; a month that is not over has no share yet."""
	with as_frappe_errors():
		found = dashboard.figures(dashboard_filters.read(filters), "retention")["retention"]
	return _columns(found["periods"]), [_row(row) for row in found["rows"]]


def _columns(periods: int) -> list[dict[str, Any]]:
	return [
		{"fieldname": "cohort", "label": _("First visit"), "fieldtype": "Data", "width": 110},
		{"fieldname": "size", "label": _("Customers"), "fieldtype": "Int", "width": 100},
		*(
			{
				"fieldname": _month(period),
				"label": _("Month {0}").format(period),
				"fieldtype": "Percent",
				"width": 100,
				"precision": 1,
			}
			for period in range(1, periods)
		),
	]


def _row(row: dict[str, Any]) -> dict[str, Any]:
	followed = zip(row["shares"], row["complete"], strict=True)
	shares = {
		_month(period): share * PERCENT if complete else None
		for period, (share, complete) in enumerate(followed)
		if period
	}
	return {"cohort": row["cohort"], "size": row["size"], **shares}


def _month(period: int) -> str:
	return f"month_{period}"
