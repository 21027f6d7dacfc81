"""A customer who was not satisfied: an ERPNext Issue, and a ToDo for whoever looks after it."""

from __future__ import annotations

import json
from typing import Any

import frappe
from frappe import _
from frappe.desk.form import assign_to
from frappe.model.document import Document
from frappe.utils import escape_html, flt, getdate, strip_html

from workshop_crm.core.common.errors import N_, Conflict
from workshop_crm.core.profile.model import FollowUpFact
from workshop_crm.core.surveys.view import without_links
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import require_record, require_staff

ISSUE = "Issue"
RESPONSE = "Survey Response"
DONE = ("Closed", "Resolved")


def open_for(response: Document) -> str:
	"""Open the follow-up of a bad answer; returns the Issue."""
	issue = frappe.get_doc(
		{
			"doctype": ISSUE,
			"subject": _("Low survey score from {0}").format(
				# Mails and notifications about the Issue show its subject as HTML.
				strip_html(frappe.db.get_value("Customer", response.customer, "customer_name"))
			)[:140],
			"customer": response.customer,
			"company": response.company or settings.company(),
			"description": _description(response),
		}
	)
	# A guest's answer opens it, and a guest may not write Issues.
	issue.flags.ignore_permissions = True
	issue.flags.ignore_mandatory = True
	issue.insert()
	_assign(issue.name)
	return issue.name


def open_list() -> list[dict[str, Any]]:
	"""Open follow-ups whose Issue the user may see, oldest first."""
	require_staff()
	return [_view(row) for row in _open({})]


def open_of(customer: str) -> tuple[FollowUpFact, ...]:
	"""The open follow-ups of one customer."""
	return tuple(
		FollowUpFact(row.name, row.subject, getdate(row.opening_date or row.creation))
		for row in _open({"customer": customer})
	)


def close(follow_up: str, note: str) -> None:
	"""Close the Issue and its ToDos, and keep the note as a comment."""
	require_staff()
	require_record(ISSUE, follow_up, "write")
	issue = frappe.get_doc(ISSUE, follow_up)
	if issue.status in DONE:
		raise Conflict(N_("{record} is closed already."), record=follow_up)
	if note.strip():
		issue.add_comment("Comment", escape_html(note.strip()))
	issue.status = "Closed"
	issue.save()
	assign_to.close_all_assignments(ISSUE, issue.name, ignore_permissions=True)


def _open(filters: dict[str, Any]) -> list[frappe._dict]:
	if not frappe.has_permission(ISSUE, "read"):
		return []
	answers = {
		row.follow_up: row
		for row in frappe.get_list(
			RESPONSE,
			filters={"follow_up": ("is", "set"), **filters},
			fields=["follow_up", "score", "comment", "customer.customer_name as customer_name"],
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
	return [frappe._dict({**answers[issue.name], **issue}) for issue in issues]


def _view(row: frappe._dict) -> dict[str, Any]:
	return {
		"follow_up": row.name,
		"customer": row.customer,
		"name": row.customer_name,
		"title": row.subject,
		"score": flt(row.score, 2),
		"comment": row.comment or "",
		"opened_on": getdate(row.opening_date or row.creation).isoformat(),
		"status": row.status,
		"assigned_to": next(iter(json.loads(row.get("_assign") or "[]")), None),
	}


def _assign(issue: str) -> None:
	assignee = settings.survey_settings().follow_up_assignee
	if assignee:
		assign_to.add(
			{
				"assign_to": [assignee],
				"doctype": ISSUE,
				"name": issue,
				"description": _("A customer was not satisfied. Please call."),
			},
			ignore_permissions=True,
		)


def _description(response: Document) -> str:
	"""HTML for the desk; what a guest wrote is escaped, and no address in it becomes a link in the form's editor."""
	comment = escape_html(without_links(response.comment or "")).replace("\n", "<br>")
	score = _("Score: {0} of 100").format(flt(response.score, 0))
	return f'<p>{score}</p><p dir="auto">{comment}</p>'
