"""What follows an invoice: each part alone, after the commit, so that none can stop the sale."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from workshop_crm.services.platform.consolidation import is_consolidated
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.search import updates
from workshop_crm.services.visits import visit_record


def submitted(invoice: Document) -> None:
	"""Let search and analytics look again. Surveys see every document that changes (`services.surveys.triggers`)."""
	if is_consolidated(invoice):
		return
	visit_record.note_odometer(invoice)
	_changed(invoice)


def cancelled(invoice: Document) -> None:
	"""Let search and analytics look again."""
	if not is_consolidated(invoice):
		_changed(invoice)


def _changed(invoice: Document) -> None:
	updates.queue(invoice.customer)
	with isolated("Mark for analytics", invoice.doctype, invoice.name):
		frappe.db.set_value("Customer Analytics", invoice.customer, "is_stale", 1, update_modified=False)
