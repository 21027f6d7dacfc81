"""For the scheduler: rows that a failure left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import frappe
from frappe.query_builder.functions import Count, Sum
from frappe.utils import add_days, getdate

from workshop_crm.core.loyalty.records import WHENS
from workshop_crm.core.loyalty.rewards.redemptions import REDEMPTION
from workshop_crm.services.loyalty import posting
from workshop_crm.services.loyalty.ledger import ENTRY
from workshop_crm.services.loyalty.payment import unpaid_with_points
from workshop_crm.services.loyalty.rewards import on_invoice
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES
from workshop_crm.services.platform.isolation import isolated

REPAIR_DAYS = 90

Progress = Callable[[int, int], None]


def repair(days: int = REPAIR_DAYS, progress: Progress | None = None) -> int:
	"""Correct every invoice of the last `days` days whose rows are not what they should be; returns how many."""
	found = [
		*_without_rows(days),
		*_cancelled_with_points(days),
		*_returned(days),
		*unpaid_with_points(),
		*_cancelled_with_reward(),
	]
	repaired = 0
	for place, (doctype, name) in enumerate(found, start=1):
		before = frappe.db.count(ENTRY, {"invoice": name})
		with isolated("Loyalty points", doctype, name):
			invoice = frappe.get_doc(doctype, name)
			posting.correct(invoice)
			on_invoice.settle(invoice)
		frappe.db.commit()
		repaired += frappe.db.count(ENTRY, {"invoice": name}) > before
		if progress:
			progress(place, len(found))
	return repaired


def _without_rows(days: int) -> Iterator[tuple[str, str]]:
	"""Submitted invoices of members without any row that earns, where they should have one by now."""
	for doctype in INVOICE_DOCTYPES:
		invoice, row = frappe.qb.DocType(doctype), frappe.qb.DocType(ENTRY)
		program = frappe.qb.DocType("Loyalty Program")
		query = (
			_invoices(doctype, days, docstatus=1)
			.left_join(row)
			.on((row.invoice == invoice.name) & (row.redeem_against.isnull() | (row.redeem_against == "")))
			.join(program)
			.on(program.name == invoice.loyalty_program)
			.where(
				(program.earn_when != WHENS["Paid"])
				| program.earn_when.isnull()
				| (invoice.outstanding_amount <= 0)
			)
			.groupby(invoice.name)
			.having(Count(row.name) == 0)
		)
		yield from ((doctype, name) for name in query.run(pluck=True))


def _cancelled_with_points(days: int) -> Iterator[tuple[str, str]]:
	for doctype in INVOICE_DOCTYPES:
		invoice, row = frappe.qb.DocType(doctype), frappe.qb.DocType(ENTRY)
		query = (
			_invoices(doctype, days, docstatus=2)
			.join(row)
			.on(row.invoice == invoice.name)
			.where(row.entry_kind != "Expire")
			.groupby(invoice.name)
			.having(Sum(row.loyalty_points) != 0)
		)
		yield from ((doctype, name) for name in query.run(pluck=True))


def _cancelled_with_reward() -> Iterator[tuple[str, str]]:
	for doctype in INVOICE_DOCTYPES:
		invoice, row = frappe.qb.DocType(doctype), frappe.qb.DocType(REDEMPTION)
		query = (
			frappe.qb.from_(row)
			.join(invoice)
			.on((row.invoice == invoice.name) & (row.invoice_type == doctype))
			.select(invoice.name)
			.where(row.status == "Applied")
			.where(invoice.docstatus == 2)
		)
		yield from ((doctype, name) for name in query.run(pluck=True))


def _returned(days: int) -> Iterator[tuple[str, str]]:
	"""Invoices with a credit note that was submitted or cancelled of late."""
	since = add_days(getdate(), -days)
	for doctype in INVOICE_DOCTYPES:
		names = frappe.get_all(
			doctype,
			{"is_return": 1, "return_against": ("is", "set"), "modified": (">=", since)},
			pluck="return_against",
			distinct=True,
		)
		yield from ((doctype, name) for name in names)


def _invoices(doctype: str, days: int, docstatus: int) -> frappe.qb:
	invoice = frappe.qb.DocType(doctype)
	query = (
		frappe.qb.from_(invoice)
		.select(invoice.name)
		.where(invoice.docstatus == docstatus)
		.where(invoice.is_return == 0)
		.where(invoice.loyalty_program.isnotnull())
		.where(invoice.loyalty_program != "")
		.where(invoice.posting_date >= add_days(getdate(), -days))
	)
	return query.where(invoice.is_consolidated == 0) if doctype == "Sales Invoice" else query
