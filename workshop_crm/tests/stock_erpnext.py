"""ERPNext's own invoices on a site where the app is installed, to show what the app puts right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import frappe
from erpnext.accounts.doctype.pos_invoice.pos_invoice import POSInvoice
from erpnext.accounts.doctype.sales_invoice.sales_invoice import SalesInvoice

CLASSES = {"Sales Invoice": SalesInvoice, "POS Invoice": POSInvoice}


@contextmanager
def stock_invoices() -> Iterator[None]:
	"""Invoices without the app's classes, in every thread of this process."""
	with patch.dict(frappe.controllers.setdefault(frappe.local.site, {}), CLASSES):
		yield
