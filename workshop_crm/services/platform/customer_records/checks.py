"""Whether one record may be read or written: as its customers may be read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import frappe
from frappe.model.document import Document
from frappe.model.meta import Meta

from workshop_crm.services.platform.customer_records import columns
from workshop_crm.services.platform.customer_records.columns import CUSTOMER
from workshop_crm.services.platform.permissions import roles_decide


def has_permission(doc: Document, ptype: str | None = None, user: str | None = None) -> bool | None:
	"""Asked by Frappe for every record: False when its customer is closed to the user, None lets others decide."""
	user = user or frappe.session.user
	meta = frappe.get_meta(doc.get("doctype"))
	if user == "Administrator" or not columns.follows(meta) or roles_decide(CUSTOMER, "read", user):
		return None
	if not columns.is_own(meta) and not frappe.has_permission(CUSTOMER, "read", user=user):
		return None
	return None if _is_open(doc, meta, user) else False


def _is_open(doc: Document, meta: Meta, user: str) -> bool:
	"""A change of the customer is no way in: the customer that is stored counts as well."""
	if meta.name in columns.LINKED:
		return all(_is_any_open(customers, user) for customers in (_linked(doc), _stored_links(doc)))
	stored = _stored(doc, _columns(meta))
	named = {*_customers(doc, meta), *_customers(stored, meta)}
	if not named and meta.name in columns.CLOSED_WITHOUT:
		return False
	return all(_may_read(customer, user) for customer in named)


def _is_any_open(customers: set[str], user: str) -> bool:
	return not customers or any(_may_read(customer, user) for customer in customers)


def _columns(meta: Meta) -> tuple[str, ...]:
	return (*columns.links(meta), *chain.from_iterable(columns.references(meta)))


def _stored(doc: Document, names: tuple[str, ...]) -> frappe._dict:
	if not names or not doc.get("name"):
		return frappe._dict()
	return frappe.db.get_value(doc.get("doctype"), doc.get("name"), names, as_dict=True) or frappe._dict()


def _customers(state: Document | frappe._dict, meta: Meta) -> Iterator[str]:
	for column in columns.links(meta):
		if state.get(column):
			yield state.get(column)
	for doctype, name in columns.references(meta):
		if state.get(doctype) == CUSTOMER and state.get(name):
			yield state.get(name)


def _linked(doc: Document) -> set[str]:
	return {link.link_name for link in doc.get("links") or () if link.link_doctype == CUSTOMER}


def _stored_links(doc: Document) -> set[str]:
	if not doc.get("name"):
		return set()
	place = {"parenttype": doc.get("doctype"), "parent": doc.get("name"), "link_doctype": CUSTOMER}
	return set(frappe.get_all("Dynamic Link", place, pluck="link_name", order_by=None))


def _may_read(customer: str, user: str) -> bool:
	return bool(frappe.db.exists(CUSTOMER, customer)) and bool(
		frappe.has_permission(CUSTOMER, "read", doc=customer, user=user)
	)
