"""A customer who was not satisfied: an ERPNext Issue, and a ToDo for the employee who looks after it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, getdate, now_datetime

from workshop_crm.core.profile.model import FollowUpFact
from workshop_crm.core.surveys.call_request import NOTE, new_call_request
from workshop_crm.core.surveys.follow_up import (
	DONE,
	TASK,
	People,
	assignee,
	closed_view,
	closing,
	contacted,
	follow_up_view,
	new_follow_up,
)
from workshop_crm.core.surveys.follow_up_rules import Match
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import require_record, require_staff
from workshop_crm.services.platform.session import language
from workshop_crm.services.surveys import follow_up_people, second_survey

ISSUE = "Issue"
RESPONSE = "Survey Response"
OF_RESPONSE = (
	"has_score",
	"score",
	"comment",
	"customer.customer_name as customer_name",
	"customer.customer_name_ar as customer_name_ar",
)
OF_ISSUE = (
	"name",
	"customer",
	"subject",
	"status",
	"priority",
	"opening_date",
	"creation",
	"_assign",
	"follow_up_opened_on",
	"follow_up_due_on",
	"follow_up_first_contact_on",
	"follow_up_escalated_on",
	"follow_up_second_survey",
)


def open_for(response: Document, match: Match) -> str:
	"""Open the follow-up of an answer that met a rule; returns the Issue."""
	name = frappe.db.get_value("Customer", response.customer, "customer_name")
	people = _people()
	values = new_follow_up(response.as_dict(), name, match, people, _)
	return _insert(values, response.name, assignee(match, people), people)


def open_call_request(response: Document) -> str:
	"""The follow-up of a customer who asks for a call: the one that is open, with a note, or a new one."""
	if response.follow_up and frappe.db.get_value(ISSUE, response.follow_up, "status") not in DONE:
		frappe.get_doc(ISSUE, response.follow_up).add_comment("Comment", _(NOTE))
		return response.follow_up
	name = frappe.db.get_value("Customer", response.customer, "customer_name")
	people = _people()
	values = new_call_request(response.as_dict(), name, people, _, now_datetime())
	return _insert(values, response.name, people.assignee, people)


def open_list() -> list[dict[str, Any]]:
	"""Open follow-ups whose Issue the user may see, oldest first."""
	require_staff()
	now = now_datetime()
	return [follow_up_view(row, language(), now) for row in _open({})]


def open_of(customer: str) -> tuple[FollowUpFact, ...]:
	"""The open follow-ups of one customer."""
	return tuple(
		FollowUpFact(row.name, row.subject, row.opening_date) for row in _open({"customer": customer})
	)


def note_contact(follow_up: str) -> dict[str, str]:
	"""Somebody has spoken with the customer."""
	issue = _writable(follow_up)
	issue.update(contacted(issue.as_dict(), now_datetime()))
	issue.save()
	return {"follow_up": follow_up, "status": issue.status}


def close(follow_up: str, note: str, reason: str) -> dict[str, str]:
	"""Close the Issue and its ToDos with a reason, and keep the note as a comment."""
	issue = _writable(follow_up)
	issue.update(closing(issue.as_dict(), reason, now_datetime()))
	if note.strip():
		issue.add_comment("Comment", escape_html(note.strip()))
	issue.save()
	return closed_view(follow_up)


def after_closing(issue: Document) -> None:
	"""However it was closed: in the list, or in the form of the Issue."""
	follow_up_people.close_tasks(issue)
	second_survey.send(issue)


def _people() -> People:
	chosen = settings.survey_settings()
	return People(chosen.follow_up_assignee, chosen.follow_up_manager)


def _writable(follow_up: str) -> Document:
	require_staff()
	require_record(ISSUE, follow_up, "write")
	return frappe.get_doc(ISSUE, follow_up)


def _open(filters: dict[str, Any]) -> list[frappe._dict]:
	if not frappe.has_permission(ISSUE, "read"):
		return []
	with_follow_up = {"follow_up": ("is", "set"), **filters}
	answers = {
		row.follow_up: row
		for row in frappe.get_list(
			RESPONSE, filters=with_follow_up, fields=["follow_up", *OF_RESPONSE], limit=0
		)
	}
	issues = frappe.get_list(
		ISSUE,
		filters={"name": ("in", list(answers)), "status": ("not in", DONE)},
		fields=list(OF_ISSUE),
		order_by="creation",
		limit=0,
	)
	return [frappe._dict({**answers[issue.name], **_case(issue)}) for issue in issues]


def _case(issue: frappe._dict) -> dict[str, Any]:
	opened = getdate(issue.opening_date or issue.creation)
	assigned_to = next(iter(json.loads(issue.get("_assign") or "[]")), None)
	return {**issue, "opening_date": opened, "assigned_to": assigned_to}


def _insert(values: Mapping[str, Any], response: str, user: str, people: People) -> str:
	issue = frappe.get_doc({"doctype": ISSUE, "survey_response": response, **values})
	issue.company = issue.company or settings.company()
	# A guest's answer opens it, and a guest may not write Issues.
	issue.flags.ignore_permissions = True
	issue.flags.ignore_mandatory = True
	issue.insert()
	follow_up_people.assign(issue, user, _(TASK))
	follow_up_people.tell_manager(issue, people.manager)
	return issue.name
