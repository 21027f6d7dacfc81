"""Customer: phone in E.164, cars with one owner each, and a search update."""

from __future__ import annotations

from erpnext.selling.doctype.customer.customer import Customer
from frappe.model.document import Document

from workshop_crm.services.analytics import changes
from workshop_crm.services.customers import customer_record
from workshop_crm.services.identity import computed
from workshop_crm.services.identity import merge as merge_of_two
from workshop_crm.services.messaging import history_rows
from workshop_crm.services.platform import child_rows
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.profile import remarks
from workshop_crm.services.search import updates
from workshop_crm.services.vehicles import kept_due, ownership


class WorkshopCustomer(Customer):
	"""What Frappe asks of a record that it is about to hand out is also the time to fill its history."""

	def apply_fieldlevel_read_permissions(self) -> None:
		super().apply_fieldlevel_read_permissions()
		history_rows.fill(self)


def onload(customer: Document, method: str | None = None) -> None:
	customer.set_onload("workshop_remarks", remarks.of_record(customer))


def before_print(customer: Document, method: str | None = None, settings: Document | None = None) -> None:
	history_rows.fill(customer)


def before_validate(customer: Document, method: str | None = None) -> None:
	history_rows.take_off(customer)
	with as_frappe_errors():
		customer_record.check_right(customer)
		customer_record.check_recommender(customer)
		child_rows.disown_strangers(customer)
		customer_record.normalise(customer)
		ownership.check_customer(customer)


def on_update(customer: Document, method: str | None = None) -> None:
	ownership.follow_customer(customer)
	if customer.has_value_changed("disabled"):
		kept_due.keep_cars_of(customer.name)
	updates.queue(customer.name)


def before_rename(customer: Document, method: str | None, old: str, new: str, merge: bool = False) -> None:
	if merge:
		merge_of_two.prepare(old, new)


def after_rename(customer: Document, method: str | None, old: str, new: str, merge: bool = False) -> None:
	if merge:
		merge_of_two.take_over(old, new)
		kept_due.keep_cars_of(new)
	else:
		computed.rename(new)
	updates.queue(old, new)
	changes.note_customers(old, new)


def on_trash(customer: Document, method: str | None = None) -> None:
	computed.forget(customer.name)
	updates.queue(customer.name)
