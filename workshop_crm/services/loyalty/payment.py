"""If and when an invoice was paid in full, and which invoices earn or give back by that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import frappe
from frappe.model.document import Document
from frappe.query_builder.functions import Max, Sum
from frappe.utils import getdate

from workshop_crm.services.loyalty.ledger import ENTRY
from workshop_crm.services.loyalty.programs import get_program
from workshop_crm.services.platform.consolidation import is_consolidated
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES


def paid_on(invoice: Document) -> date | None:
	"""The day of the last payment; None while something is outstanding. What was written off or returned counts as paid."""
	outstanding = frappe.db.get_value(invoice.doctype, invoice.name, "outstanding_amount")
	if (outstanding or 0) > 0:
		return None
	entry = frappe.qb.DocType("Payment Ledger Entry")
	query = (
		frappe.qb.from_(entry)
		.select(Max(entry.posting_date))
		.where(entry.against_voucher_type == invoice.doctype)
		.where(entry.against_voucher_no == invoice.name)
		.where(entry.delinked == 0)
	)
	return getdate(query.run()[0][0] or invoice.posting_date)


def decides(invoice: Document) -> bool:
	"""Whether a payment of this invoice gives points or takes them back."""
	if invoice.docstatus != 1 or invoice.is_return or is_consolidated(invoice) or not invoice.loyalty_program:
		return False
	if get_program(invoice.loyalty_program).earn_when == "Paid":
		return True
	return bool(frappe.db.exists(ENTRY, {"invoice": invoice.name, "earned_when": "Paid"}))


def unpaid_with_points() -> Iterator[tuple[str, str]]:
	"""Invoices that earned by a payment which is there no more."""
	for doctype in INVOICE_DOCTYPES:
		invoice, row = frappe.qb.DocType(doctype), frappe.qb.DocType(ENTRY)
		query = (
			frappe.qb.from_(row)
			.join(invoice)
			.on(row.invoice == invoice.name)
			.select(invoice.name)
			.where(row.earned_when == "Paid")
			.where(invoice.docstatus == 1)
			.where(invoice.outstanding_amount > 0)
			.groupby(invoice.name)
			.having(Sum(row.purchase_amount) > 0)
		)
		yield from ((doctype, name) for name in query.run(pluck=True))
