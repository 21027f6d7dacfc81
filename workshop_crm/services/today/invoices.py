"""Invoices of the day, and those that are still to be paid, of the customers whom the user may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import frappe
from frappe.utils import getdate

from workshop_crm.core.surveys.visits import Visit
from workshop_crm.core.today.day import MAX_COUNTED, section_view
from workshop_crm.core.today.invoices import Invoice, Reader, invoice_view, time_of
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.invoices import used_doctypes
from workshop_crm.services.platform.money import decimal, rounding
from workshop_crm.services.platform.permissions import customers_named
from workshop_crm.services.platform.session import language
from workshop_crm.services.platform.survey_links import INVITATION
from workshop_crm.services.platform.words import _
from workshop_crm.services.surveys import recent

FIELDS = [
	"name", "customer", "company", "vehicle", "service_type", "posting_date", "posting_time", "base_grand_total", "outstanding_amount",
]  # fmt: skip
Conditions = list[list[Any]]
UNPAID = (
	"Unpaid",
	"Overdue",
	"Partly Paid",
	"Unpaid and Discounted",
	"Overdue and Discounted",
	"Partly Paid and Discounted",
)
"""States of ERPNext's invoices of which something is still to be paid."""


def visits(branch: Conditions, limit: int) -> dict[str, Any] | None:
	"""Today's, the latest first."""
	wanted = [["posting_date", "=", getdate()], ["docstatus", "=", 1], ["is_return", "=", 0], *branch]
	return _section(wanted, (), limit, newest_first=True)


def unpaid(branch: Conditions, limit: int) -> dict[str, Any] | None:
	"""Those of which something is still to be paid, the oldest first."""
	return _section([["outstanding_amount", ">", 0], *branch], UNPAID, limit, newest_first=False)


def _section(
	wanted: Conditions, states: Sequence[str], limit: int, *, newest_first: bool
) -> dict[str, Any] | None:
	"""`states`: each is asked for by itself, because its rows stand in an index in the order that is wanted."""
	doctypes = [doctype for doctype in used_doctypes() if frappe.has_permission(doctype, "read")]
	if not doctypes:
		return None
	found = 0
	rows: list[frappe._dict] = []
	for doctype in doctypes:
		asked = [*wanted, *_own(doctype)]
		found += _count(doctype, [*asked, ["status", "in", states]] if states else asked)
		for state in states or ("",):
			rows += _first(doctype, [*asked, ["status", "=", state]] if state else asked, limit, newest_first)
	rows.sort(key=lambda row: (row.posting_date, row.posting_time, row.name), reverse=newest_first)
	return section_view(_views(rows[:limit]), found)


def _own(doctype: str) -> Conditions:
	"""Of this company, without invoices that sum up others."""
	own: Conditions = [["company", "=", settings.company()]]
	return [*own, ["is_consolidated", "=", 0]] if doctype == "Sales Invoice" else own


def _count(doctype: str, conditions: Conditions) -> int:
	"""No further than anybody wants to know."""
	most = MAX_COUNTED + 1
	return len(frappe.get_list(doctype, filters=conditions, pluck="name", order_by=None, limit=most))


def _first(doctype: str, conditions: Conditions, limit: int, newest_first: bool) -> Iterator[frappe._dict]:
	order = "posting_date desc, posting_time desc, name desc" if newest_first else "posting_date, name"
	for row in frappe.get_list(doctype, filters=conditions, fields=FIELDS, order_by=order, limit=limit):
		yield frappe._dict(row, doctype=doctype)


def _views(rows: Sequence[frappe._dict]) -> list[dict[str, Any]]:
	reader = Reader(language(), getdate(), settings.region(), rounding(), _)
	customers = customers_named({row.customer for row in rows}, "mobile_no", "phone_extension")
	cars = _named("Vehicle", {row.vehicle for row in rows}, "plate_latin", "plate_ar")
	services = _named("Service Type", {row.service_type for row in rows}, "name_ar as service_type_ar")
	states = _invitations(rows)
	return [
		invoice_view(
			_invoice(
				row,
				{
					**customers.get(row.customer, {}),
					**cars.get(row.vehicle, {}),
					**services.get(row.service_type, {}),
				},
				state,
			),
			reader,
		)
		for row, state in zip(rows, states, strict=True)
	]


def _invoice(row: frappe._dict, names: dict[str, Any], invitation: str) -> Invoice:
	return Invoice(
		row.doctype,
		row.name,
		row.customer,
		row.posting_date,
		time_of(row.posting_time),
		decimal(row.base_grand_total),
		decimal(row.outstanding_amount),
		row.vehicle or "",
		row.service_type or "",
		names,
		invitation,
	)


def _invitations(rows: Sequence[frappe._dict]) -> list[str]:
	"""The state of each visit's invitation."""
	if not frappe.has_permission(INVITATION, "read"):
		return [""] * len(rows)
	found = recent.invitations_to([_visit(row) for row in rows])
	return [invitation.status if invitation else "" for invitation in found]


def _visit(row: frappe._dict) -> Visit:
	day: date = row.posting_date
	return Visit(
		row.doctype,
		row.name,
		row.customer,
		day,
		company=row.company,
		vehicle=row.vehicle or None,
		service_type=row.service_type or None,
	)


def _named(doctype: str, names: Iterable[str | None], *fields: str) -> dict[str, frappe._dict]:
	wanted: Collection[str] = [name for name in names if name]
	if not wanted:
		return {}
	rows = frappe.get_all(doctype, {"name": ("in", wanted)}, ["name as own_name", *fields], limit=0)
	return {row.pop("own_name"): row for row in rows}
