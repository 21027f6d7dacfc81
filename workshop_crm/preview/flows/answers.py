"""A customer opens the link and answers: recorded once, scored, and followed up when the score is low."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from workshop_crm.core.common.errors import N_, NotFound
from workshop_crm.core.surveys import answers as rules
from workshop_crm.core.surveys import scoring
from workshop_crm.core.surveys.invitation import PageState, page_state
from workshop_crm.core.surveys.model import Answer, Language, SurveyForm
from workshop_crm.core.surveys.tokens import hash_token
from workshop_crm.preview import records
from workshop_crm.preview.flows.recipients import language_of
from workshop_crm.preview.records import Record
from workshop_crm.preview.store import follow_ups, surveys
from workshop_crm.preview.store.settings import Settings
from workshop_crm.preview.store.surveys import INVITATION, RESPONSE
from workshop_crm.preview.translate import Translate

FOLLOW_UP_TITLE = N_("Low survey score from {0}")


@dataclass(frozen=True, slots=True)
class OpenedLink:
	"""What a link leads to. `invitation`, `form` and `customer` are missing when it leads nowhere."""

	state: PageState
	invitation: Record | None = None
	form: SurveyForm | None = None
	customer: Record | None = None


def open_link(connection: sqlite3.Connection, token: str, now: datetime) -> OpenedLink:
	"""An unknown and an expired link look the same."""
	invited = records.first(connection, INVITATION, {"token_hash": hash_token(token)})
	form = surveys.read_form(connection, invited["survey"]) if invited else None
	if invited is None or form is None:
		return OpenedLink("unavailable")
	state = page_state(invited["status"], invited["expires_on"], now)
	if state == "unavailable":
		return OpenedLink("unavailable")
	return OpenedLink(state, invited, form, records.get(connection, "Customer", invited["customer"]))


def record(
	connection: sqlite3.Connection,
	settings: Settings,
	token: str,
	raw: Mapping[str, object],
	language: Language | None,
	now: datetime,
	translate: Translate,
) -> str:
	"""Keep the answers and return the words of thanks; a second time keeps nothing and thanks again.

	Raises NotFound for a link that leads nowhere, InvalidInput for answers that do not fit the form.
	"""
	opened = open_link(connection, token, now)
	if opened.invitation is None or opened.form is None or opened.customer is None:
		raise NotFound(N_("This link is not valid any more."))
	spoken = language or language_of(opened.customer)
	if opened.state == "open":
		given = rules.check_answers(opened.form, raw, spoken)
		_keep(connection, settings, opened, given, spoken, now, translate)
	return opened.form.thanks(spoken)


def _keep(
	connection: sqlite3.Connection,
	settings: Settings,
	opened: OpenedLink,
	given: list[Answer],
	language: Language,
	now: datetime,
	translate: Translate,
) -> None:
	"""Store the answers with what they are worth, and open a case for a low score."""
	assert opened.form
	assert opened.invitation
	asked = ("survey", "customer", "reference_doctype", "reference_name", "vehicle", "service_type")
	response = {
		"invitation": opened.invitation["name"],
		**{field: opened.invitation[field] for field in asked},
		"language": language,
		"answered_on": now,
		**_scored(opened.form, given, settings),
		"answers": surveys.answer_rows(opened.form, given),
	}
	name = records.insert(connection, RESPONSE, response, now)
	answered = {"status": "Answered", "answered_on": now}
	records.update(connection, INVITATION, opened.invitation["name"], answered, now)
	if response["is_low"]:
		_follow_up(connection, settings, {**response, "name": name}, now, translate)


def _scored(form: SurveyForm, given: list[Answer], settings: Settings) -> Record:
	score = scoring.score(form, given)
	rating = scoring.rating(form, given)
	texts = {question.id for question in form.questions if question.kind == "text"}
	return {
		"score": None if score is None else float(score),
		"rating": rating or 0,
		"comment": "\n".join(str(answer.value) for answer in given if answer.question in texts),
		"is_low": int(scoring.is_low(score, rating, Decimal(settings.low_score_threshold))),
	}


def _follow_up(
	connection: sqlite3.Connection,
	settings: Settings,
	response: Record,
	now: datetime,
	translate: Translate,
) -> None:
	customer = records.get(connection, "Customer", response["customer"])
	case = {
		"customer": response["customer"],
		"subject": translate(FOLLOW_UP_TITLE).format(customer["customer_name"]),
		"description": response["comment"],
	}
	issue = follow_ups.add(connection, case, settings.follow_up_assignee, now)
	records.update(connection, RESPONSE, response["name"], {"follow_up": issue}, now)
