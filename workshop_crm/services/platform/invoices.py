"""The two DocTypes that a visit can be, and what both have."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

POS_INVOICE = "POS Invoice"
INVOICE_DOCTYPES = ("Sales Invoice", POS_INVOICE)


def used_doctypes() -> tuple[str, ...]:
	"""Without those of which the site has none: many a workshop has no Point of Sale, and need not be asked about it."""
	table = frappe.qb.DocType(POS_INVOICE)
	if frappe.qb.from_(table).select(table.name).limit(1).run():
		return INVOICE_DOCTYPES
	return tuple(doctype for doctype in INVOICE_DOCTYPES if doctype != POS_INVOICE)


def arabic_names(invoice: Document) -> dict[tuple[str, str], str]:
	"""The Arabic names of the items on the lines, by item code and name: what was described freely has no other name."""
	codes = list({row.item_code for row in invoice.items if row.item_code})
	fields = ["name", "item_name", "item_name_ar"]
	rows = frappe.get_all("Item", {"name": ("in", codes)}, fields, order_by=None) if codes else []
	return {(row.name, row.item_name): row.item_name_ar or "" for row in rows}
