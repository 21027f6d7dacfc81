"""The two DocTypes that a visit can be."""

from __future__ import annotations

import frappe

POS_INVOICE = "POS Invoice"
INVOICE_DOCTYPES = ("Sales Invoice", POS_INVOICE)


def used_doctypes() -> tuple[str, ...]:
	"""Without those of which the site has none: many a workshop has no Point of Sale, and need not be asked about it."""
	table = frappe.qb.DocType(POS_INVOICE)
	if frappe.qb.from_(table).select(table.name).limit(1).run():
		return INVOICE_DOCTYPES
	return tuple(doctype for doctype in INVOICE_DOCTYPES if doctype != POS_INVOICE)
