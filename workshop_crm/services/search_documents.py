"""Customers as the search index wants them, read in a few queries however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import frappe
from frappe.query_builder import Order
from frappe.query_builder.functions import Max, Sum

from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.services.invoices import INVOICE_DOCTYPES

BATCH = 2000


@dataclass(slots=True)
class _Details:
	"""What belongs to one customer besides his own record."""

	phones: list[str] = field(default_factory=list)
	plates: list[str] = field(default_factory=list)
	vins: list[str] = field(default_factory=list)
	last_visit: str | None = None
	value: float = 0.0


def documents(customers: Sequence[str]) -> list[CustomerDocument]:
	"""The documents of those `customers` that exist."""
	details: dict[str, _Details] = defaultdict(_Details)
	_add_phones(customers, details)
	_add_vehicles(customers, details)
	_add_visits(customers, details)
	return [_document(row, details[row.name]) for row in _rows(customers)]


def all_documents(progress: Callable[[int, int], None] | None = None) -> Iterator[CustomerDocument]:
	"""Every customer's document; `progress` is told how many of how many are done."""
	total, done, last = frappe.db.count("Customer"), 0, ""
	while names := _names_after(last):
		yield from documents(names)
		last, done = names[-1], done + len(names)
		if progress:
			progress(done, total)


def _document(row: frappe._dict, details: _Details) -> CustomerDocument:
	phones = [row.mobile_no, *details.phones] if row.mobile_no else details.phones
	return CustomerDocument(
		customer=row.name,
		name=row.customer_name or "",
		name_ar=row.customer_name_ar or "",
		phones=tuple(dict.fromkeys(phones)),
		plates=tuple(dict.fromkeys(details.plates)),
		vins=tuple(dict.fromkeys(details.vins)),
		disabled=bool(row.disabled),
		last_visit=details.last_visit,
		value=details.value,
	)


def _rows(customers: Sequence[str]) -> list[frappe._dict]:
	fields = ["name", "customer_name", "customer_name_ar", "mobile_no", "disabled"]
	return frappe.get_all("Customer", {"name": ("in", customers)}, fields)


def _names_after(last: str) -> list[str]:
	customer = frappe.qb.DocType("Customer")
	query = frappe.qb.from_(customer).select(customer.name).where(customer.name > last)
	return query.orderby(customer.name, order=Order.asc).limit(BATCH).run(pluck=True)


def _add_phones(customers: Sequence[str], details: dict[str, _Details]) -> None:
	link, phone = frappe.qb.DocType("Dynamic Link"), frappe.qb.DocType("Contact Phone")
	rows = (
		frappe.qb.from_(link)
		.join(phone)
		.on((phone.parent == link.parent) & (phone.parenttype == "Contact"))
		.select(link.link_name, phone.phone)
		.where(link.parenttype == "Contact")
		.where(link.link_doctype == "Customer")
		.where(link.link_name.isin(customers))
		.orderby(phone.is_primary_mobile_no, order=Order.desc)
	).run()
	for customer, number in rows:
		details[customer].phones.append(number)


def _add_vehicles(customers: Sequence[str], details: dict[str, _Details]) -> None:
	fields = ["customer", "plate_latin", "license_plate", "chassis_no"]
	for row in frappe.get_all("Vehicle", {"customer": ("in", customers)}, fields, order_by="creation"):
		details[row.customer].plates.append(row.plate_latin or row.license_plate)
		if row.chassis_no:
			details[row.customer].vins.append(row.chassis_no)


def _add_visits(customers: Sequence[str], details: dict[str, _Details]) -> None:
	for doctype in INVOICE_DOCTYPES:
		invoice = frappe.qb.DocType(doctype)
		query = (
			frappe.qb.from_(invoice)
			.select(invoice.customer, Max(invoice.posting_date), Sum(invoice.base_grand_total))
			.where(invoice.customer.isin(customers))
			.where(invoice.docstatus == 1)
			.groupby(invoice.customer)
		)
		if doctype == "Sales Invoice":
			query = query.where(invoice.is_consolidated == 0)
		for customer, last_visit, value in query.run():
			found = details[customer]
			found.last_visit = max(found.last_visit or "", last_visit.isoformat())
			found.value += float(value or 0)
