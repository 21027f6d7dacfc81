"""Who may see what: Frappe's own permissions and user permissions, asked in one place."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import frappe
from frappe.core.doctype.server_script.server_script_utils import get_server_script_map
from frappe.model.db_query import DatabaseQuery
from frappe.permissions import get_role_permissions, get_user_permissions

from workshop_crm.core.common.errors import N_, NotAllowed, missing

FRONT_DESK = "Workshop Front Desk"
MANAGER = "Workshop Manager"
MANAGERS = frozenset({MANAGER, "System Manager"})
STAFF = MANAGERS | {FRONT_DESK}

CUSTOMER = "Customer"
OWN_HOOKS = "workshop_crm."


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
		raise missing(name)
	if not may(doctype, permission, name):
		raise NotAllowed(N_("You may not open {record}."), record=name)


def may(doctype: str, permission: str, name: str) -> bool:
	"""Whether the user has `permission` on this record. It is read only when more than roles decide that."""
	return roles_decide(doctype, permission) or bool(frappe.has_permission(doctype, permission, doc=name))


def roles_decide(doctype: str, permission: str, user: str | None = None) -> bool:
	"""Whether the user's roles give `permission` on every record: no user permission, no ownership, no other app asks.

	This app's own hook asks who may read the customer, so records of others than customers need that right too.
	"""
	user = user or frappe.session.user
	if user == "Administrator":
		return True
	if _others_ask(doctype) or get_user_permissions(user):
		return False
	rights = get_role_permissions(frappe.get_meta(doctype), user=user)
	if not rights.get(permission) or permission in rights.if_owner:
		return False
	return doctype == CUSTOMER or roles_decide(CUSTOMER, "read", user)


def _others_ask(doctype: str) -> bool:
	hooks = frappe.get_hooks("has_permission")
	return any(not method.startswith(OWN_HOOKS) for key in (doctype, "*") for method in hooks.get(key, ()))


def has_foreign_conditions(doctype: str) -> bool:
	"""Whether another app or a server script decides, too, which records of the DocType are listed."""
	hooks = frappe.get_hooks("permission_query_conditions")
	methods = [method for key in (doctype, "*") for method in hooks.get(key, ())]
	scripts = get_server_script_map().get("permission_query", {})
	return doctype in scripts or any(not method.startswith(OWN_HOOKS) for method in methods)


def readable(doctype: str, names: Sequence[str]) -> set[str]:
	"""The `names` that the user may read."""
	if not names or not frappe.has_permission(doctype, "read"):
		return set()
	return set(
		frappe.get_list(doctype, filters={"name": ("in", list(names))}, pluck="name", limit_page_length=0)
	)


def customers_named(customers: Collection[str], *more: str) -> dict[str, frappe._dict]:
	"""name, customer_name, customer_name_ar and `more` fields of those `customers` that the user may read."""
	if not customers or not frappe.has_permission("Customer", "read"):
		return {}
	rows = frappe.get_list(
		"Customer",
		filters={"name": ("in", list(customers))},
		fields=["name", "customer_name", "customer_name_ar", *more],
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
