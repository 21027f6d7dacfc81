"""Customer: phone in E.164, cars with one owner each, and a note for the search index."""

from __future__ import annotations

from frappe.model.document import Document

from workshop_crm.services import child_rows, customers, ownership, remarks
from workshop_crm.services.customer_identity import computed
from workshop_crm.services.customer_identity import merge as merge_of_two
from workshop_crm.services.errors import as_frappe_errors
from workshop_crm.services.search import outbox


def onload(customer: Document, method: str | None = None) -> None:
	customer.set_onload("workshop_remarks", remarks.of_record(customer))


def before_validate(customer: Document, method: str | None = None) -> None:
	with as_frappe_errors():
		customers.check_right(customer)
		child_rows.disown_strangers(customer)
		customers.normalise(customer)
		ownership.check_customer(customer)


def on_update(customer: Document, method: str | None = None) -> None:
	ownership.follow_customer(customer)
	outbox.note(customer.name)


def before_rename(customer: Document, method: str | None, old: str, new: str, merge: bool = False) -> None:
	if merge:
		merge_of_two.prepare(old, new)


def after_rename(customer: Document, method: str | None, old: str, new: str, merge: bool = False) -> None:
	if merge:
		merge_of_two.take_over(old, new)
	else:
		computed.rename(new)
	outbox.note(old, new)


def on_trash(customer: Document, method: str | None = None) -> None:
	computed.forget(customer.name)
	outbox.note(customer.name)
