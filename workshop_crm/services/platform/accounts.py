"""Accounts that are booked to where nobody chose one."""

from __future__ import annotations

import frappe


def expense_account(company: str) -> str:
	"""The company's usual account for expenses, or its first one."""
	chosen = frappe.get_cached_value("Company", company, "default_expense_account")
	filters = {"company": company, "root_type": "Expense", "is_group": 0}
	return chosen or frappe.db.get_value("Account", filters, "name", order_by="lft")
