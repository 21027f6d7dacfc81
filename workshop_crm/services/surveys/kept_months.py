"""Which months of answers are kept as columns, and when they are not true any more. Without numpy: answers load it."""

from __future__ import annotations

from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from workshop_crm.core.surveys.scores.months import month_of

MONTH = "Survey Month"
# Renaming one of these changes names that the columns hold.
NAMED = frozenset(("Survey", "Service Type", "Sales Person", "Branch", "Cost Center", "Company"))


def forget(answered_on: date) -> None:
	"""An answer of that month was added, changed or deleted."""
	frappe.db.delete(MONTH, {"month": month_of(getdate(answered_on)).label})


def forget_renamed(document: Document, method: str, old: str, new: str, merge: bool = False) -> None:
	"""Something that answers are grouped by has another name."""
	if document.doctype in NAMED:
		frappe.db.delete(MONTH)
