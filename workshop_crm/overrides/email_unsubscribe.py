"""Frappe's link at the end of an e-mail: whoever opens it wants no more e-mails, not only none about this message."""

from __future__ import annotations

from frappe.model.document import Document

from workshop_crm.services.messaging import consents
from workshop_crm.services.messaging.messages import MESSAGE


def after_insert(document: Document, method: str | None = None) -> None:
	if document.reference_doctype == MESSAGE and document.email:
		consents.record(document.email, "Email", "Opt-out", "Link", message=document.reference_name)
