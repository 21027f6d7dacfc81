"""Company: the first one says which country's phone numbers are typed without a country code."""

from __future__ import annotations

from frappe.model.document import Document

from workshop_crm.services.platform import default_region


def after_insert(company: Document, method: str | None = None) -> None:
	default_region.follow(company.country)
