"""Invoices that are cancelled or returned, and what that would do to the customer's points before it is done."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from workshop_crm.core.loyalty.ledger import Books, balance
from workshop_crm.core.loyalty.model import InvoiceFacts
from workshop_crm.core.loyalty.taking_back import (
	once_cancelled,
	once_returned,
	once_the_note_is_cancelled,
	taking_back,
	taking_back_view,
)
from workshop_crm.core.visits.taking_back import check_cancel, check_return
from workshop_crm.services.loyalty import posting
from workshop_crm.services.loyalty.rewards import on_invoice
from workshop_crm.services.platform.permissions import require_record, require_staff
from workshop_crm.services.visits import invoice_lock
from workshop_crm.services.visits.visit import state_of

INVOICE = "Sales Invoice"


def cancel(name: str) -> dict[str, Any]:
	"""Cancel an invoice or a credit note; points go back to where they came from."""
	invoice = _to_cancel(name)
	invoice.cancel()
	return {"invoice": name, "balance": _balance(invoice)}


def return_invoice(name: str) -> dict[str, Any]:
	"""Return the whole invoice by a credit note."""
	from erpnext.accounts.doctype.sales_invoice.sales_invoice import make_sales_return

	require_staff()
	require_record(INVOICE, name)
	invoice_lock.lock(name)
	invoice = _to_return(name)
	note = make_sales_return(name)
	note.insert()
	note.submit()
	invoice_lock.touch(name)
	return {"invoice": note.name, "balance": _balance(invoice)}


def before_cancelling(name: str) -> dict[str, Any]:
	"""What `cancel` would do to the points. Nothing is written; it is refused where `cancel` is."""
	invoice = _to_cancel(name)
	if not invoice.is_return:
		return _view(invoice, once_cancelled(posting.facts_of(invoice)))
	if not invoice.return_against:
		return taking_back_view(None)
	original = frappe.get_doc(INVOICE, invoice.return_against)
	note = posting.credit_note(invoice)
	return _view(original, once_the_note_is_cancelled(posting.facts_of(original), note))


def before_returning(name: str) -> dict[str, Any]:
	"""The same of `return_invoice`."""
	invoice = _to_return(name)
	return _view(invoice, once_returned(posting.facts_of(invoice), paid_out=bool(invoice.is_pos)))


def _to_cancel(name: str) -> Document:
	require_staff()
	require_record(INVOICE, name, "cancel")
	invoice = frappe.get_doc(INVOICE, name)
	check_cancel(state_of(invoice, posting.facts_of(invoice)))
	return invoice


def _to_return(name: str) -> Document:
	require_staff()
	require_record(INVOICE, name)
	invoice = frappe.get_doc(INVOICE, name)
	check_return(state_of(invoice, posting.facts_of(invoice)))
	return invoice


def _view(invoice: Document, facts: InvoiceFacts) -> dict[str, Any]:
	program, entries = posting.program_and_rows(invoice)
	if program is None:
		return taking_back_view(None)
	books = Books(entries, getdate())
	return taking_back_view(taking_back(program, books, facts, on_invoice.redemptions_of(invoice)))


def _balance(invoice: Document) -> int:
	return balance(posting.program_and_rows(invoice)[1], getdate())
