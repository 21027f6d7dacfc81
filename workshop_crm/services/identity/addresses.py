"""Contacts and addresses of two Customers that became one. Frappe has written the new name into their links."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

LINK = "Dynamic Link"


def join_links(customer: Document) -> None:
	"""One link of each Contact and Address to the customer, with the customer's present name."""
	rows = frappe.get_all(
		LINK,
		{"link_doctype": "Customer", "link_name": customer.name},
		["name", "parenttype", "parent", "link_title"],
		order_by="idx",
	)
	seen = set()
	for row in rows:
		if (row.parenttype, row.parent) in seen:
			frappe.db.delete(LINK, {"name": row.name})
		elif row.link_title:
			frappe.db.set_value(LINK, row.name, "link_title", customer.customer_name, update_modified=False)
		seen.add((row.parenttype, row.parent))


def keep_one_primary(other: Document, kept: Document) -> None:
	"""Where the survivor has a primary contact or address of its own, the other's is one among several."""
	for doctype, link, flag in (
		("Contact", "customer_primary_contact", "is_primary_contact"),
		("Address", "customer_primary_address", "is_primary_address"),
	):
		if kept.get(link) and other.get(link) and kept.get(link) != other.get(link):
			frappe.db.set_value(doctype, other.get(link), flag, 0, update_modified=False)
