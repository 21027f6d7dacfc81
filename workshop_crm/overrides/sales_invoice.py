"""Sales Invoice, and what it has in common with POS Invoice."""

from __future__ import annotations

from erpnext.accounts.doctype.sales_invoice.sales_invoice import SalesInvoice
from frappe.model.document import Document

from workshop_crm.overrides.loyalty_invoice import LoyaltyInvoice
from workshop_crm.services.analytics import changes
from workshop_crm.services.loyalty.views import earned_by
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.visits import after_sale, visit_record


class WorkshopSalesInvoice(LoyaltyInvoice, SalesInvoice):
	pass


def onload(invoice: Document, method: str | None = None) -> None:
	"""Why the invoice earned its points, for its form."""
	with isolated("Loyalty points", invoice.doctype, invoice.name):
		invoice.set_onload("workshop_points_earned", earned_by(invoice))


def validate(invoice: Document, method: str | None = None) -> None:
	with as_frappe_errors():
		visit_record.prepare(invoice)


def on_submit(invoice: Document, method: str | None = None) -> None:
	after_sale.submitted(invoice)
	changes.note_visit(invoice)


def on_cancel(invoice: Document, method: str | None = None) -> None:
	after_sale.cancelled(invoice)
	changes.note_visit(invoice)
