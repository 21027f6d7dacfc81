"""Frappe tells the title of any record, and writes a like into any record, for everybody who is logged in."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.desk import like, search

from workshop_crm.services.platform.customer_records import columns


@frappe.whitelist()
def get_link_title(doctype: str, docname: str) -> Any:
	"""Frappe's own answer; of a record that is closed to the user no more than the name that was sent."""
	return search.get_link_title(doctype, docname) if _is_open(doctype, docname) else docname


@frappe.whitelist()
def toggle_like(doctype: str, name: str, add: Any = False) -> None:
	"""Frappe's own, for those who may read the record. Raises PermissionError."""
	frappe.has_permission(doctype, "read", doc=name, throw=True)
	like.toggle_like(doctype, name, add)


def _is_open(doctype: str, name: str) -> bool:
	if doctype != columns.CUSTOMER and not columns.may_be_of_customers(frappe.get_meta(doctype)):
		return True
	rights = ("read", "select")
	return bool(
		frappe.db.exists(doctype, name)
		and any(frappe.has_permission(doctype, right, doc=name) for right in rights)
	)
