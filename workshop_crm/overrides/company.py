"""Company: the first one says which country's phone numbers are typed without a country code, and brings the app's item."""

from __future__ import annotations

from frappe.model.document import Document

from workshop_crm.services.platform import default_region
from workshop_crm.services.visits import other_work


def after_insert(company: Document, method: str | None = None) -> None:
	default_region.follow(company.country)
	other_work.ensure()
