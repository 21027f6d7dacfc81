"""Customer: phone in E.164, cars with one owner each, and a note for the search index."""

from __future__ import annotations

from frappe.model.document import Document

from workshop_crm.services import customer_identity, customers, search_index, vehicles
from workshop_crm.services.errors import as_frappe_errors


def before_validate(customer: Document, method: str | None = None) -> None:
	with as_frappe_errors():
		customers.normalise_phone(customer)
		vehicles.normalise_ownership(customer)


def on_update(customer: Document, method: str | None = None) -> None:
	vehicles.follow_ownership(customer)
	search_index.note(customer.name)


def before_rename(customer: Document, method: str | None, old: str, new: str, merge: bool = False) -> None:
	if merge:
		customer_identity.forget(old)


def after_rename(customer: Document, method: str | None, old: str, new: str, merge: bool = False) -> None:
	if merge:
		customer_identity.follow_merge(new)
	else:
		customer_identity.follow_rename(new)
	search_index.note(old)
	search_index.note(new)


def on_trash(customer: Document, method: str | None = None) -> None:
	customer_identity.forget(customer.name)
	search_index.note(customer.name)
