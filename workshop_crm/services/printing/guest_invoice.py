"""An invoice behind the secret address that its customer was sent."""

from __future__ import annotations

from dataclasses import dataclass

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from workshop_crm.core.common.errors import WorkshopError
from workshop_crm.core.common.languages import Language, language_of
from workshop_crm.core.printing.invoice import InvoicePage, invoice_page
from workshop_crm.core.visits.invoice_link import claimed_invoice, is_open, is_token_of
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.session import app_language
from workshop_crm.services.platform.words import _
from workshop_crm.services.printing.invoice_facts import read_invoice

INVOICE = "Sales Invoice"


@dataclass(frozen=True, slots=True)
class Found:
	"""`speaks` is the customer's language."""

	invoice: Document
	speaks: Language


def behind(token: str) -> Found | None:
	"""None for any other token, for an old invoice, and for one whose customer was erased or disabled."""
	name = claimed_invoice(token)
	row = frappe.db.get_value(INVOICE, name, ["customer", "posting_date", "docstatus"]) if name else None
	if not name or not row or not row[2] or not _proves(token, name) or not is_open(row[1], getdate()):
		return None
	disabled, language = frappe.db.get_value("Customer", row[0], ["disabled", "preferred_language"])
	return None if disabled else Found(frappe.get_doc(INVOICE, name), language_of(language))


def page(invoice: Document) -> InvoicePage:
	"""As it is printed, without the code of the survey: that has a message of its own."""
	return invoice_page(
		read_invoice(invoice), app_language(), lambda text, language: _(text, language), getdate()
	)


def _proves(token: str, invoice: str) -> bool:
	"""A site without its secret knows no link."""
	try:
		return is_token_of(settings.invitation_secret(), token, invoice)
	except WorkshopError:
		return False
