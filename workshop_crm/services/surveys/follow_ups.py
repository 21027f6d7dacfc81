"""A customer who was not satisfied: an ERPNext Issue, and a ToDo for the employee who looks after it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.realtime import get_site_room
from frappe.utils import getdate, now_datetime

from workshop_crm.core.common.issues import DONE
from workshop_crm.core.profile.model import FollowUpFact
from workshop_crm.core.surveys.call_request import NOTE, new_call_request
from workshop_crm.core.surveys.follow_up import TASK, People, assignee, new_follow_up
from workshop_crm.core.surveys.follow_up_rules import Match
from workshop_crm.core.surveys.follow_up_steps import CALL_REQUESTED, GIVEN, step
from workshop_crm.core.surveys.follow_up_subject import shown_subject
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.words import _, in_arabic
from workshop_crm.services.surveys import follow_up_people, second_survey

ISSUE = "Issue"
STEP = "Survey Follow-up Step"
STEPS = "follow_up_steps"
CHANGED = "workshop_crm_follow_ups"
# The flag of an Issue whose change is in its history already.
HAS_ITS_STEP = "follow_up_has_its_step"


def open_for(response: Document, match: Match) -> str:
	"""Open the follow-up of an answer that met a rule; returns the Issue."""
	name = frappe.db.get_value("Customer", response.customer, "customer_name")
	people = _people()
	values = new_follow_up(response.as_dict(), name, match, people, _)
	return _insert(values, response.name, assignee(match, people), people)


def open_call_request(response: Document) -> str:
	"""The follow-up of a customer who asks for a call: the one that is open, with a note, or a new one."""
	if response.follow_up and frappe.db.get_value(ISSUE, response.follow_up, "status") not in DONE:
		issue = frappe.get_doc(ISSUE, response.follow_up, for_update=True)
		add_step(issue, step(CALL_REQUESTED, now_datetime(), None, note=_(NOTE)))
		tell_screens()
		return response.follow_up
	name = frappe.db.get_value("Customer", response.customer, "customer_name")
	people = _people()
	values = new_call_request(response.as_dict(), name, people, _, now_datetime())
	return _insert(values, response.name, people.assignee, people)


def open_of(customer: str) -> tuple[FollowUpFact, ...]:
	"""The open follow-ups of one customer that the user may see, oldest first."""
	if not frappe.has_permission(ISSUE, "read"):
		return ()
	issues = frappe.get_list(
		ISSUE,
		filters={"customer": customer, "survey_response": ("is", "set"), "status": ("not in", DONE)},
		fields=["name", "subject", "opening_date", "creation"],
		order_by="creation",
		limit=0,
	)
	return tuple(
		FollowUpFact(
			issue.name,
			shown_subject(issue.subject, _, in_arabic),
			getdate(issue.opening_date or issue.creation),
		)
		for issue in issues
	)


def add_step(issue: Document, values: Mapping[str, Any]) -> None:
	"""Write a step into the history at once, for what happens without a save of the Issue."""
	issue.append(STEPS, dict(values)).db_insert()


def assigned_to(issue: Mapping[str, Any]) -> str | None:
	"""The employee who has it: the first one, where a manager was told too."""
	return next(iter(json.loads(issue.get("_assign") or "[]")), None)


def after_closing(issue: Document) -> None:
	"""However it was closed: in the list, or in the form of the Issue."""
	follow_up_people.close_tasks(issue)
	second_survey.send(issue)


def tell_screens() -> None:
	"""Each open list asks again, its user with their own permissions."""
	frappe.publish_realtime(CHANGED, room=get_site_room(), after_commit=True)


def _people() -> People:
	chosen = settings.survey_settings()
	return People(chosen.follow_up_assignee, chosen.follow_up_manager)


def _insert(values: Mapping[str, Any], response: str, user: str, people: People) -> str:
	issue = frappe.get_doc({"doctype": ISSUE, "survey_response": response, **values})
	issue.company = issue.company or settings.company()
	if user:
		issue.append(STEPS, step(GIVEN, issue.follow_up_opened_on, None, given_to=user))
	# A guest's answer opens it, and a guest may not write Issues.
	issue.flags.ignore_permissions = True
	issue.flags.ignore_mandatory = True
	issue.insert()
	follow_up_people.assign(issue, user, _(TASK))
	follow_up_people.tell_manager(issue, people.manager)
	tell_screens()
	return issue.name
