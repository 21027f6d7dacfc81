"""What no queue has taken: visits that nobody was asked about, and links of cancelled documents that still work."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pypika.queries import QueryBuilder, Table

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
	"""Documents that met a row lately and that nobody was asked about; the rest is decided for each."""
	columns = frappe.db.get_table_columns(row.doctype) if frappe.db.table_exists(row.doctype) else ()
	if row.customer_field not in columns:
		return []
	table, invitation = frappe.qb.DocType(row.doctype), frappe.qb.DocType(INVITATION)
	of_document = (invitation.reference_name == table.name) & (invitation.reference_doctype == row.doctype)
	query = (
		frappe.qb.from_(table)
		.left_join(invitation)
		.on(of_document)
		.select(table.name)
		.where(invitation.name.isnull())
		.where(table.modified >= get_datetime(oldest_visit(getdate())))
	)
	query = _in_state(query, table, row) if row.event == STATE else _submitted(query, table, columns)
	return query.run(pluck=True)


def _submitted(query: QueryBuilder, table: Table, columns: Collection[str]) -> QueryBuilder:
	query = query.where(table.docstatus == 1)
	if day := next((field for field in visits.DATES if field in columns), None):
		query = query.where(table[day] >= oldest_visit(getdate()))
	for mark in ("is_return", "is_consolidated"):
		if mark in columns:
			query = query.where(table[mark] == 0)
	return query


def _in_state(query: QueryBuilder, table: Table, row: Trigger) -> QueryBuilder:
	"""A document says its state, but not since when: what it was new in lately, or by its history of changes.

	Whatever keeps no history is not looked for. It may have been in that state for a year.
	"""
	since, version = get_datetime(oldest_visit(getdate())), frappe.qb.DocType("Version")
	changed = (
		frappe.qb.from_(version)
		.select(version.docname)
		.where(version.ref_doctype == row.doctype)
		.where(version.creation >= since)
		.where(version.data.like(f'%"{row.state_field}"%'))
	)
	is_new = (table.creation >= since) | table.name.isin(changed)
	return query.where(table[row.state_field] == row.state_value).where(is_new)


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
