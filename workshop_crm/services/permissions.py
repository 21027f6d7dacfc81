"""Who may see what: Frappe's own permissions and user permissions, asked in one place."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import frappe
from frappe.model.db_query import DatabaseQuery
from frappe.model.document import Document

from workshop_crm.core.errors import N_, NotAllowed, NotFound

FRONT_DESK = "Workshop Front Desk"
MANAGER = "Workshop Manager"
MANAGERS = frozenset({MANAGER, "System Manager"})
STAFF = MANAGERS | {FRONT_DESK}


def can_manage() -> bool:
	"""Whether the user runs the workshop: settings, jobs, figures."""
	return frappe.session.user == "Administrator" or bool(MANAGERS & set(frappe.get_roles()))


def require_staff() -> None:
	"""Raise NotAllowed unless the user has a role of the workshop."""
	if frappe.session.user != "Administrator" and not STAFF & set(frappe.get_roles()):
		raise NotAllowed(N_("Only the workshop's staff may do this. Ask for the role Workshop Front Desk."))


def require_manager() -> None:
	"""Raise NotAllowed unless the user manages the workshop."""
	if not can_manage():
		raise NotAllowed(N_("Only a Workshop Manager may do this."))


def require_customer(customer: str, permission: str = "read") -> None:
	"""Raise NotFound for an unknown customer, NotAllowed for one the user may not see."""
	require_staff()
	require_record("Customer", customer, permission)


def readable_customer(customer: str) -> Document:
	"""The customer, read once. Raises NotFound or NotAllowed as `require_customer`."""
	require_staff()
	if not customer or not frappe.db.exists("Customer", customer):
		raise NotFound(N_("{record} was not found."), record=customer)
	record = frappe.get_doc("Customer", customer)
	if not frappe.has_permission("Customer", "read", doc=record):
		raise NotAllowed(N_("You may not open {record}."), record=customer)
	return record


def require_record(doctype: str, name: str, permission: str = "read") -> None:
	"""Raise NotFound or NotAllowed unless the user has `permission` on this record."""
	if not name or not frappe.db.exists(doctype, name):
		raise NotFound(N_("{record} was not found."), record=name)
	if not frappe.has_permission(doctype, permission, doc=name):
		raise NotAllowed(N_("You may not open {record}."), record=name)


def readable(doctype: str, names: Sequence[str]) -> set[str]:
	"""The `names` that the user may read."""
	if not names or not frappe.has_permission(doctype, "read"):
		return set()
	return set(
		frappe.get_list(doctype, filters={"name": ("in", list(names))}, pluck="name", limit_page_length=0)
	)


def customers_named(customers: Collection[str]) -> dict[str, frappe._dict]:
	"""name, customer_name and customer_name_ar of those `customers` that the user may read."""
	if not customers or not frappe.has_permission("Customer", "read"):
		return {}
	rows = frappe.get_list(
		"Customer",
		filters={"name": ("in", list(customers))},
		fields=["name", "customer_name", "customer_name_ar"],
		limit=0,
	)
	return {row.name: row for row in rows}


def unrestricted(*doctypes: str) -> bool:
	"""Whether the user may read all records of each DocType."""
	return all(frappe.has_permission(doctype, "read") and not conditions(doctype) for doctype in doctypes)


def conditions(doctype: str, user: str | None = None) -> str:
	"""SQL on the DocType's table for the records that the user (the present one) may read; empty for all."""
	query = DatabaseQuery(doctype, user=user)
	matched = query.build_match_conditions()
	# For who reads shared records alone, Frappe puts the condition beside the matched ones.
	return " and ".join(part for part in (matched, *query.conditions) if part)
