"""What follows an invoice: each part alone, after the commit, so that none can stop the sale."""

from __future__ import annotations

from frappe.model.document import Document

from workshop_crm.services.messaging import messages
from workshop_crm.services.platform.consolidation import is_consolidated
from workshop_crm.services.search import updates
from workshop_crm.services.vehicles import kept_due
from workshop_crm.services.visits import visit_record


def submitted(invoice: Document) -> None:
	"""Let search look again, and at what the car needs next. Surveys see every document that changes (`services.surveys.triggers`)."""
	if is_consolidated(invoice):
		return
	visit_record.note_odometer(invoice)
	kept_due.keep_soon(invoice.get("vehicle"))
	updates.queue(invoice.customer)


def cancelled(invoice: Document) -> None:
	"""Let search look again, and at what the car needs next. Withdraw what would still be sent about the invoice."""
	if not is_consolidated(invoice):
		kept_due.keep_soon(invoice.get("vehicle"))
		updates.queue(invoice.customer)
		messages.withdraw((invoice.doctype, invoice.name))
