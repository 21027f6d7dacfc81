"""The branches of the workshop, as its invoices name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import frappe

from workshop_crm.core.surveys.visit_facts import BRANCHES
from workshop_crm.services.platform import settings


@dataclass(frozen=True, slots=True)
class Branches:
	"""`field` of invoices holds one of `names`."""

	field: str
	names: tuple[str, ...]

	def filter(self, branch: str) -> list[list[Any]]:
		"""Empty for all branches."""
		return [[self.field, "=", branch]] if branch else []


def branches() -> Branches:
	"""Those that the user may read: of the accounting dimension where there is one, otherwise the cost centres."""
	field, doctype = next(
		(field, doctype) for field, doctype in BRANCHES if frappe.db.has_column("Sales Invoice", field)
	)
	if not frappe.has_permission(doctype, "read"):
		return Branches(field, ())
	filters = {"is_group": 0, "company": settings.company()} if doctype == "Cost Center" else {}
	names = frappe.get_list(doctype, filters=filters, pluck="name", order_by="name", limit=0)
	return Branches(field, tuple(names))
