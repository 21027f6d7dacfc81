"""The workshop's records as the columns that core computes with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import frappe
from frappe.utils import getdate

from workshop_crm.core.analytics.facts import (
	Customers,
	CustomerValues,
	DashboardFacts,
	Invitations,
	ServiceType,
	ValueTrend,
	service_index,
)
from workshop_crm.core.analytics.transactions import InvoiceRow, from_rows
from workshop_crm.services.analytics.records import ANALYTICS, SNAPSHOT
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES
from workshop_crm.services.surveys.asked import asked_customers

TREND_MONTHS = 12


def read_facts(everything: bool = False) -> DashboardFacts:
	"""What the user may see of the workshop; with `everything` the permissions are not asked.

	Customers are those who have come at least once.
	"""
	invoices = list(_invoices(everything))
	customers = _customers({row.customer for row in invoices}, everything)
	services = tuple(
		ServiceType(name, name_ar or "")
		for name, name_ar in frappe.get_all(
			"Service Type", fields=["name", "name_ar"], order_by="name", as_list=True
		)
	)
	places, kinds = customers.index(), service_index(services)
	return DashboardFacts(
		as_of=getdate(),
		currency=settings.currency(),
		customers=customers,
		service_types=services,
		transactions=from_rows(invoices, places, kinds),
		invitations=Invitations.from_rows(_invitations(everything), places, kinds),
		values=_values(customers, everything),
		trend=_trend() if everything else None,
		points_liability=_points_liability(everything),
		rules=settings.scoring_rules(),
	)


def last_run() -> Any:
	"""When the values were computed for the last time; None before the first time."""
	return frappe.db.get_value(
		ANALYTICS, {"computed_on": ("is", "set")}, "computed_on", order_by="computed_on desc"
	)


def _invoices(everything: bool) -> Iterable[InvoiceRow]:
	fields = ["customer", "posting_date", "base_grand_total", "posting_time", "service_type"]
	for doctype in INVOICE_DOCTYPES:
		filters = {"docstatus": 1}
		if doctype == "Sales Invoice":
			filters["is_consolidated"] = 0
		for row in _rows(doctype, filters, fields, everything):
			yield InvoiceRow(row[0], row[1], float(row[2]), _hour(row[3]), row[4])


def _customers(ids: set[str], everything: bool) -> Customers:
	rows = _rows("Customer", {}, ["name", "customer_name", "customer_name_ar"], everything)
	return Customers.from_rows(row for row in rows if row[0] in ids)


def _invitations(everything: bool) -> Iterable[tuple[str, date, str | None, bool, int | None]]:
	ratings = dict(_rows("Survey Response", {}, ["invitation", "rating"], everything))
	for row in asked_customers(everything):
		yield (
			row.customer,
			row.sent_on.date(),
			row.service_type,
			row.status == "Answered",
			ratings.get(row.name),
		)


def _values(customers: Customers, everything: bool) -> CustomerValues | None:
	computed_on = last_run()
	if not computed_on:
		return None
	fields = ["customer", "segment", "clv", "p_alive"]
	rows = _rows(ANALYTICS, {}, fields, everything)
	method = frappe.db.get_value(ANALYTICS, {"computed_on": computed_on}, "method")
	return CustomerValues.from_rows(rows, customers.index(), getdate(computed_on), method or "")


def _trend() -> ValueTrend | None:
	"""Stored month ends, once there are enough of them; until then core works them out from the invoices."""
	rows = frappe.db.sql(
		f"select month, sum(clv), avg(clv) from `tab{SNAPSHOT}` group by month order by month desc limit %s",
		TREND_MONTHS,
	)
	if len(rows) < TREND_MONTHS:
		return None
	months, totals, averages = zip(*reversed(rows), strict=True)
	return ValueTrend(
		tuple(month.strftime("%Y-%m") for month in months),
		tuple(float(total) for total in totals),
		tuple(float(average) for average in averages),
	)


def _points_liability(everything: bool) -> float | None:
	values = dict(frappe.get_all("Loyalty Program", fields=["name", "conversion_factor"], as_list=True))
	if not values:
		return None
	accounts = _rows(
		"Customer Loyalty Points", {"balance": (">", 0)}, ["loyalty_program", "balance"], everything
	)
	return sum(float(values.get(program) or 0) * balance for program, balance in accounts)


def _rows(doctype: str, filters: dict[str, Any], fields: list[str], everything: bool) -> list[tuple]:
	return frappe.get_list(
		doctype, filters=filters, fields=fields, as_list=True, limit=0, ignore_permissions=everything
	)


def _hour(time: timedelta | None) -> int | None:
	return None if time is None else min(int(time.total_seconds() // 3600), 23)
