"""A customer who was not satisfied: an ERPNext Issue, and a ToDo for the employee who looks after it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import frappe
from frappe import _
from frappe.desk.form import assign_to
from frappe.model.document import Document
from frappe.utils import escape_html, getdate

from workshop_crm.core.profile.model import FollowUpFact
from workshop_crm.core.surveys.call_request import NOTE, new_call_request
from workshop_crm.core.surveys.follow_up import (
	DONE,
	TASK,
	closed_view,
	closing,
	follow_up_view,
	new_follow_up,
)
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import require_record, require_staff
from workshop_crm.services.platform.session import language

ISSUE = "Issue"
RESPONSE = "Survey Response"


def open_for(response: Mapping[str, Any]) -> str:
	"""Open the follow-up of a bad answer; returns the Issue."""
	name = frappe.db.get_value("Customer", response["customer"], "customer_name")
	return _insert(new_follow_up(response, name, _))


def open_call_request(response: Document) -> str:
	"""The follow-up of a customer who asks for a call: the one that is open, with a note, or a new one."""
	if response.follow_up and frappe.db.get_value(ISSUE, response.follow_up, "status") not in DONE:
		frappe.get_doc(ISSUE, response.follow_up).add_comment("Comment", _(NOTE))
		return response.follow_up
	name = frappe.db.get_value("Customer", response.customer, "customer_name")
	return _insert(new_call_request(response.as_dict(), name, _))


def open_list() -> list[dict[str, Any]]:
	"""Open follow-ups whose Issue the user may see, oldest first."""
	require_staff()
	return [follow_up_view(row, language()) for row in _open({})]


def open_of(customer: str) -> tuple[FollowUpFact, ...]:
	"""The open follow-ups of one customer."""
	return tuple(
		FollowUpFact(row.name, row.subject, row.opening_date) for row in _open({"customer": customer})
	)


def close(follow_up: str, note: str) -> dict[str, str]:
	"""Close the Issue and its ToDos, and keep the note as a comment."""
	require_staff()
	require_record(ISSUE, follow_up, "write")
	issue = frappe.get_doc(ISSUE, follow_up)
	issue.update(closing(follow_up, issue.status))
	if note.strip():
		issue.add_comment("Comment", escape_html(note.strip()))
	issue.save()
	assign_to.close_all_assignments(ISSUE, issue.name, ignore_permissions=True)
	return closed_view(follow_up)


def _open(filters: dict[str, Any]) -> list[frappe._dict]:
	if not frappe.has_permission(ISSUE, "read"):
		return []
	answers = {
		row.follow_up: row
		for row in frappe.get_list(
			RESPONSE,
			filters={"follow_up": ("is", "set"), **filters},
			fields=[
				"follow_up",
				"score",
				"comment",
				"customer.customer_name as customer_name",
				"customer.customer_name_ar as customer_name_ar",
			],
			limit=0,
		)
	}
	issues = frappe.get_list(
		ISSUE,
		filters={"name": ("in", list(answers)), "status": ("not in", DONE)},
		fields=["name", "customer", "subject", "status", "opening_date", "creation", "_assign"],
		order_by="creation",
		limit=0,
	)
	return [frappe._dict({**answers[issue.name], **_case(issue)}) for issue in issues]


def _case(issue: frappe._dict) -> dict[str, Any]:
	opened = getdate(issue.opening_date or issue.creation)
	assigned_to = next(iter(json.loads(issue.get("_assign") or "[]")), None)
	return {**issue, "opening_date": opened, "assigned_to": assigned_to}


def _insert(values: Mapping[str, Any]) -> str:
	issue = frappe.get_doc({"doctype": ISSUE, **values})
	issue.company = issue.company or settings.company()
	# A guest's answer opens it, and a guest may not write Issues.
	issue.flags.ignore_permissions = True
	issue.flags.ignore_mandatory = True
	issue.insert()
	_assign(issue.name)
	return issue.name


def _assign(issue: str) -> None:
	assignee = settings.survey_settings().follow_up_assignee
	if assignee:
		assign_to.add(
			{"assign_to": [assignee], "doctype": ISSUE, "name": issue, "description": _(TASK)},
			ignore_permissions=True,
		)
