"""What follows an invoice: each part alone, after the commit, so that none can stop the sale."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from workshop_crm.services.platform import background
from workshop_crm.services.platform.consolidation import is_consolidated
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.search import updates
from workshop_crm.services.surveys import invitations
from workshop_crm.services.visits import visit_record


def submitted(invoice: Document) -> None:
	"""Ask the customer, and let search and analytics look again."""
	if is_consolidated(invoice):
		return
	visit_record.note_odometer(invoice)
	if invitations.is_wanted(invoice):
		background.after_commit(
			"workshop_crm.services.surveys.invitations.invite",
			f"workshop_crm.invite.{invoice.doctype}.{invoice.name}",
			doctype=invoice.doctype,
			name=invoice.name,
		)
	_changed(invoice)


def cancelled(invoice: Document) -> None:
	"""Withdraw the question, and let search and analytics look again."""
	if is_consolidated(invoice):
		return
	background.after_commit(
		"workshop_crm.services.surveys.invitations.withdraw",
		f"workshop_crm.withdraw.{invoice.doctype}.{invoice.name}",
		doctype=invoice.doctype,
		name=invoice.name,
	)
	_changed(invoice)


def _changed(invoice: Document) -> None:
	updates.queue(invoice.customer)
	with isolated("Mark for analytics", invoice.doctype, invoice.name):
		frappe.db.set_value("Customer Analytics", invoice.customer, "is_stale", 1, update_modified=False)
