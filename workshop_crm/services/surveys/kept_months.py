"""Which months of answers are kept as columns, and when they are not true any more. Without numpy: answers load it."""

from __future__ import annotations

from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from workshop_crm.core.surveys.scores.months import kept_before, month_of
from workshop_crm.services.platform.survey_links import INVITATION

MONTH, INVITATION_MONTH = "Survey Month", "Survey Invitation Month"
# Day 1 of the proleptic calendar is day 366 of MariaDB's.
BEFORE_DAY_ONE = 365
# Renaming one of these changes names that the columns hold.
NAMED = frozenset(("Survey", "Service Type", "Sales Person", "Branch", "Cost Center", "Company"))


def forget(answered_on: date) -> None:
	"""An answer of that day was added, changed or deleted."""
	if getdate(answered_on) < kept_before(getdate()):
		frappe.db.delete(MONTH, {"month": month_of(getdate(answered_on)).label})


def forget_invitation(sent_on: date | None) -> None:
	"""An invitation that was sent on that day is deleted."""
	if sent_on:
		frappe.db.delete(INVITATION_MONTH, {"month": month_of(getdate(sent_on)).label})


def note_change(invitation: str) -> None:
	"""A message of an invitation is deleted: its time went with it."""
	frappe.db.set_value(INVITATION, invitation, "modified", now_datetime(), update_modified=False)


def forget_renamed(document: Document, method: str, old: str, new: str, merge: bool = False) -> None:
	"""Something that answers and invitations are grouped by has another name."""
	if document.doctype in NAMED:
		frappe.db.delete(MONTH)
		frappe.db.delete(INVITATION_MONTH)
