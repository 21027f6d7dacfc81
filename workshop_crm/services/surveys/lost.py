"""What no queue has taken: visits that nobody was asked about, and links of cancelled documents that still work."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
from frappe.utils import get_datetime, getdate

from workshop_crm.core.surveys.invitation import ANSWERABLE
from workshop_crm.core.surveys.triggers import STATE, Trigger
from workshop_crm.core.surveys.visits import oldest_visit
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.platform.survey_links import INVITATION
from workshop_crm.services.surveys import triggers, visits
from workshop_crm.services.surveys.invitations import invite, withdraw


def invite_missing() -> None:
	"""For the scheduler: visits of the last days whose job was lost."""
	for row in [row for rows in triggers.of_doctypes().values() for row in rows]:
		for name in _uninvited(row):
			with isolated("Survey invitation", row.doctype, name):
				invite(row.doctype, name)
			frappe.db.commit()


def withdraw_cancelled() -> None:
	"""For the scheduler: invitations to cancelled documents whose job was lost."""
	for doctype in _doctypes_asked_about():
		for name in _cancelled(doctype):
			withdraw(doctype, name)


def _uninvited(row: Trigger) -> list[str]:
	"""Documents that met a row lately and belong to no visit that was asked about; the rest is decided for each."""
	if not frappe.db.table_exists(row.doctype):
		return []
	table, invitation = frappe.qb.DocType(row.doctype), frappe.qb.DocType(INVITATION)
	columns = frappe.db.get_table_columns(row.doctype)
	if row.customer_field not in columns:
		return []
	day = next((field for field in visits.DATES if field in columns), None) if row.event != STATE else None
	oldest = oldest_visit(getdate())
	of_customer = (invitation.customer == table[row.customer_field]) & (invitation.visited_on >= oldest)
	query = (
		frappe.qb.from_(table)
		.left_join(invitation)
		.on(of_customer & (invitation.reference_name == table.name))
		.select(table.name)
		.where(invitation.name.isnull())
		.where(table.modified >= get_datetime(oldest))
	)
	query = (
		query.where(table[row.state_field] == row.state_value)
		if row.event == STATE
		else query.where(table.docstatus == 1)
	)
	if day:
		query = query.where(table[day] >= oldest)
	for mark in ("is_return", "is_consolidated"):
		if mark in columns:
			query = query.where(table[mark] == 0)
	return query.run(pluck=True)


def _doctypes_asked_about() -> Iterator[str]:
	"""Also those that no row names any more."""
	for doctype in frappe.get_all(
		INVITATION, {"status": ("in", ANSWERABLE)}, pluck="reference_doctype", distinct=True
	):
		if doctype and frappe.db.table_exists(doctype):
			yield doctype


def _cancelled(doctype: str) -> list[str]:
	table, invitation = frappe.qb.DocType(doctype), frappe.qb.DocType(INVITATION)
	return (
		frappe.qb.from_(invitation)
		.join(table)
		.on((invitation.reference_doctype == doctype) & (invitation.reference_name == table.name))
		.select(table.name)
		.where(invitation.status.isin(ANSWERABLE))
		.where(table.docstatus == 2)
		.run(pluck=True)
	)
