"""Figures about a customer: one row a customer (analytics), a month (snapshots) or an account (points)."""

from __future__ import annotations

import frappe
from frappe.model.rename_doc import get_link_fields

from workshop_crm.services.analytics.actions import merging
from workshop_crm.services.analytics.records import ANALYTICS, SNAPSHOT, snapshot_name
from workshop_crm.services.loyalty import accounts, transfer
from workshop_crm.services.vehicles import kept_due
from workshop_crm.services.visits import drafts

COMPUTED = (ANALYTICS, SNAPSHOT, accounts.ACCOUNT)
# Expected and past money of two records of one person add up; the total of a month stays what it was.
ADDITIVE = ("clv", "expected_visits", "revenue")


def forget(customer: str) -> None:
	"""Delete what can be computed again, and baskets that were never sold. Rows of the ledger, answers and messages stay, and so does their customer."""
	for doctype in COMPUTED:
		frappe.db.delete(doctype, {"customer": customer})
	kept_due.forget_customer(customer)
	drafts.forget(customer)


def keep_apart() -> None:
	"""Let Frappe leave these rows alone while it merges: written to both, one name would stand twice in a unique key.

	No row is moved here. The desk asks `before_rename` once to check a merge, and commits, before the job that
	does it: rows that were moved now would stay moved when the job fails.
	"""
	fields = get_link_fields("Customer")
	apart = {*COMPUTED, *transfer.keep_apart()}
	frappe.flags.link_fields["Customer"] = [field for field in fields if field["parent"] not in apart]


def rename(new: str) -> None:
	"""Rows that carry the customer's name in their own follow it."""
	row = frappe.qb.DocType(ANALYTICS)
	frappe.qb.update(row).set(row.name, new).where(row.customer == new).run()
	for name, month in _months(new):
		_rename_snapshot(name, snapshot_name(new, month))


def merge(old: str, new: str) -> None:
	"""Bring the figures and the points of `old` to `new`; analytics are marked for the next job."""
	(frappe.flags.link_fields or {}).pop("Customer", None)
	_merge_snapshots(old, new)
	_merge_analytics(old, new)
	transfer.merge(old, new)
	merging.merge(new)


def _merge_analytics(old: str, new: str) -> None:
	if frappe.db.exists(ANALYTICS, {"customer": new}):
		frappe.db.delete(ANALYTICS, {"customer": old})
	else:
		row = frappe.qb.DocType(ANALYTICS)
		frappe.qb.update(row).set(row.name, new).set(row.customer, new).where(row.customer == old).run()
	frappe.db.set_value(ANALYTICS, {"customer": new}, "is_stale", 1, update_modified=False)


def _merge_snapshots(old: str, new: str) -> None:
	fields = ["name", "month", *ADDITIVE, "p_alive"]
	kept = {row.month: row for row in frappe.get_all(SNAPSHOT, {"customer": new}, fields)}
	for row in frappe.get_all(SNAPSHOT, {"customer": old}, fields):
		if same := kept.get(row.month):
			values = {field: (same[field] or 0) + (row[field] or 0) for field in ADDITIVE}
			values["p_alive"] = 1 - (1 - (same.p_alive or 0)) * (1 - (row.p_alive or 0))
			frappe.db.set_value(SNAPSHOT, same.name, values, update_modified=False)
			frappe.db.delete(SNAPSHOT, {"name": row.name})
		else:
			frappe.db.set_value(SNAPSHOT, row.name, "customer", new, update_modified=False)
			_rename_snapshot(row.name, snapshot_name(new, row.month))


def _months(customer: str) -> list:
	return frappe.get_all(SNAPSHOT, {"customer": customer}, ["name", "month"], as_list=True)


def _rename_snapshot(old: str, new: str) -> None:
	if old != new:
		row = frappe.qb.DocType(SNAPSHOT)
		frappe.qb.update(row).set(row.name, new).where(row.name == old).run()
