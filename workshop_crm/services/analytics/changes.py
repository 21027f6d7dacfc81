"""What has the figures looked at again after the commit. Without numpy: every sale loads it."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from workshop_crm.services.analytics.records import ANALYTICS
from workshop_crm.services.platform import background
from workshop_crm.services.platform.consolidation import is_consolidated
from workshop_crm.services.platform.isolation import isolated

# Renaming one of these changes names that the columns hold.
NAMED = frozenset(("Service Type", "Sales Person", "Branch", "Cost Center", "Company"))
_CATCH_UP = "workshop_crm.services.analytics.columns.catch_up"
_REBUILD = "workshop_crm.services.analytics.columns.rebuild"


def note_visit(invoice: Document) -> None:
	"""An invoice was submitted or cancelled. Raises nothing."""
	if is_consolidated(invoice):
		return
	with isolated("Mark for analytics", invoice.doctype, invoice.name):
		frappe.db.set_value(ANALYTICS, invoice.customer, "is_stale", 1, update_modified=False)
		background.after_commit(_CATCH_UP, "workshop_crm.analytics.columns")


def note_customers(*customers: str) -> None:
	"""Invoices have another customer now, which no time of theirs tells."""
	job = f"workshop_crm.analytics.columns.{'.'.join(sorted(customers))}"
	background.after_commit(_CATCH_UP, job, customers=sorted(customers))


def note_renamed(document: Document, method: str, old: str, new: str, merge: bool = False) -> None:
	"""Something that visits are grouped by has another name."""
	if document.doctype in NAMED:
		background.after_commit(_REBUILD, "workshop_crm.analytics.rebuild", "long")
