"""Who worked and advised on the lines of an invoice, and whose visit it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import frappe
from frappe.model.document import Document

from workshop_crm.core.common.errors import missing
from workshop_crm.core.visits.people import Worked, adviser_shares, technician_of_visit
from workshop_crm.core.visits.sale import Sale
from workshop_crm.services.platform.money import decimal
from workshop_crm.services.visits.pricing import sold_rows

SALES_PERSON = "Sales Person"


def put_people(invoice: Document, sale: Sale) -> None:
	"""Who worked and advised on each line, and on the whole: the advisers in the place of the customer's own sales team."""
	own = {name for line in sale.lines for name in (line.technician, line.adviser)}
	for person in sorted({*own, sale.technician or "", sale.adviser or ""} - {""}):
		if not frappe.db.exists(SALES_PERSON, person):
			raise missing(person)
	worked = list(_worked(invoice, sale))
	for row, line in sold_rows(invoice, sale):
		row.technician, row.adviser = line.technician or None, line.adviser or None
	invoice.technician = technician_of_visit(worked) or None
	_share(invoice, worked)


def fill_in(invoice: Document) -> None:
	"""Whose visit it is, where an invoice that was written in a form names them on its lines alone."""
	worked = [
		Worked(decimal(row.amount), row.get("technician") or "", row.get("adviser") or "")
		for row in invoice.items
	]
	if not invoice.technician:
		invoice.technician = technician_of_visit(worked) or None
	if not invoice.sales_team:
		_share(invoice, worked)
		invoice.calculate_contribution()


def _share(invoice: Document, worked: Sequence[Worked]) -> None:
	if shares := adviser_shares(worked):
		team = [{"sales_person": name, "allocated_percentage": float(share)} for name, share in shares]
		invoice.set("sales_team", team)


def _worked(invoice: Document, sale: Sale) -> Iterable[Worked]:
	for row, line in sold_rows(invoice, sale):
		yield Worked(
			line.qty * decimal(row.rate),
			line.technician or sale.technician or "",
			line.adviser or sale.adviser or "",
		)
