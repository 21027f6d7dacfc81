"""One visit with its lines and payments, what may be done with it, and the payment that is taken afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import cint, getdate

from workshop_crm.core.common.errors import missing
from workshop_crm.core.loyalty.model import InvoiceFacts
from workshop_crm.core.loyalty.rows import receipt
from workshop_crm.core.visits.payments import Payment, check_open, may_not_pay, still_open
from workshop_crm.core.visits.taking_back import InvoiceState
from workshop_crm.core.visits.view import Bill
from workshop_crm.core.visits.visit import Rights, VisitFacts, VisitLine, acts, visit_view
from workshop_crm.services.loyalty import posting, redemption
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES, arabic_names
from workshop_crm.services.platform.money import decimal, rounding
from workshop_crm.services.platform.permissions import may, require_record, require_staff
from workshop_crm.services.visits import invoice_lock, payments
from workshop_crm.services.visits.payments import PAYMENT

INVOICE = "Sales Invoice"


def get_visit(name: str) -> dict[str, Any]:
	"""A submitted or cancelled Sales Invoice or POS Invoice that the user may read."""
	require_staff()
	return _view(_read(name))


def pay(name: str, taken: Sequence[Payment], believed: float) -> dict[str, Any]:
	"""Book payments for an invoice of which `believed` is open, and give the visit as it is then."""
	require_staff()
	require_record(INVOICE, name)
	invoice_lock.lock(name)
	invoice = frappe.get_doc(INVOICE, name)
	due = outstanding(invoice)
	check_open(believed, due, name, rounding())
	if not acts(state_of(invoice, posting.facts_of(invoice)), due, rights_of(invoice))["pay"]:
		raise may_not_pay(name)
	payments.take(invoice, taken, due)
	invoice.reload()
	return _view(invoice)


def acts_of(invoice: Document, facts: InvoiceFacts) -> dict[str, bool]:
	"""What the user may do with an invoice now."""
	return acts(state_of(invoice, facts), outstanding(invoice), rights_of(invoice))


def outstanding(invoice: Document) -> Decimal:
	"""What is still to be paid, less what credit notes for it have not given back."""
	if invoice.docstatus != 1:
		return Decimal(0)
	credit = payments.credit_of(invoice.doctype, [invoice.name]).get(invoice.name, Decimal(0))
	return still_open(decimal(invoice.outstanding_amount), credit)


def rights_of(invoice: Document) -> Rights:
	"""Payments, returns and cancellations of POS Invoices are the Point of Sale's own business."""
	if invoice.doctype != INVOICE:
		return Rights()
	return Rights(
		pay=bool(frappe.has_permission(PAYMENT, "create") and frappe.has_permission(PAYMENT, "submit")),
		take_back=may_take_back(),
		cancel=may(INVOICE, "cancel", invoice.name),
		send=True,
	)


def may_take_back() -> bool:
	"""Whether the user may write credit notes."""
	return bool(frappe.has_permission(INVOICE, "create") and frappe.has_permission(INVOICE, "submit"))


def may_cancel() -> bool:
	"""Whether the user's roles let them cancel invoices; the invoice itself is asked when it is cancelled."""
	return bool(frappe.has_permission(INVOICE, "cancel"))


def state_of(invoice: Document, facts: InvoiceFacts) -> InvoiceState:
	notes = tuple(note.total for note in facts.credit_notes)
	return InvoiceState(invoice.name, invoice.docstatus, bool(invoice.is_return), facts.total, notes)


def _read(name: str) -> Document:
	for doctype in INVOICE_DOCTYPES:
		if name and frappe.db.exists(doctype, name):
			require_record(doctype, name)
			invoice = frappe.get_doc(doctype, name)
			if invoice.docstatus:
				return invoice
	raise missing(name)


def _view(invoice: Document) -> dict[str, Any]:
	return visit_view(
		_facts(invoice), rights_of(invoice), lambda: payments.modes(invoice.company), rounding()
	)


def _facts(invoice: Document) -> VisitFacts:
	facts = posting.facts_of(invoice)
	program, entries = posting.program_and_rows(invoice)
	lines = tuple(_lines(invoice))
	return VisitFacts(
		doctype=invoice.doctype,
		customer=invoice.customer,
		date=getdate(invoice.posting_date),
		state=state_of(invoice, facts),
		lines=lines,
		bill=_bill(invoice, lines),
		points=receipt(program, entries, facts, getdate()),
		paid_with_points=facts.redeemed,
		outstanding=outstanding(invoice),
		payments=payments.of_invoice(invoice),
		vehicle=invoice.vehicle or None,
		plate=frappe.db.get_value("Vehicle", invoice.vehicle, "plate_latin") or "" if invoice.vehicle else "",
		odometer=cint(invoice.odometer) or None,
		service_type=invoice.service_type or None,
		service_type_ar=_arabic_name("Service Type", invoice.service_type, "name_ar"),
		technician=invoice.technician or "",
		adviser=next((row.sales_person for row in invoice.sales_team), ""),
	)


def _bill(invoice: Document, lines: Sequence[VisitLine]) -> Bill:
	"""Lines whose prices have the tax in them come to more than the net total without any discount."""
	net = decimal(invoice.base_net_total)
	is_inclusive = any(tax.included_in_print_rate for tax in invoice.taxes)
	discount = decimal(invoice.base_discount_amount)
	if not is_inclusive:
		discount = sum((line.amount for line in lines), Decimal(0)) - net
	tax = decimal(invoice.base_total_taxes_and_charges)
	return Bill(net + discount, tax, redemption.payable(invoice), discount)


def _lines(invoice: Document) -> list[VisitLine]:
	arabic = arabic_names(invoice)
	return [
		VisitLine(
			row.item_code or "",
			row.item_name,
			arabic.get((row.item_code, row.item_name), ""),
			decimal(row.qty),
			decimal(row.base_rate),
			decimal(row.base_amount),
			_full_rate(row),
			row.get("technician") or "",
			row.get("adviser") or "",
		)
		for row in invoice.items
	]


def _full_rate(row: Document) -> Decimal:
	"""The price before the line's discount. A price that somebody typed has none, whatever the list says."""
	rate = decimal(row.base_rate)
	is_discounted = row.discount_percentage or row.pricing_rules
	return max(decimal(row.base_price_list_rate), rate) if is_discounted else rate


def _arabic_name(doctype: str, name: str | None, field: str) -> str:
	return (frappe.db.get_value(doctype, name, field) or "") if name else ""
