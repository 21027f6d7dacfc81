"""Contact: phone numbers in E.164, addresses that channels need, and whose they are."""

from __future__ import annotations

from frappe.model.document import Document

from workshop_crm.services.customers import contacts
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.profile import remarks
from workshop_crm.services.search import updates


def onload(contact: Document, method: str | None = None) -> None:
	contact.set_onload("workshop_remarks", remarks.of_contact(contact))


def before_validate(contact: Document, method: str | None = None) -> None:
	with as_frappe_errors():
		contacts.normalise_contact(contact)


def validate(contact: Document, method: str | None = None) -> None:
	"""After Frappe has found which address is the primary one."""
	with as_frappe_errors():
		contacts.check_addresses(contact)


def on_update(contact: Document, method: str | None = None) -> None:
	contacts.follow_primary(contact)
	_queue_customers(contact)


def on_trash(contact: Document, method: str | None = None) -> None:
	_queue_customers(contact)


def _queue_customers(contact: Document) -> None:
	"""Those it belongs to, and those it belonged to until now."""
	before = contact.get_doc_before_save()
	customers = {*contacts.customers_of(contact), *(contacts.customers_of(before) if before else ())}
	if customers:
		updates.queue(*sorted(customers))
