"""Filters that a client wrote, and that Frappe cannot use."""

from __future__ import annotations

import frappe


def are_filters_at_fault(error: Exception) -> bool:
	"""Whether Frappe stumbled over filters that name no column or hold a value of the wrong shape."""
	if isinstance(error, frappe.db.OperationalError | frappe.db.ProgrammingError):
		kinds = (frappe.db.is_missing_column, frappe.db.is_table_missing, frappe.db.is_syntax_error)
		return any(is_kind(error) for is_kind in kinds)
	return isinstance(error, AttributeError | IndexError | KeyError | TypeError | ValueError)
