"""Which columns of a DocType name a customer."""

from __future__ import annotations

import frappe
from frappe.model.meta import Meta
from frappe.utils.caching import site_cache

CUSTOMER = "Customer"
MODULE = "Workshop CRM"
KEPT_SECONDS = 60

# What a workshop keeps of a customer, and what tells who is one. Users without any right to read customers get none of
# these; ERPNext's other records stay with the roles that ERPNext gives them to.
OWN = frozenset({"Vehicle", "Tag Link", "Document Follow"})
# Set-up that names a customer as a default, and is of no customer.
SET_UP = frozenset({"POS Profile"})
# Columns that are no Link, by their DocType.
PLAIN = {"Customer Search Update": ("customer",)}
# DocType and name of what a record is about, where the name is no Dynamic Link.
PLAIN_REFERENCES = {
	"Deleted Document": ("deleted_doctype", "deleted_name"),
	"Email Queue": ("reference_doctype", "reference_name"),
	"Energy Point Log": ("reference_doctype", "reference_name"),
	"File": ("attached_to_doctype", "attached_to_name"),
	"Notification Log": ("document_type", "document_name"),
	"Version": ("ref_doctype", "docname"),
}
# Where no customer is named, the number may still be one's whom the user may not see: only who sees all customers sees these.
CLOSED_WITHOUT = frozenset({"Customer Message", "Consent Event"})
# Linked to customers by rows of Dynamic Link: seen with any one of them.
LINKED = frozenset({"Contact", "Address"})
# Records whose tables are closed with them: Frappe asks for no more than the right to read the parent's DocType.
PARENTS = (
	CUSTOMER,
	"Survey Response",
	"Contact",
	"Address",
	"Sales Invoice",
	"POS Invoice",
	"Sales Order",
	"Delivery Note",
	"Quotation",
)


def follows(meta: Meta) -> bool:
	"""Whether the records can belong to a customer. The Customer's own permissions are Frappe's."""
	return not (meta.issingle or meta.is_virtual or meta.name == CUSTOMER or meta.name in SET_UP)


def is_own(meta: Meta) -> bool:
	"""Whether the records are the workshop's own knowledge of its customers."""
	return meta.module == MODULE or meta.name in OWN


def links(meta: Meta) -> tuple[str, ...]:
	"""Columns that hold a customer's name."""
	found = (field.fieldname for field in meta.get_link_fields() if field.options == CUSTOMER)
	return (*found, *PLAIN.get(meta.name, ()))


def references(meta: Meta) -> tuple[tuple[str, str], ...]:
	"""Pairs of columns that hold the DocType and the name of what a record is about."""
	found = (
		(field.options, field.fieldname)
		for field in meta.get_dynamic_link_fields()
		if not field.get("is_virtual") and meta.has_field(field.options)
	)
	plain = PLAIN_REFERENCES.get(meta.name)
	return (*found, *((plain,) if plain else ()))


def name_customers(meta: Meta) -> bool:
	"""Whether the records themselves can name a customer."""
	return bool(links(meta) or references(meta)) or meta.name in LINKED


def may_be_of_customers(meta: Meta) -> bool:
	"""Whether any record may belong to a customer, by itself or as a row of one that does."""
	if not follows(meta):
		return False
	return is_own(meta) or name_customers(meta) or bool(meta.istable and parents_of(meta.name))


def is_required(meta: Meta, column: str) -> bool:
	"""Whether a record without a customer in `column` is closed: there is none, or it is nobody's."""
	field = meta.get_field(column)
	return bool(field and field.reqd) or meta.name in CLOSED_WITHOUT


@site_cache(ttl=KEPT_SECONDS)
def parents_of(child: str) -> tuple[str, ...]:
	"""Those PARENTS that have rows of the DocType `child`; kept for a minute, because their forms are long to read."""
	return tuple(
		parent
		for parent in PARENTS
		if any(field.options == child for field in frappe.get_meta(parent).get_table_fields())
	)
