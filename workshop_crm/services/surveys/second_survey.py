"""The second, shorter survey that a customer gets about the same visit when a follow-up is closed."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from workshop_crm.core.surveys.follow_up import wants_second_survey
from workshop_crm.core.surveys.visits import SECOND, Visit, visit_key
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.platform.survey_links import INVITATION
from workshop_crm.services.surveys import cadence, invitations


def send(follow_up: Document) -> None:
	"""Once. The follow-up is closed also where the customer cannot be written to."""
	if wants_second_survey(follow_up.as_dict()):
		with isolated("Second survey", follow_up.doctype, follow_up.name):
			follow_up.db_set("follow_up_second_invitation", _invite(follow_up))


def _invite(follow_up: Document) -> str | None:
	response = frappe.get_doc("Survey Response", follow_up.survey_response)
	survey, now = follow_up.follow_up_second_survey, now_datetime()
	visited_on = frappe.db.get_value(INVITATION, response.invitation, "visited_on")
	visit = Visit(
		doctype=response.reference_doctype,
		document=response.reference_name,
		customer=response.customer,
		visited_on=visited_on or getdate(response.answered_on),
		company=response.company,
		vehicle=response.vehicle,
		service_type=response.service_type,
	)
	if frappe.db.exists(INVITATION, {"survey": survey, "visit_key": visit_key(visit)}):
		return None
	state = invitations.planned(visit, None, survey, now)
	name = invitations.create(visit, survey, SECOND, state)
	cadence.contact(name, now)
	return name
