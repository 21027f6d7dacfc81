"""What each customer is worth, as the dashboard's list has it."""

from typing import Any

from workshop_crm.services.analytics import dashboard
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.platform.words import _
from workshop_crm.workshop_crm.report import dashboard_filters

PERCENT = 100


def execute(filters: dict[str, Any] | None = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
	"""Of the customers whom the user may see, the most valuable first."""
	with as_frappe_errors():
		found = dashboard.all_customers(dashboard_filters.read(filters))
	return _columns(), [_row(row) for row in found["customers"]]


def _columns() -> list[dict[str, Any]]:
	names = (
		("customer", _("Customer"), "Link", 150),
		("customer_name", _("Name"), "Data", 180),
		("segment", _("Segment"), "Data", 110),
		("visits", _("Visits"), "Int", 80),
		("last_visit", _("Last visit"), "Date", 110),
		("revenue", _("Revenue"), "Currency", 120),
		("clv", _("Lifetime value"), "Currency", 130),
		("p_alive", _("Probability of being a customer"), "Percent", 130),
	)
	return [
		{"fieldname": name, "label": label, "fieldtype": kind, "width": width, "options": _options(name)}
		for name, label, kind, width in names
	]


def _options(name: str) -> str | None:
	return "Customer" if name == "customer" else None


def _row(row: dict[str, Any]) -> dict[str, Any]:
	return {
		**row,
		"customer_name": row["name"],
		"segment": _(row["segment"]) if row["segment"] else "",
		"p_alive": None if row["p_alive"] is None else row["p_alive"] * PERCENT,
	}
