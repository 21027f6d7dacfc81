"""Frappe's link at the end of an e-mail: whoever opens it wants no more e-mails, not only none about this message."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from workshop_crm.services.messaging import consents
from workshop_crm.services.messaging.messages import MESSAGE


def after_insert(document: Document, method: str | None = None) -> None:
	if document.reference_doctype == MESSAGE and document.email:
		message = document.reference_name
		customer = frappe.db.get_value(MESSAGE, message, "customer")
		consents.record(document.email, "Email", "Opt-out", "Link", customer, message)
