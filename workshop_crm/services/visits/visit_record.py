"""Visits: submitted Sales Invoices and POS Invoices. A consolidated Sales Invoice repeats POS Invoices."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import cint, flt, getdate

from workshop_crm.core.common import fields
from workshop_crm.core.common.errors import about
from workshop_crm.core.common.invoices import SUBMITTED, visit_status
from workshop_crm.core.common.limits import MAX_ODOMETER
from workshop_crm.core.profile.model import VisitFact
from workshop_crm.core.profile.view import visits_view
from workshop_crm.core.vehicles.odometer import check_reading
from workshop_crm.core.visits.payments import still_open
from workshop_crm.services.platform.consolidation import is_consolidated
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES, used_doctypes
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.platform.money import decimal
from workshop_crm.services.platform.permissions import require_customer
from workshop_crm.services.vehicles import vehicle_record
from workshop_crm.services.visits import payments, people
from workshop_crm.services.visits.visit import INVOICE as SALES_INVOICE
from workshop_crm.services.visits.visit import may_cancel, may_take_back

FIELDS = [
	"name",
	"posting_date",
	"base_grand_total",
	"docstatus",
	"is_return",
	"vehicle",
	"service_type",
	"odometer",
	"outstanding_amount",
]


def prepare(invoice: Document) -> None:
	"""Give the invoice its service type when it has none, and check the car's reading; once submitted, say whose visit it is."""
	if is_consolidated(invoice):
		return
	with about("odometer"):
		invoice.odometer = fields.whole_number({"odometer": invoice.odometer}, "odometer", 0, MAX_ODOMETER)
	if not invoice.service_type:
		invoice.service_type = _dearest_service(invoice)
	if invoice.docstatus == SUBMITTED and not invoice.is_return:
		people.fill_in(invoice)
	if invoice.vehicle and not invoice.is_return:
		vehicle_record.check_owner(invoice.vehicle, invoice.customer)
		if invoice.odometer:
			check_reading(_known_reading(invoice), invoice.odometer, invoice.odometer_reason or "")


def note_odometer(invoice: Document) -> None:
	"""Keep the car's reading of a submitted invoice, unless it was entered late and the car has been here since."""
	if not invoice.vehicle or not cint(invoice.odometer) or invoice.is_return:
		return
	with isolated("Odometer", invoice.doctype, invoice.name):
		if not _is_late(invoice, _readings(invoice)):
			vehicle_record.note_odometer(
				invoice.vehicle, cint(invoice.odometer), (invoice.odometer_reason or "").strip()
			)


def latest(
	customer: str,
	limit: int,
	cars: Mapping[str, frappe._dict],
	names_ar: Mapping[str, str],
	doctypes: Collection[str],
) -> tuple[list[VisitFact], int]:
	"""The customer's latest invoices that the user may see, in no order, at most `limit` of each kind; and how many there are.

	`cars` are known Vehicles with their plate_latin, `names_ar` Arabic names by service type.
	"""
	rows, count = [], 0
	for doctype in doctypes:
		found = _latest(doctype, customer, limit)
		rows += found
		if len(found) < limit:
			count += sum(row.docstatus == 1 and not row.is_return for row in found)
		else:
			count += _count(doctype, customer, [1], is_return=0)
	return _facts(rows, cars, names_ar), count


def page(customer: str, limit: int, offset: int) -> dict[str, Any]:
	"""All invoices of a customer, the latest first, the cancelled ones and credit notes too; and how many there are."""
	require_customer(customer)
	rows, total = [], 0
	for doctype in used_doctypes():
		rows += _latest(doctype, customer, limit + offset)
		total += _count(doctype, customer, [1, 2])
	names = frappe.get_all("Service Type", fields=["name", "name_ar"], as_list=True, order_by=None)
	# What is asked of each invoice is asked of those on the page only.
	shown = sorted(rows, key=lambda row: (row.posting_date, row.name), reverse=True)[offset : offset + limit]
	facts = _facts(shown, {}, {name: name_ar or "" for name, name_ar in names})
	return {"visits": visits_view(facts, limit), "total": total}


def _facts(
	rows: Sequence[frappe._dict], cars: Mapping[str, frappe._dict], names_ar: Mapping[str, str]
) -> list[VisitFact]:
	plates = _plates({row.vehicle for row in rows if row.vehicle}, cars)
	rights = (may_take_back(), may_cancel())
	credit = _credit(rows)
	return [_fact(row, plates, names_ar, rights, credit.get(row.name, Decimal(0))) for row in rows]


