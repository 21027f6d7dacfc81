"""ERPNext answers everyone who asks for a customer's points; here only those who may read the customer."""

from __future__ import annotations

from typing import Any

import frappe
from erpnext.accounts.doctype.loyalty_program import loyalty_program as erpnext_program


@frappe.whitelist()
def get_loyalty_program_details_with_points(
	customer: str,
	loyalty_program: str | None = None,
	expiry_date: str | None = None,
	company: str | None = None,
	silent: bool = False,
	include_expired_entry: bool = False,
	current_transaction_amount: float = 0,
) -> dict[str, Any]:
	"""ERPNext's own answer, to those who may read the customer. Raises PermissionError."""
	frappe.has_permission("Customer", "read", doc=customer, throw=True)
	return erpnext_program.get_loyalty_program_details_with_points(
		customer,
		loyalty_program,
		expiry_date,
		company,
		silent,
		include_expired_entry,
		current_transaction_amount,
	)
