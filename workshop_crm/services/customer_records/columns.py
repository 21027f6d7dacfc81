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
# DocType and name of what a record is about.
REFERENCES = {
	"Communication": ("reference_doctype", "reference_name"),
	"Document Follow": ("ref_doctype", "ref_docname"),
	"Dynamic Link": ("link_doctype", "link_name"),
	"File": ("attached_to_doctype", "attached_to_name"),
	"Opportunity": ("opportunity_from", "party_name"),
	"Payment Entry": ("party_type", "party"),
	"Payment Request": ("party_type", "party"),
	"Quotation": ("quotation_to", "party_name"),
	"Tag Link": ("document_type", "document_name"),
}
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


def is_required(meta: Meta, column: str) -> bool:
	"""Whether every record has a customer in `column`."""
	field = meta.get_field(column)
	return bool(field and field.reqd)


@site_cache(ttl=KEPT_SECONDS)
def parents_of(child: str) -> tuple[str, ...]:
	"""Those PARENTS that have rows of the DocType `child`; kept for a minute, because their forms are long to read."""
	return tuple(
		parent
		for parent in PARENTS
		if any(field.options == child for field in frappe.get_meta(parent).get_table_fields())
	)
