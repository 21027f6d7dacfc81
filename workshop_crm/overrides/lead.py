"""Lead: what is wrong with its phone numbers is said before it becomes a customer."""

from __future__ import annotations

from frappe.model.document import Document

from workshop_crm.services.profile import remarks


def onload(lead: Document, method: str | None = None) -> None:
	lead.set_onload("workshop_remarks", remarks.of_record(lead))
