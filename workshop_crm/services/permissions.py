"""Who may see what: Frappe's own permissions and user permissions, asked in one place."""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe.model.db_query import DatabaseQuery

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


def unrestricted(*doctypes: str) -> bool:
	"""Whether the user may read all records of each DocType."""
	return all(frappe.has_permission(doctype, "read") and not _conditions(doctype) for doctype in doctypes)


def _conditions(doctype: str) -> str:
	query = DatabaseQuery(doctype)
	return query.build_match_conditions() or ""
