"""An Issue that follows up an answer is closed with a reason, wherever it is closed."""

from __future__ import annotations

from frappe.model.document import Document
from frappe.utils import now_datetime

from workshop_crm.core.surveys.follow_up import DONE, OTHER, closing
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.surveys import follow_ups


def validate(issue: Document, method: str | None = None) -> None:
	if not _is_being_closed(issue) or issue.follow_up_closed_on:
		return
	# ERPNext closes Issues that nobody answered for days, and has nobody to ask for a reason.
	reason = issue.follow_up_reason or (OTHER if issue.flags.ignore_mandatory else "")
	before = {**issue.as_dict(), "status": "Open"}
	with as_frappe_errors():
		changes = closing(before, reason, now_datetime())
	issue.update({**changes, "status": issue.status})


def on_update(issue: Document, method: str | None = None) -> None:
	if _is_being_closed(issue):
		follow_ups.after_closing(issue)


def _is_being_closed(issue: Document) -> bool:
	before = issue.get_doc_before_save()
	was_open = before is None or before.status not in DONE
	return bool(issue.get("survey_response") and issue.status in DONE and was_open)
