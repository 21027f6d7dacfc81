"""What a guest sees under a survey link and sends from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.realtime import get_site_room
from frappe.utils import get_datetime, now_datetime

from workshop_crm.core.common.languages import Language, read_language
from workshop_crm.core.surveys.answers import check_answers
from workshop_crm.core.surveys.follow_up_rules import Match, first_match
from workshop_crm.core.surveys.guest_page import opened
from workshop_crm.core.surveys.invitation import PageState, answered, page_state, require_valid
from workshop_crm.core.surveys.model import Answer, SurveyForm
from workshop_crm.core.surveys.replies import completed, given_before
from workshop_crm.core.surveys.response import Judged, new_response
from workshop_crm.core.surveys.tokens import Way, way_of
from workshop_crm.core.surveys.view import guest_view, thanks_view, unavailable_view
from workshop_crm.core.surveys.visit_facts import known_facts
from workshop_crm.services.loyalty.answers import reward
from workshop_crm.services.messaging import messages
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.surveys import follow_ups, invitations, versions, visits
from workshop_crm.services.surveys.forms import read_rules

RESPONSE = "Survey Response"
FRESH = "workshop_crm_surveys"


def show_form(token: str) -> dict[str, Any]:
	"""The form of a link; a link that is unknown looks like one that has expired."""
	invitation = invitations.by_token(token)
	state = state_of(invitation)
	if invitation is None or state == "unavailable":
		return unavailable_view()
	fields = ["customer_name", "customer_name_ar", "customer_type"]
	name, name_ar, kind = frappe.db.get_value("Customer", invitation.customer, fields)
	form = versions.form_of(invitation.as_dict())
	return guest_view(state, form, invitation.language, name, name_ar, company=kind == "Company")


def answer(token: str, raw: object, language: str | None = None) -> dict[str, str]:
	"""Record the answers once; later ones get the same reply and change nothing."""
	chosen = read_language(language)
	found = invitations.by_token(token, for_update=True)
	state = state_of(found)
	invitation = require_valid(state, found)
	form = versions.form_of(invitation.as_dict())
	spoken = chosen or invitation.language
	if state == "open":
		record(invitation, form, check_answers(form, raw, spoken), spoken, way=way_of(token))
	return thanks_view(form, spoken)


def record(
	invitation: Document,
	form: SurveyForm,
	answers: Sequence[Answer],
	language: Language,
	now: datetime | None = None,
	way: Way | None = None,
) -> Document:
	"""Store checked answers, close the link, and open a follow-up when a rule of the survey is met."""
	now = now or now_datetime()
	if invitation.can_complete:
		return _complete(invitation, form, answers, language)
	known = invitation.as_dict()
	facts = visits.work_facts(invitation.reference_doctype, invitation.reference_name) or known_facts(known)
	changes = {**opened(known, now), **answered(known, way, language, now), **facts}
	match = first_match(read_rules(invitation.survey), form, answers)
	judged = _judged(match is not None, facts)
	values = new_response({**known, **changes}, form, answers, language, judged, now)
	response = frappe.get_doc({"doctype": RESPONSE, **values}).insert(ignore_permissions=True)
	invitation.db_set(changes)
	_tell_open_pages()
	messages.mark_arrived((invitation.doctype, invitation.name), now)
	messages.withdraw((invitation.doctype, invitation.name))
	with isolated("Points for an answer", RESPONSE, response.name):
		reward(invitation.customer, invitation.company or settings.company(), invitation.name, now.date())
	_follow_up(response, match)
	return response


def kept_answers(invitation: Document) -> tuple[Answer, ...]:
	"""What was answered by a number in a message, where the rest can still be answered."""
	if not invitation.can_complete:
		return ()
	return given_before(row.as_dict() for row in _response_to(invitation).answers)


def _complete(
	invitation: Document, form: SurveyForm, answers: Sequence[Answer], language: Language
) -> Document:
	"""The rest of a response: it stays one, of its own day, and has earned its points already."""
	response = _response_to(invitation)
	together = completed(form, kept_answers(invitation), answers)
	match = first_match(read_rules(invitation.survey), form, together)
	judged = _judged(match is not None, known_facts(invitation.as_dict()))
	response.update(
		new_response(
			invitation.as_dict(), form, together, language, judged, get_datetime(response.answered_on)
		)
	)
	response.save(ignore_permissions=True)
	invitation.db_set("can_complete", 0)
	_tell_open_pages()
	if not response.follow_up:
		_follow_up(response, match)
	return response


def _response_to(invitation: Document) -> Document:
	name = frappe.db.get_value(RESPONSE, {"invitation": invitation.name}, "name")
	return frappe.get_doc(RESPONSE, name, for_update=True)


def _tell_open_pages() -> None:
	"""Every page of results that is open fetches the new figures, each user with their own permissions."""
	frappe.publish_realtime(FRESH, room=get_site_room(), after_commit=True)


def _follow_up(response: Document, match: Match | None) -> None:
	if match:
		with isolated("Survey follow-up", RESPONSE, response.name):
			response.db_set("follow_up", follow_ups.open_for(response, match))


def _judged(needs_follow_up: bool, facts: Mapping[str, str | None]) -> Judged:
	return Judged(needs_follow_up, settings.survey_settings().satisfied_is, facts)


def state_of(invitation: Document | None) -> PageState:
	"""What the link of an invitation shows."""
	if invitation is None:
		return page_state(None, now_datetime())
	expires_on = invitation.expires_on and get_datetime(invitation.expires_on)
	known = {"status": invitation.status, "can_complete": invitation.can_complete, "expires_on": expires_on}
	return page_state(known, now_datetime())
