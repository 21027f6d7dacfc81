"""The company's past invoices with all that rules read of them, in one question a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import frappe
from frappe.utils import cint, getdate

from workshop_crm.core.loyalty.past_invoices import (
	Car,
	Head,
	History,
	Line,
	Names,
	Person,
	ServiceInterval,
)
from workshop_crm.services.platform.invoices import used_doctypes
from workshop_crm.services.platform.money import decimal

GROUPS = {"item_group": "Item Group", "branch": "Cost Center", "customer_group": "Customer Group"}


def read(company: str, since: date, until: date) -> History:
	"""Of all days up to `until`; the lines of invoices from `since` on."""
	return History(
		[head for doctype in used_doctypes() for head in _heads(doctype, company, until)],
		_lines(company, since, until),
		cars={
			row[0]: Car(row[1] or "", cint(row[2]) or None) for row in _all("Vehicle", "make", "model_year")
		},
		persons={
			row[0]: Person(row[1], bool(row[2])) for row in _all("Customer", "birth_date", "recommended_by")
		},
		intervals={
			row[0]: ServiceInterval(cint(row[1]) or None, cint(row[2]) or None)
			for row in _all("Service Type", "interval_months", "interval_km")
		},
		answered=_answered(),
		above={kind: _above(doctype) for kind, doctype in GROUPS.items()},
	)


def _heads(doctype: str, company: str, until: date) -> Iterator[Head]:
	invoice = frappe.qb.DocType(doctype)
	query = (
		frappe.qb.from_(invoice)
		.select(
			invoice.name,
			invoice.customer,
			invoice.posting_date,
			invoice.base_grand_total,
			invoice.return_against,
			invoice.vehicle,
			invoice.odometer,
			invoice.service_type,
			invoice.cost_center,
			invoice.customer_group,
		)
		.where(invoice.docstatus == 1)
		.where(invoice.company == company)
		.where(invoice.posting_date <= until)
		.orderby(invoice.creation)
	)
	if doctype == "Sales Invoice":
		# A merged invoice has the sales of the Point of Sale once more.
		query = query.where(invoice.is_consolidated == 0)
	for row in query.run():
		yield Head._make((*row[:3], decimal(row[3]), *row[4:]))


def _lines(company: str, since: date, until: date) -> dict[str, list[Line]]:
	found: dict[str, list[Line]] = defaultdict(list)
	for doctype in used_doctypes():
		invoice, row = frappe.qb.DocType(doctype), frappe.qb.DocType(f"{doctype} Item")
		item = frappe.qb.DocType("Item")
		query = (
			frappe.qb.from_(row)
			.join(invoice)
			.on(invoice.name == row.parent)
			.left_join(item)
			.on(item.name == row.item_code)
			.select(row.parent, row.base_net_amount, row.item_code, row.item_group, item.service_type)
			.where(invoice.docstatus == 1)
			.where(invoice.is_return == 0)
			.where(invoice.company == company)
			.where(invoice.posting_date >= since)
			.where(invoice.posting_date <= until)
		)
		for parent, net, code, group, service_type in query.run():
			found[parent].append(Line(decimal(net), code or "", group, service_type))
	return found


def _all(doctype: str, *fields: str) -> Any:
	return frappe.get_all(doctype, fields=["name", *fields], as_list=True, order_by=None)


def _answered() -> dict[str, list[date]]:
	found: dict[str, list[date]] = defaultdict(list)
	rows = frappe.get_all(
		"Survey Response",
		{"customer": ("is", "set")},
		["customer", "answered_on"],
		order_by="answered_on",
		as_list=True,
	)
	for customer, answered_on in rows:
		found[customer].append(getdate(answered_on))
	return found


def _above(doctype: str) -> dict[str, Names]:
	"""By name: itself and the groups above it."""
	rows = frappe.get_all(doctype, fields=["name", "lft", "rgt"], order_by="lft")
	found: dict[str, Names] = {}
	open_groups: list[Any] = []
	for row in rows:
		open_groups = [group for group in open_groups if group.rgt > row.lft]
		found[row.name] = Names((row.name, *(group.name for group in open_groups)))
		open_groups.append(row)
	return found
