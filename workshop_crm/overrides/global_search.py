"""Frappe's global search finds by DocType; what it found is shown only as far as the user may read it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import frappe
from frappe.utils import global_search

from workshop_crm.core.common.arguments import fit, parameters
from workshop_crm.core.common.limits import at_most
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.platform.permissions import readable

MAX_START = 10_000


@frappe.whitelist()
def search(text: str, start: int = 0, limit: int = 20, doctype: str = "") -> list[dict[str, Any]]:
	"""Frappe's own `search`, without records that are closed to the user. Raises ValidationError for odd numbers."""
	with as_frappe_errors():
		page: dict[str, Any] = fit(parameters(_page), {"start": start, "limit": limit})
	found = global_search.search(text, *_page(**page), doctype)
	names = defaultdict(list)
	for row in found:
		names[row.doctype].append(row.name)
	shown = {of: readable(of, some) for of, some in names.items()}
	return [row for row in found if row.name in shown[row.doctype]]


def _page(start: int, limit: int) -> tuple[int, int]:
	return max(0, min(start, MAX_START)), at_most(limit)
