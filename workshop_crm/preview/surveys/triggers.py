"""The trigger rows of all surveys, and the invoices that meet one.

The preview's documents are invoices of its own till. A condition is Python for ERPNext: a row that has one is met by none here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from workshop_crm.core.common.invoices import CANCELLED
from workshop_crm.core.surveys.triggers import Trigger, matching, trigger_of
from workshop_crm.core.surveys.visit_facts import visit_facts
from workshop_crm.core.surveys.visits import Visit
from workshop_crm.preview import records
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings

INVOICE = "Sales Invoice"
SURVEY = "Survey"


def met_by(connection: sqlite3.Connection, invoice: Mapping[str, Any]) -> Trigger | None:
	"""The row by which an invoice calls for a survey, if there is one."""
	document = {**invoice, "doctype": INVOICE}
	return matching(_rows(connection), document, invoice["service_type"], lambda _: False)


def visit_of(invoice: Record, settings: Settings) -> Visit:
	return Visit(
		doctype=INVOICE,
		document=invoice["name"],
		customer=invoice["customer"],
		visited_on=invoice["posting_date"],
		is_cancelled=invoice["docstatus"] == CANCELLED,
		is_return=bool(invoice["is_return"]),
		company=settings.company,
		vehicle=invoice["vehicle"],
		service_type=invoice["service_type"],
	)


def work_facts(connection: sqlite3.Connection, invoice: str | None) -> dict[str, str | None]:
	"""Whose work an invoice is about; empty without one. The preview has one company and no branches."""
	known = records.first(connection, INVOICE, {"name": invoice}) if invoice else None
	if known is None:
		return {}
	team = records.rows_of(connection, INVOICE, known["name"], "sales_team")
	return visit_facts({"technician": known["technician"], "sales_team": team})


def is_cancelled(connection: sqlite3.Connection, invoice: str | None) -> bool:
	"""Whether the invoice of a visit does not count any more."""
	known = records.first(connection, INVOICE, {"name": invoice}) if invoice else None
	return known is not None and known["docstatus"] == CANCELLED


def _rows(connection: sqlite3.Connection) -> list[Trigger]:
	return [
		trigger_of(row, survey["name"])
		for survey in records.find(connection, SURVEY, {"enabled": 1}, "creation", fields=("name",))
		for row in records.rows_of(connection, SURVEY, survey["name"], "triggers")
		if row["enabled"]
	]
