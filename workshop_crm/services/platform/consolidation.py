"""Consolidated invoices: the Sales Invoices that repeat POS Invoices when the Point of Sale is closed.

Their points were moved by the POS Invoices, so nothing of the app applies to them. A client may send the mark with any
invoice, so it counts only while a submitted POS Invoice Merge Log is at work in this transaction.
"""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import cint

from workshop_crm.core.common.errors import N_, InvalidInput

MERGE_LOG = "POS Invoice Merge Log"


def begin_merge(log: Document) -> None:
	"""From here to `end_merge`, the invoices that ERPNext makes of this log are consolidated ones."""
	frappe.flags.workshop_merge = log.name


def end_merge() -> None:
	frappe.flags.pop("workshop_merge", None)


def is_consolidated(invoice: Document) -> bool:
	"""Whether a checked invoice repeats POS Invoices."""
	return bool(cint(invoice.get("is_consolidated")))


def check(invoice: Document) -> None:
	"""Raise InvalidInput for an invoice that is marked as consolidated by anything but a merge."""
	if is_consolidated(invoice) and not (invoice.doctype == "Sales Invoice" and _is_merging()):
		raise InvalidInput(
			N_(
				"Only closing the Point of Sale makes a consolidated invoice. Make a new invoice without that mark."
			)
		)


def _is_merging() -> bool:
	"""A merge that failed may leave its name behind, but no submitted log."""
	log = frappe.flags.workshop_merge
	return bool(log) and frappe.db.get_value(MERGE_LOG, log, "docstatus") == 1
