"""POS Invoice Merge Log: ERPNext makes the consolidated invoices between these two events."""

from __future__ import annotations

from frappe.model.document import Document

from workshop_crm.services.platform import consolidation


def before_submit(log: Document, method: str | None = None) -> None:
	consolidation.begin_merge(log)


def on_submit(log: Document, method: str | None = None) -> None:
	consolidation.end_merge()
