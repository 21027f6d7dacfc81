"""Contact: phone numbers in E.164, addresses that channels need, and whose they are."""

from __future__ import annotations

from frappe.model.document import Document

from workshop_crm.services import contacts, search_index
from workshop_crm.services.errors import as_frappe_errors


def before_validate(contact: Document, method: str | None = None) -> None:
	with as_frappe_errors():
		contacts.normalise_contact(contact)


def validate(contact: Document, method: str | None = None) -> None:
	"""After Frappe has found which address is the primary one."""
	with as_frappe_errors():
		contacts.check_addresses(contact)


def on_update(contact: Document, method: str | None = None) -> None:
	contacts.follow_primary(contact)
	_note_customers(contact)


def on_trash(contact: Document, method: str | None = None) -> None:
	_note_customers(contact)


def _note_customers(contact: Document) -> None:
	for customer in contacts.customers_of(contact):
		search_index.note(customer)
