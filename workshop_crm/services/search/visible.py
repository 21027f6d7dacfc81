"""Which customers a search may see: the user's permissions, in the form that core's search asks for."""

from __future__ import annotations

from collections.abc import Sequence

import frappe

from workshop_crm.core.search.visible import Restricted, Visible
from workshop_crm.services.platform.permissions import CUSTOMER, conditions


def visible_customers() -> Visible | None:
	"""None for who sees all, no ids for who may read none, else whom to ask.

	Nothing is kept from one search to the next: every answer is that of the present permissions.
	"""
	if not frappe.has_permission(CUSTOMER, "read"):
		return frozenset()
	if not (permitted := conditions(CUSTOMER)):
		return None
	return Restricted(
		lambda customers: _among(customers, permitted),
		lambda most: _names(f"({permitted}) limit {int(most)}"),
	)


def _among(customers: Sequence[str], permitted: str) -> set[str]:
	if not customers:
		return set()
	named = ", ".join(frappe.db.escape(customer) for customer in customers)
	return _names(f"`name` in ({named}) and ({permitted})")


def _names(where: str) -> set[str]:
	return set(frappe.db.sql(f"select `name` from `tab{CUSTOMER}` where {where}", pluck=True))
