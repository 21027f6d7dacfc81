"""Customer: phone in E.164, cars with one owner each, and a note for the search index."""

from __future__ import annotations

from typing import Any

from frappe.model.document import Document

from workshop_crm.services import customers, search_index, vehicles
from workshop_crm.services.errors import as_frappe_errors


def before_validate(customer: Document, method: str | None = None) -> None:
	with as_frappe_errors():
		customers.normalise_phone(customer)
		vehicles.normalise_ownership(customer)


def on_update(customer: Document, method: str | None = None) -> None:
	vehicles.follow_ownership(customer)
	search_index.note(customer.name)


def after_rename(customer: Document, method: str | None, old: str, new: str, *others: Any) -> None:
	search_index.note(old)
	search_index.note(new)


def on_trash(customer: Document, method: str | None = None) -> None:
	search_index.note(customer.name)
