"""An Issue that follows up an answer is closed with a reason, and its history is kept, wherever it is changed."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from workshop_crm.core.common.issues import DONE
from workshop_crm.core.surveys.follow_up import OTHER, closing
from workshop_crm.core.surveys.follow_up_steps import CLOSED, REOPENED, SPOKEN, step
from workshop_crm.core.surveys.follow_up_work import reopening
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.surveys import follow_up_work, follow_ups


def validate(issue: Document, method: str | None = None) -> None:
	"""What is changed in the form; what the app changes has its step already."""
	if issue.flags.get(follow_ups.HAS_ITS_STEP):
		return
	if _is_being_closed(issue):
		_close(issue)
	elif _is_being_reopened(issue):
		issue.update(_reopening(issue))
		_keep(issue, step(REOPENED, now_datetime(), frappe.session.user))
	elif _is_spoken_with(issue):
		issue.follow_up_due_on = None
		_keep(issue, step(SPOKEN, issue.follow_up_first_contact_on, frappe.session.user))


def on_update(issue: Document, method: str | None = None) -> None:
	if _is_being_closed(issue):
		follow_ups.after_closing(issue)
	elif _is_being_reopened(issue) and not issue.flags.get(follow_ups.HAS_ITS_STEP):
		follow_up_work.give_back(issue)


def on_change(issue: Document, method: str | None = None) -> None:
	"""A customer's e-mail opens an Issue without a save: it waits for a call as if it had been reopened in its form."""
	if not (issue.get("survey_response") and issue.follow_up_closed_on) or issue.status in DONE:
		return
	issue.db_set(_reopening(issue))
	follow_ups.add_step(issue, step(REOPENED, now_datetime(), None))
	follow_up_work.give_back(issue)
	follow_ups.tell_screens()


def has_website_permission(doc: Document | None = None, **_asked: object) -> bool:
	"""ERPNext shows customers their Issues in the portal. A follow-up is one that they never opened, with notes of staff."""
	return not (doc and doc.get("survey_response"))


def _close(issue: Document) -> None:
	# ERPNext closes Issues that nobody answered for days, and has nobody to ask for a reason.
	reason = issue.follow_up_reason or (OTHER if issue.flags.ignore_mandatory else "")
	before, now = {**issue.as_dict(), "status": "Open"}, now_datetime()
	with as_frappe_errors():
		changes = closing(before, reason, now)
	issue.update({**changes, "status": issue.status})
	_keep(issue, step(CLOSED, now, frappe.session.user, reason=reason))


def _reopening(issue: Document) -> dict[str, object]:
	"""The status stays as it was chosen."""
	return {**reopening(issue.as_dict(), now_datetime()), "status": issue.status}


def _keep(issue: Document, taken: dict[str, object]) -> None:
	issue.append(follow_ups.STEPS, taken)


def _is_being_closed(issue: Document) -> bool:
	before = issue.get_doc_before_save()
	was_open = before is None or before.status not in DONE
	return bool(issue.get("survey_response") and issue.status in DONE and was_open)


def _is_being_reopened(issue: Document) -> bool:
	before = issue.get_doc_before_save()
	was_closed = before is not None and before.status in DONE
	return bool(issue.get("survey_response") and issue.status not in DONE and was_closed)


def _is_spoken_with(issue: Document) -> bool:
	"""The first contact was typed: what the app notes has its step."""
	before = issue.get_doc_before_save()
	if not issue.get("survey_response") or before is None or before.follow_up_first_contact_on:
		return False
	is_noted = any(row.kind == SPOKEN for row in issue.get(follow_ups.STEPS))
	return bool(issue.follow_up_first_contact_on and not is_noted)
