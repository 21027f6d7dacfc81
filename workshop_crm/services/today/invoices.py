"""Invoices of the day, and those that are still to be paid, of the customers whom the user may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import count, islice
from typing import Any

import frappe
from frappe.utils import getdate

from workshop_crm.core.surveys.visits import Visit
from workshop_crm.core.today.day import MAX_COUNTED, section_view
from workshop_crm.core.today.invoices import Invoice, Reader, invoice_view, time_of
from workshop_crm.core.visits.payments import still_open
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.invoices import used_doctypes
from workshop_crm.services.platform.money import decimal, rounding
from workshop_crm.services.platform.permissions import customers_named
from workshop_crm.services.platform.session import language
from workshop_crm.services.platform.survey_links import INVITATION
from workshop_crm.services.platform.words import _
from workshop_crm.services.surveys import recent
from workshop_crm.services.visits import payments

FIELDS = [
	"name", "customer", "company", "vehicle", "service_type", "posting_date", "posting_time", "base_grand_total", "outstanding_amount",
]  # fmt: skip
Conditions = list[list[Any]]
AT_ONCE = 20
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
	order = "posting_date desc, posting_time desc, name desc"
	found = 0
	rows: list[frappe._dict] = []
	for doctype in (doctypes := _doctypes()):
		asked = [*wanted, *_own(doctype)]
		found += len(_list(doctype, asked, ["name"], MAX_COUNTED + 1))
		rows += _with_credit(doctype, _list(doctype, asked, FIELDS, limit, order=order))
	rows.sort(key=lambda row: (row.posting_date, row.posting_time, row.name), reverse=True)
	return section_view(_views(rows[:limit]), found) if doctypes else None


def unpaid(branch: Conditions, limit: int) -> dict[str, Any] | None:
	"""Those of which something is still to be paid, the oldest first."""
	found = 0
	rows: list[frappe._dict] = []
	for doctype in (doctypes := _doctypes()):
		asked = [["outstanding_amount", ">", 0], *branch, *_own(doctype)]
		counted = _counted(doctype, asked)
		is_all = len(counted) <= MAX_COUNTED
		found += sum(row.outstanding > 0 for row in counted) if is_all else len(counted)
		# Each state by itself: its rows stand in the index in the order of their days.
		for state in {row.status for row in counted} if is_all else UNPAID:
			rows += islice(_unpaid(doctype, [*asked, ["status", "=", state]]), limit)
	rows.sort(key=lambda row: (row.posting_date, row.posting_time, row.name))
	return section_view(_views(rows[:limit]), found) if doctypes else None


def _doctypes() -> list[str]:
	return [doctype for doctype in used_doctypes() if frappe.has_permission(doctype, "read")]


def _counted(doctype: str, asked: Conditions) -> list[frappe._dict]:
	"""Up to one more than are counted; where there are that many, credit notes are not asked for."""
	fields = ["name", "status", "outstanding_amount"]
	rows = _list(doctype, [*asked, ["status", "in", UNPAID]], fields, MAX_COUNTED + 1)
	return rows if len(rows) > MAX_COUNTED else _with_credit(doctype, rows)


def _unpaid(doctype: str, asked: Conditions) -> Iterator[frappe._dict]:
	"""One after the other, without those that were given back."""
	for start in count(0, AT_ONCE):
		rows = _list(doctype, asked, FIELDS, AT_ONCE, start, "posting_date, name")
		yield from (row for row in _with_credit(doctype, rows) if row.outstanding > 0)
		if len(rows) < AT_ONCE:
			return


def _list(
	doctype: str, asked: Conditions, fields: list[str], limit: int, start: int = 0, order: str | None = None
) -> list[frappe._dict]:
	return frappe.get_list(
		doctype, filters=asked, fields=fields, order_by=order, limit_start=start, limit=limit
	)


def _with_credit(doctype: str, rows: Sequence[frappe._dict]) -> list[frappe._dict]:
	"""With their DocType, and what is outstanding less what credit notes owe."""
	credit = payments.credit_of(doctype, [row.name for row in rows if row.outstanding_amount > 0])
	return [
		frappe._dict(
			row,
			doctype=doctype,
			outstanding=still_open(decimal(row.outstanding_amount), credit.get(row.name, Decimal(0))),
		)
		for row in rows
	]


def _own(doctype: str) -> Conditions:
	"""Of this company, without invoices that sum up others."""
	own: Conditions = [["company", "=", settings.company()]]
	return [*own, ["is_consolidated", "=", 0]] if doctype == "Sales Invoice" else own


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
		row.outstanding,
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