def _credit(rows: Sequence[frappe._dict]) -> dict[str, Decimal]:
	"""What credit notes owe on those that are open: nothing is asked about the others."""
	found: dict[str, Decimal] = {}
	for doctype in INVOICE_DOCTYPES:
		of_kind = [row.name for row in rows if row.doctype == doctype and flt(row.outstanding_amount) > 0]
		found |= payments.credit_of(doctype, of_kind)
	return found


def _fact(
	row: frappe._dict,
	plates: Mapping[str, str],
	names_ar: Mapping[str, str],
	rights: tuple[bool, bool],
	credit: Decimal,
) -> VisitFact:
	is_own = row.doctype == SALES_INVOICE
	takes_back, cancels = rights
	return VisitFact(
		invoice=row.name,
		date=row.posting_date,
		amount=decimal(row.base_grand_total),
		status=visit_status(row.docstatus, row.is_return),
		vehicle=row.vehicle,
		plate=plates.get(row.vehicle) or "",
		service_type=row.service_type,
		service_type_ar=names_ar.get(row.service_type) or "",
		odometer=cint(row.odometer) or None,
		outstanding=still_open(decimal(row.outstanding_amount), credit) if row.docstatus == 1 else Decimal(0),
		may_return=is_own and takes_back,
		may_cancel=is_own and cancels,
	)


def _count(doctype: str, customer: str, docstatus: list[int], **more: Any) -> int:
	if not frappe.has_permission(doctype, "read"):
		return 0
	return frappe.get_list(
		doctype,
		filters=_filters(doctype, customer, docstatus, **more),
		fields=["count(*) as visits"],
		order_by=None,
	)[0].visits


def _known_reading(invoice: Document) -> int | None:
	"""What the odometer showed before the visit: of one entered late, at the visit before it."""
	readings = _readings(invoice)
	if not _is_late(invoice, readings):
		return cint(frappe.db.get_value("Vehicle", invoice.vehicle, "last_odometer"))
	on = getdate(invoice.posting_date)
	return max((reading for reading in readings if reading[0] <= on), default=(on, None))[1]


def _is_late(invoice: Document, readings: list[tuple[date, int]]) -> bool:
	return any(day > getdate(invoice.posting_date) for day, _km in readings)


def _readings(invoice: Document) -> list[tuple[date, int]]:
	"""Day and kilometres of the car's other submitted visits."""
	return [
		(row.posting_date, row.odometer)
		for doctype in INVOICE_DOCTYPES
		for row in frappe.get_all(
			doctype,
			{
				"vehicle": invoice.vehicle,
				"docstatus": 1,
				"is_return": 0,
				"odometer": (">", 0),
				"name": ("!=", invoice.name),
			},
			["posting_date", "odometer"],
			order_by=None,
		)
	]


def _latest(doctype: str, customer: str, limit: int) -> list[frappe._dict]:
	if not frappe.has_permission(doctype, "read"):
		return []
	rows = frappe.get_list(
		doctype,
		filters=_filters(doctype, customer, [1, 2]),
		fields=FIELDS,
		# As the page is cut: among those of one day, too.
		order_by="posting_date desc, name desc",
		limit=limit,
	)
	for row in rows:
		row.doctype = doctype
	return rows


def _filters(doctype: str, customer: str, docstatus: list[int], **more: Any) -> dict[str, Any]:
	filters = {"customer": customer, "docstatus": ("in", docstatus), **more}
	if doctype == SALES_INVOICE:
		filters["is_consolidated"] = 0
	return filters


def _plates(vehicles: set[str], cars: Mapping[str, frappe._dict]) -> dict[str, str]:
	plates = {name: car.plate_latin for name, car in cars.items()}
	if missing := vehicles - plates.keys():
		found = {"name": ("in", list(missing))}
		plates.update(frappe.get_all("Vehicle", found, ["name", "plate_latin"], as_list=True, order_by=None))
	return plates


def _dearest_service(invoice: Document) -> str | None:
	for row in sorted(invoice.items, key=lambda row: -flt(row.amount)):
		service_type = (
			frappe.get_cached_value("Item", row.item_code, "service_type") if row.item_code else None
		)
		if service_type:
			return service_type
	return None
