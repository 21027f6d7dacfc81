"""Customers as a search index wants them, read in a few queries however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pypika.terms import Criterion, Field

import frappe
from frappe.query_builder import Order
from frappe.query_builder.functions import Max, Sum
from frappe.utils import strip_html

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.customers.preferences import read_preferences
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.vehicles.plate import shown_plate
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES

BATCH = 5000

# Picks the rows of the customers that are read, given the column that names the customer.
Wanted = Callable[[Field], Criterion]


@dataclass(slots=True)
class _Details:
	"""What belongs to one customer besides his own record."""

	phones: list[str] = field(default_factory=list)
	emails: list[str] = field(default_factory=list)
	plates: list[str] = field(default_factory=list)
	vins: list[str] = field(default_factory=list)
	last_visit: str | None = None
	value: float = 0.0


def documents(customers: Sequence[str], with_notes: bool = False) -> list[CustomerDocument]:
	"""The documents of those `customers` that exist; `with_notes` for an engine that searches free text too."""
	return _read(lambda column: column.isin(customers), with_notes) if customers else []


@dataclass(frozen=True, slots=True)
class Everyone:
	"""All customers in the order of the primary key, as a source of an index; `progress` is told how many of how many are done."""

	with_notes: bool = False
	progress: Callable[[int, int], None] | None = None

	def after(self, customer: str) -> Iterator[CustomerDocument]:
		"""Those behind this one; all for the empty one."""
		total = frappe.db.count("Customer")
		done = frappe.db.count("Customer", {"name": ("<=", customer)}) if customer else 0
		while found := _read_after(customer, self.with_notes):
			yield from found
			customer, done = found[-1].customer, done + len(found)
			if self.progress:
				self.progress(done, total)

	def of(self, customers: Sequence[str]) -> list[CustomerDocument]:
		"""Those of the named ones who exist."""
		return documents(customers, self.with_notes)


def _read_after(last: str, with_notes: bool) -> list[CustomerDocument]:
	"""The next batch in the order of the primary key. Ranges of it are read faster than lists of names."""
	customer = frappe.qb.DocType("Customer")
	query = frappe.qb.from_(customer).select(customer.name).where(customer.name > last)
	names = query.orderby(customer.name, order=Order.asc).limit(BATCH).run(pluck=True)
	if not names:
		return []
	return _read(lambda column: (column > last) & (column <= names[-1]), with_notes)


def _read(wanted: Wanted, with_notes: bool) -> list[CustomerDocument]:
	details: dict[str, _Details] = defaultdict(_Details)
	_add_addresses(wanted, details)
	_add_vehicles(wanted, details)
	_add_visits(wanted, details)
	nothing = _Details()
	return [
		_document(row, details.get(row.name, nothing), with_notes) for row in _customers(wanted, with_notes)
	]


def _document(row: frappe._dict, details: _Details, with_notes: bool) -> CustomerDocument:
	phones = [row.mobile_no, *details.phones] if row.mobile_no else details.phones
	return CustomerDocument(
		customer=row.name,
		name=row.customer_name or "",
		name_ar=row.customer_name_ar or "",
		phones=tuple(dict.fromkeys(phones)),
		emails=tuple(dict.fromkeys(filter(None, (row.email_id, *details.emails)))),
		plates=tuple(dict.fromkeys(details.plates)),
		vins=tuple(dict.fromkeys(details.vins)),
		disabled=bool(row.disabled),
		last_visit=details.last_visit,
		value=details.value,
		notes=_free_text(row) if with_notes else "",
	)


def _free_text(row: frappe._dict) -> str:
	"""What staff wrote about the customer, without marks."""
	try:
		preferences: dict[str, Any] = read_preferences(row.service_preferences).values
	except InvalidInput:
		preferences = {}
	words = [value for value in preferences.values() if isinstance(value, str)]
	return "\n".join(part for part in (strip_html(row.customer_notes or ""), *words) if part)


def _customers(wanted: Wanted, with_notes: bool) -> list[frappe._dict]:
	customer = frappe.qb.DocType("Customer")
	columns = ["name", "customer_name", "customer_name_ar", "mobile_no", "email_id", "disabled"]
	if with_notes:
		columns += ["customer_notes", "service_preferences"]
	query = frappe.qb.from_(customer).select(*(customer[column] for column in columns))
	return query.where(wanted(customer.name)).orderby(customer.name).run(as_dict=True)


def _add_addresses(wanted: Wanted, details: dict[str, _Details]) -> None:
	for customer, number in _of_contacts(wanted, "Contact Phone", "phone"):
		details[customer].phones.append(number)
	for customer, email in _of_contacts(wanted, "Contact Email", "email_id"):
		details[customer].emails.append(email)


def _of_contacts(wanted: Wanted, doctype: str, fieldname: str) -> Iterator[tuple[str, str]]:
	"""What the customers' contacts have in the rows of a child DocType, with the customer."""
	link, row = frappe.qb.DocType("Dynamic Link"), frappe.qb.DocType(doctype)
	rows = (
		frappe.qb.from_(link)
		.join(row)
		.on((row.parent == link.parent) & (row.parenttype == "Contact"))
		.select(link.link_name, row[fieldname])
		.where((link.link_doctype == "Customer") & (link.parenttype == "Contact"))
		.where(wanted(link.link_name))
	).run()
	return ((customer, value) for customer, value in rows if value)


def _add_vehicles(wanted: Wanted, details: dict[str, _Details]) -> None:
	car = frappe.qb.DocType("Vehicle")
	query = frappe.qb.from_(car).select(car.customer, car.plate_latin, car.license_plate, car.chassis_no)
	for customer, latin, plate, vin in (
		query.where(wanted(car.customer)).orderby(car.customer, car.name).run()
	):
		if shown := shown_plate(latin, plate, vin):
			details[customer].plates.append(shown)
		if vin:
			details[customer].vins.append(vin)


def _add_visits(wanted: Wanted, details: dict[str, _Details]) -> None:
	for doctype in INVOICE_DOCTYPES:
		invoice = frappe.qb.DocType(doctype)
		query = (
			frappe.qb.from_(invoice)
			.select(invoice.customer, Max(invoice.posting_date), Sum(invoice.base_grand_total))
			.where(wanted(invoice.customer))
			.where(invoice.docstatus == 1)
			.groupby(invoice.customer)
		)
		if doctype == "Sales Invoice":
			query = query.where(invoice.is_consolidated == 0)
		for customer, last_visit, value in query.run():
			found = details[customer]
			found.last_visit = max(found.last_visit or "", last_visit.isoformat())
			found.value += float(value or 0)
