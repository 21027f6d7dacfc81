"""The lock of a Sales Invoice that money is taken for, or that is returned."""

from __future__ import annotations

import frappe

INVOICE = "Sales Invoice"
# Whoever pays or returns an invoice changes one of these.
SEEN = ("modified", "docstatus", "outstanding_amount")


def lock(name: str) -> None:
	"""Hold the invoice's row until the transaction ends.

	All that is read of the invoice afterwards, by ERPNext too, is what this transaction saw when it began. Raises
	QueryDeadlockError when the row has changed since, so that the endpoint starts the request again.
	"""
	seen = frappe.db.get_value(INVOICE, name, SEEN)
	if frappe.db.get_value(INVOICE, name, SEEN, for_update=True) != seen:
		raise frappe.QueryDeadlockError


def touch(name: str) -> None:
	"""Mark the invoice as changed where ERPNext has left its row as it was."""
	frappe.db.set_value(INVOICE, name, {})
