"""What the earning rules read of an invoice, its car and its customer. Only what the program's rules ask for is loaded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import cint, getdate
from frappe.utils.nestedset import get_ancestors_of

from workshop_crm.core.loyalty.rules.facts import (
	EarlierVisit,
	Invoice,
	LastService,
	LineFacts,
	SaleFacts,
	earlier_visits,
)
from workshop_crm.core.loyalty.rules.model import EarningRule
from workshop_crm.core.loyalty.rules.needs import needs_of
from workshop_crm.services.platform.invoices import used_doctypes
from workshop_crm.services.platform.money import decimal

NO_CAR = frappe._dict()


def of_sale(invoice: Document, rules: Iterable[EarningRule]) -> SaleFacts:
	"""A Sales Invoice or POS Invoice, saved or not, with its totals."""
	needs, day = needs_of(rules), getdate(invoice.posting_date)
	car = _car(invoice.vehicle) if needs.vehicle and invoice.vehicle else NO_CAR
	person = _person(invoice.customer) if needs.person else NO_CAR
	return SaleFacts(
		day,
		tuple(_lines(invoice)),
		branches=_with_above("Cost Center", _cost_center(invoice)),
		vehicle_make=car.make or "",
		model_year=cint(car.model_year) or None,
		odometer=cint(invoice.odometer) or None,
		last_services=dict(_last_services(invoice, day)) if needs.services and invoice.vehicle else {},
		customer_groups=_with_above("Customer Group", invoice.customer_group),
		earlier=_earlier(invoice, day) if needs.visits else (),
		born_on=person.birth_date,
		answered_on=_answered_on(invoice.customer, day) if needs.answers else None,
		referred=bool(person.recommended_by),
	)


def _lines(invoice: Document) -> Iterable[LineFacts]:
	"""A line whose item has no service type belongs to the service of the visit."""
	codes = {row.item_code for row in invoice.items if row.item_code}
	types = dict(
		frappe.get_all("Item", {"name": ("in", list(codes))}, ["name", "service_type"], as_list=True)
	)
	groups = {group: _with_above("Item Group", group) for group in {row.item_group for row in invoice.items}}
	for row in invoice.items:
		yield LineFacts(
			decimal(row.base_net_amount),
			row.item_code or "",
			groups[row.item_group],
			types.get(row.item_code) or invoice.service_type or "",
		)


def _cost_center(invoice: Document) -> str | None:
	return invoice.cost_center or next((row.cost_center for row in invoice.items if row.cost_center), None)


def _with_above(doctype: str, name: str | None) -> frozenset[str]:
	return frozenset((name, *get_ancestors_of(doctype, name))) if name else frozenset()


def _car(vehicle: str) -> frappe._dict:
	return frappe.db.get_value("Vehicle", vehicle, ["make", "model_year"], as_dict=True) or NO_CAR


def _person(customer: str) -> frappe._dict:
	return frappe.db.get_value("Customer", customer, ["birth_date", "recommended_by"], as_dict=True) or NO_CAR


def _last_services(invoice: Document, day: date) -> Iterable[tuple[str, LastService]]:
	"""The latest of each service of the car before this day, whoever had it then."""
	found: dict[str, frappe._dict] = {}
	for doctype in used_doctypes():
		filters = {
			"vehicle": invoice.vehicle,
			"docstatus": 1,
			"is_return": 0,
			"posting_date": ("<", day),
			"service_type": ("is", "set"),
		}
		for row in frappe.get_all(doctype, filters, ["service_type", "posting_date", "odometer"]):
			known = found.get(row.service_type)
			if known is None or row.posting_date > known.posting_date:
				found[row.service_type] = row
	types = frappe.get_all(
		"Service Type", {"name": ("in", list(found))}, ["name", "interval_km", "interval_months"]
	)
	for kind in types:
		last = found[kind.name]
		yield (
			kind.name,
			LastService(
				last.posting_date, cint(last.odometer) or None, kind.interval_months, kind.interval_km
			),
		)


def _earlier(invoice: Document, day: date) -> tuple[EarlierVisit, ...]:
	"""Invoices that a merge of the Point of Sale made are there twice: as themselves and in the merged one."""
	rows: list[Invoice] = []
	for doctype in used_doctypes():
		filters = {
			"customer": invoice.customer,
			"company": invoice.company,
			"docstatus": 1,
			"posting_date": ("<=", day),
			"name": ("!=", invoice.name or ""),
		}
		if doctype == "Sales Invoice":
			filters["is_consolidated"] = 0
		fields = ["name", "posting_date", "base_grand_total", "return_against"]
		rows += (
			Invoice(row.name, row.posting_date, decimal(row.base_grand_total), row.return_against)
			for row in frappe.get_all(doctype, filters, fields)
		)
	return earlier_visits(row for row in rows if row.return_against != invoice.name)


def _answered_on(customer: str, day: date) -> date | None:
	found = frappe.get_all(
		"Survey Response",
		{"customer": customer, "answered_on": ("<", f"{day} 23:59:59.999999")},
		pluck="answered_on",
		order_by="answered_on desc",
		limit=1,
	)
	return getdate(found[0]) if found else None
