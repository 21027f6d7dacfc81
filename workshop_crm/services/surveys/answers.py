"""What a guest sees under a survey link and sends from it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import get_datetime, now_datetime

from workshop_crm.core.common.errors import N_, InvalidInput, NotFound
from workshop_crm.core.surveys.answers import check_answers
from workshop_crm.core.surveys.invitation import page_state
from workshop_crm.core.surveys.model import Answer, Language, SurveyForm
from workshop_crm.core.surveys.scoring import is_low, rating, score
from workshop_crm.core.surveys.view import first_names, form_view
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.surveys import follow_ups, invitations
from workshop_crm.services.surveys.forms import read_form

RESPONSE = "Survey Response"
LONGEST_TOKEN = 100


def show_form(token: str) -> dict[str, Any]:
	"""The form of a link; a link that is unknown looks like one that has expired."""
	invitation = _invitation(token)
	state = _state(invitation)
	if invitation is None or state == "unavailable":
		return {"state": "unavailable", "language": "ar", "survey": None, "first_names": first_names("", "")}
	return {
		"state": state,
		"language": invitation.language,
		"survey": form_view(read_form(invitation.survey)),
		"first_names": _first_names(invitation),
	}


def answer(token: str, raw: object, language: str | None = None) -> dict[str, str]:
	"""Record the answers once; later ones get the same reply and change nothing."""
	invitation = _invitation(token, for_update=True)
	state = _state(invitation)
	if invitation is None or state == "unavailable":
		raise NotFound(N_("This link is not valid any more."))
	form = read_form(invitation.survey)
	spoken = _language(language) or _language(invitation.language) or "ar"
	if state == "open":
		if not isinstance(raw, Mapping):
			raise InvalidInput(N_("Please answer at least one question."))
		record(invitation, form, check_answers(form, raw, spoken), spoken)
	return {"state": "answered", "thanks": form.thanks(spoken)}


def _language(code: str | None) -> Language | None:
	return "ar" if code == "ar" else "en" if code == "en" else None


def record(invitation: Document, form: SurveyForm, answers: Sequence[Answer], language: Language) -> Document:
	"""Store checked answers, close the link, and open a follow-up when they are bad."""
	points, stars = score(form, answers), rating(form, answers)
	low = is_low(points, stars, settings.survey_settings().low_score_threshold)
	response = frappe.get_doc(
		{
			"doctype": RESPONSE,
			"invitation": invitation.name,
			"survey": invitation.survey,
			"customer": invitation.customer,
			"company": invitation.company,
			"language": language,
			"answered_on": now_datetime(),
			"score": None if points is None else float(points),
			"rating": stars,
			"is_low": int(low),
			"reference_doctype": invitation.reference_doctype,
			"reference_name": invitation.reference_name,
			"vehicle": invitation.vehicle,
			"service_type": invitation.service_type,
			"comment": _comment(form, answers),
			"answers": _rows(form, answers, language),
		}
	).insert(ignore_permissions=True)
	invitation.db_set({"status": "Answered", "answered_on": response.answered_on})
	if low:
		with isolated("Survey follow-up", RESPONSE, response.name):
			response.db_set("follow_up", follow_ups.open_for(response))
	return response


def _invitation(token: str, for_update: bool = False) -> Document | None:
	return invitations.by_token(token, for_update) if 0 < len(token) <= LONGEST_TOKEN else None


def _state(invitation: Document | None) -> str:
	if invitation is None:
		return "unavailable"
	expires = invitation.expires_on and get_datetime(invitation.expires_on)
	return page_state(invitation.status, expires, now_datetime())


def _first_names(invitation: Document) -> dict[str, str]:
	arabic, latin = frappe.db.get_value(
		"Customer", invitation.customer, ["customer_name_ar", "customer_name"]
	)
	return first_names(arabic or "", latin or "")


def _comment(form: SurveyForm, answers: Sequence[Answer]) -> str:
	words = {question.id for question in form.questions if question.kind == "text"}
	return "\n".join(str(answer.value) for answer in answers if answer.question in words)


def _rows(form: SurveyForm, answers: Sequence[Answer], language: Language) -> list[dict[str, str]]:
	questions = {question.id: question for question in form.questions}
	return [
		{
			"question_id": answer.question,
			"question": questions[answer.question].text(language),
			"kind": questions[answer.question].kind,
			"value": answer.value if isinstance(answer.value, str) else json.dumps(answer.value),
		}
		for answer in answers
	]
