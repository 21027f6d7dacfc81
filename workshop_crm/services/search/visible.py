"""Which customers a search may see: the user's permissions, in the form in which an index applies them before it cuts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import frappe

from workshop_crm.services.platform.permissions import readable, unrestricted

Allowed = Collection[str] | Callable[[Sequence[str]], set[str]] | None

# So many ids are read and handed to an index in a few milliseconds; who sees more is asked about what was found.
MAX_AS_SET = 20_000


def visible_customers() -> Allowed:
	"""None for all, a set of ids when it is small, or a function that picks from ids those that the user may read."""
	if not frappe.has_permission("Customer", "read"):
		return frozenset()
	if unrestricted("Customer"):
		return None
	few = frappe.get_list("Customer", pluck="name", order_by=None, limit_page_length=MAX_AS_SET + 1)
	return _readable if len(few) > MAX_AS_SET else frozenset(few)


def _readable(customers: Sequence[str]) -> set[str]:
	return readable("Customer", customers)
