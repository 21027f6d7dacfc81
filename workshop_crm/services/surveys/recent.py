"""The visits of the last days that the user may see, from invoices and whatever documents the surveys name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import frappe
from frappe.utils import getdate, now_datetime

from workshop_crm.core.surveys.asking import one_for_each_visit, reason_shown, visit_row
from workshop_crm.core.surveys.triggers import STATE, Trigger
from workshop_crm.core.surveys.visits import Visit, invitation_to
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES
from workshop_crm.services.platform.session import language
from workshop_crm.services.platform.survey_links import INVITATION
from workshop_crm.services.platform.words import _
from workshop_crm.services.surveys import triggers, visits

# More than a workshop does in a day.
MAX_ROWS = 500


def visits_since(day: date, customer: str | None = None) -> list[Visit]:
	"""One for each visit, the latest first; only documents that the user may read."""
	return one_for_each_visit(visit for row in _rows() for visit in _of_row(row, day, customer))


def row_of(doctype: str) -> Trigger:
	"""How a document of this type is read: by its first row, or as an invoice."""
	known = triggers.of_doctype(doctype)
	return known[0] if known else Trigger("", "", doctype, vehicle_field="vehicle")


def invitations_to(seen: Sequence[Visit]) -> list[frappe._dict | None]:
	"""The invitation to each visit, or None."""
	if not seen:
		return []
	of_customers = {"customer": ("in", list({visit.customer for visit in seen}))}
	of_visits = {
		"visited_on": (">=", min(visit.visited_on for visit in seen)),
		"reference_name": ("in", [visit.document for visit in seen]),
	}
	fields = [
		"name",
		"source",
		"customer",
		"vehicle",
		"visited_on",
		"status",
		"contacts",
		"reason",
		"last_asked_on",
		"expires_on",
		"reference_doctype",
		"reference_name",
	]
	known = frappe.get_all(INVITATION, of_customers, fields, or_filters=of_visits)
	return [invitation_to(visit, known) for visit in seen]


def rows(seen: Sequence[Visit], reasons: Sequence[str]) -> list[dict[str, Any]]:
	"""The visits as a screen lists them. `reasons` are translatable."""
	names = _names(seen)
	return [
		visit_row(
			visit,
			invitation,
			names[visit.document],
			_(reason) if reason else reason_shown(invitation, getdate(now_datetime()), _),
			language(),
		)
		for visit, invitation, reason in zip(seen, invitations_to(seen), reasons, strict=True)
	]


def _rows() -> Iterator[Trigger]:
	for doctype in dict.fromkeys((*INVOICE_DOCTYPES, *triggers.of_doctypes())):
		if frappe.db.table_exists(doctype) and frappe.has_permission(doctype, "read"):
			yield row_of(doctype)


def _of_row(row: Trigger, day: date, customer: str | None) -> Iterator[Visit]:
	columns = frappe.db.get_table_columns(row.doctype)
	if row.customer_field not in columns:
		return
	dated = next((field for field in visits.DATES if field in columns), None) if row.event != STATE else None
	filters: list[Any] = [[dated or "modified", ">=", day]]
	filters.append([row.state_field, "=", row.state_value] if row.event == STATE else ["docstatus", "=", 1])
	filters += [[mark, "=", 0] for mark in ("is_return", "is_consolidated") if mark in columns]
	filters += [[row.customer_field, "=", customer]] if customer else [[row.customer_field, "is", "set"]]
	wanted = {row.customer_field, row.vehicle_field, dated, "company", "service_type", "name", "modified"} - {
		"",
		None,
	}
	fields = [field for field in wanted if field in columns or field in ("name", "modified")]
	found = frappe.get_list(
		row.doctype, filters=filters, fields=fields, order_by="modified desc", limit=MAX_ROWS
	)
	for one in found:
		document = frappe._dict(one, doctype=row.doctype, docstatus=1)
		yield visits.visit_of(document, row)


def _names(seen: Sequence[Visit]) -> dict[str, dict[str, Any]]:
	customers = _read("Customer", {visit.customer for visit in seen}, "customer_name", "customer_name_ar")
	cars = _read("Vehicle", {visit.vehicle for visit in seen}, "plate_latin", "plate_ar")
	services = _read("Service Type", {visit.service_type for visit in seen}, "name_ar as service_type_ar")
	return {
		visit.document: {
			**customers.get(visit.customer, {}),
			**cars.get(visit.vehicle or "", {}),
			**services.get(visit.service_type or "", {}),
		}
		for visit in seen
	}


def _read(doctype: str, names: set[str | None], *fields: str) -> dict[str, frappe._dict]:
	wanted = [name for name in names if name]
	if not wanted:
		return {}
	found = frappe.get_all(doctype, {"name": ("in", wanted)}, ["name as key_", *fields])
	return {one.pop("key_"): one for one in found}
