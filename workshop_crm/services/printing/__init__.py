"""What the print formats show: a customer's card and an invoice, in the language of the print."""

from __future__ import annotations

from dataclasses import replace

import frappe
from frappe.model.document import Document
from frappe.utils import cint, getdate

from workshop_crm.core.common.languages import Language
from workshop_crm.core.printing.invoice import InvoicePage, invoice_page
from workshop_crm.core.printing.profile import ProfileCard, profile_card
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.platform.permissions import require_record
from workshop_crm.services.platform.session import app_language
from workshop_crm.services.platform.words import _
from workshop_crm.services.printing.invoice_facts import read_invoice
from workshop_crm.services.profile.customer_profile import get_profile
from workshop_crm.services.surveys.handover import link_to_print


def workshop_profile_card(customer: str) -> ProfileCard:
	"""The card of a customer whom the user may see; raises frappe's own exceptions."""
	with as_frappe_errors():
		view = get_profile(customer)
	decimals = cint(frappe.get_precision("Sales Invoice", "grand_total", currency=view["currency"]))
	return profile_card(view, app_language(), _translated, getdate(), decimals)


def workshop_invoice_page(invoice: Document) -> InvoicePage:
	"""A Sales Invoice or POS Invoice. Whether it may be printed, Frappe has asked before it renders a format.

	It has asked about what it was sent, which need not be what is stored: a car that only the sender put there must be
	one that the user may see. Raises frappe's own exceptions.
	"""
	with as_frappe_errors():
		_check_car(invoice)
	facts = replace(read_invoice(invoice), survey_link=link_to_print(invoice))
	return invoice_page(facts, app_language(), _translated, getdate())


def _check_car(invoice: Document) -> None:
	if invoice.vehicle and invoice.vehicle != frappe.db.get_value(invoice.doctype, invoice.name, "vehicle"):
		require_record("Vehicle", invoice.vehicle)


def _translated(text: str, language: Language) -> str:
	return _(text, language)
