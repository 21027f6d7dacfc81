"""Visits: submitted Sales Invoices and POS Invoices. A consolidated Sales Invoice repeats POS Invoices."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import cint, flt

from workshop_crm.core.profile.model import VisitFact
from workshop_crm.services import vehicles
from workshop_crm.services.invoices import INVOICE_DOCTYPES
from workshop_crm.services.isolation import isolated
from workshop_crm.services.money import decimal

STATUS = {1: "Submitted", 2: "Cancelled"}
FIELDS = ["name", "posting_date", "base_grand_total", "docstatus", "is_return", "vehicle", "service_type"]


def prepare(invoice: Document) -> None:
	"""Give the invoice its service type when it has none, and check the car's reading."""
	if invoice.get("is_consolidated"):
		return
	if not invoice.service_type:
		invoice.service_type = _dearest_service(invoice)
	if not invoice.is_return:
		vehicles.check_visit(invoice.customer, invoice.vehicle, cint(invoice.odometer))


def note_odometer(invoice: Document) -> None:
	"""Keep the car's reading of a submitted invoice."""
	if invoice.vehicle and cint(invoice.odometer) and not invoice.is_return:
		with isolated("Odometer", invoice.doctype, invoice.name):
			vehicles.note_odometer(invoice.vehicle, cint(invoice.odometer))


def latest(customer: str, limit: int) -> list[VisitFact]:
	"""The customer's latest invoices that the user may see, in no order; at most `limit` of each kind."""
	rows = [row for doctype in INVOICE_DOCTYPES for row in _latest(doctype, customer, limit)]
	plates = _values("Vehicle", rows, "vehicle", "plate_latin")
	names_ar = _values("Service Type", rows, "service_type", "name_ar")
	return [
		VisitFact(
			invoice=row.name,
			date=row.posting_date,
			amount=decimal(row.base_grand_total),
			status="Return" if row.is_return and row.docstatus == 1 else STATUS[row.docstatus],
			vehicle=row.vehicle,
			plate=plates.get(row.vehicle) or "",
			service_type=row.service_type,
			service_type_ar=names_ar.get(row.service_type) or "",
		)
		for row in rows
	]


def count(customer: str) -> int:
	"""How many visits the user may see."""
	return sum(
		len(
			frappe.get_list(
				doctype, filters=_filters(doctype, customer, [1], is_return=0), pluck="name", limit=0
			)
		)
		for doctype in INVOICE_DOCTYPES
		if frappe.has_permission(doctype, "read")
	)


def _latest(doctype: str, customer: str, limit: int) -> list[frappe._dict]:
	if not frappe.has_permission(doctype, "read"):
		return []
	return frappe.get_list(
		doctype,
		filters=_filters(doctype, customer, [1, 2]),
		fields=FIELDS,
		order_by="posting_date desc, creation desc",
		limit=limit,
	)


def _filters(doctype: str, customer: str, docstatus: list[int], **more: Any) -> dict[str, Any]:
	filters = {"customer": customer, "docstatus": ("in", docstatus), **more}
	if doctype == "Sales Invoice":
		filters["is_consolidated"] = 0
	return filters


def _values(doctype: str, rows: list[frappe._dict], link: str, fieldname: str) -> dict[str, str]:
	names = {row[link] for row in rows if row[link]}
	if not names:
		return {}
	return dict(frappe.get_all(doctype, {"name": ("in", list(names))}, ["name", fieldname], as_list=True))


def _dearest_service(invoice: Document) -> str | None:
	for row in sorted(invoice.items, key=lambda row: -flt(row.amount)):
		service_type = (
			frappe.get_cached_value("Item", row.item_code, "service_type") if row.item_code else None
		)
		if service_type:
			return service_type
	return None
