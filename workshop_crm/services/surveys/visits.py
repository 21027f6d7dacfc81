"""Documents as the visits that a survey asks about."""

from __future__ import annotations

from datetime import date
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import cint, getdate

from workshop_crm.core.surveys.triggers import STATE, Trigger
from workshop_crm.core.surveys.visit_facts import visit_facts
from workshop_crm.core.surveys.visits import Visit
from workshop_crm.services.platform.consolidation import is_consolidated

CANCELLED = 2
# Where documents keep the day of the visit, the usual one first.
DATES = ("posting_date", "mntc_date", "transaction_date", "service_date", "date")


def facts_of(document: Document) -> dict[str, Any]:
	"""What decides which row of a survey a document meets."""
	return {**document.as_dict(no_child_table_fields=True), "doctype": document.doctype}


def visit_of(document: Document, row: Trigger) -> Visit:
	return Visit(
		doctype=document.doctype,
		document=document.name,
		customer=document.get(row.customer_field) or "",
		visited_on=_day(document, row),
		is_cancelled=document.docstatus == CANCELLED,
		is_return=bool(cint(document.get("is_return"))),
		is_consolidated=is_consolidated(document),
		company=document.get("company") or None,
		vehicle=(row.vehicle_field and document.get(row.vehicle_field)) or None,
		service_type=document.get("service_type") or None,
	)


def work_facts(doctype: str | None, name: str | None) -> dict[str, str | None]:
	"""Whose work a document is about; empty when it is gone."""
	if not (doctype and name and frappe.db.exists(doctype, name)):
		return {}
	return visit_facts(frappe.get_doc(doctype, name).as_dict())


def is_cancelled(doctype: str | None, name: str | None) -> bool:
	"""Whether the document of a visit does not count any more."""
	return bool(name) and frappe.db.get_value(doctype, name, "docstatus") in (None, CANCELLED)


def _day(document: Document, row: Trigger) -> date:
	"""A state is reached on the day on which the document was changed last; other documents say their day."""
	if row.event != STATE:
		for field in DATES:
			if document.get(field):
				return getdate(document.get(field))
	return getdate(document.get("modified") or document.get("creation"))
