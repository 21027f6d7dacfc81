"""Frappe's count of records asks nobody's permission, and with filters it answers questions about any field."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.utils import get_safe_filters

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.platform.filters import are_filters_at_fault


@frappe.whitelist()
def get_count(
	doctype: str, filters: dict | list | str | None = None, debug: bool = False, cache: bool = False
) -> int:
	"""How many records the user may read. `debug` and `cache` are Frappe's, unused.

	Raises PermissionError, and ValidationError for filters that cannot be used.
	"""
	with as_frappe_errors():
		return _count(doctype, get_safe_filters(filters) or None)


def _count(doctype: str, filters: Any) -> int:
	counted = [f"count(distinct `tab{doctype}`.name) as records"]
	try:
		if not isinstance(filters, dict | list | None):
			raise TypeError
		found = frappe.get_list(doctype, filters=filters, fields=counted, order_by=None)
	except Exception as error:
		if not are_filters_at_fault(error) or isinstance(error, frappe.ValidationError):
			raise
		raise InvalidInput(
			N_("These filters cannot be used. Give names of fields and their values.")
		) from error
	return int(found[0].records)
