"""ERPNext answers everyone who asks for a customer's points, and adds up the points of all companies where none is named.

Here only those who may read the customer are answered, with what the ledger says.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import frappe
from erpnext.accounts.doctype.loyalty_program import loyalty_program as erpnext_program
from frappe.utils import flt, getdate

from workshop_crm.services.loyalty import views
from workshop_crm.services.platform.money import decimal


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
	"""The program as ERPNext tells it, with the customer's points and tier. Raises PermissionError."""
	frappe.has_permission("Customer", "read", doc=customer, throw=True)
	details = erpnext_program.get_loyalty_program_details(
		customer, loyalty_program, company=company, silent=silent
	)
	if not details.get("loyalty_program"):
		return details
	amount = decimal(flt(current_transaction_amount))
	details.update(
		views.for_erpnext(customer, details.name, company or details.company, _day(expiry_date), amount)
	)
	return details


def _day(text: str | None) -> date:
	"""What is no date is answered as of today, as everything that names none."""
	try:
		return getdate(text)
	except frappe.ValidationError:
		return getdate()
