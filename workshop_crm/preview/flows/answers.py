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
from workshop_crm.preview.flows.recipients import language_of
from workshop_crm.preview.store import customers, follow_ups, surveys
from workshop_crm.preview.store.settings import Settings
from workshop_crm.preview.store.surveys import Invitation, Scored
from workshop_crm.preview.translate import Translate

FOLLOW_UP_TITLE = N_("Low survey score from {0}")


@dataclass(frozen=True, slots=True)
class OpenedLink:
	"""What a link leads to. `invitation`, `form` and `customer` are missing when it leads nowhere."""

	state: PageState
	invitation: Invitation | None = None
	form: SurveyForm | None = None
	customer: customers.Customer | None = None


def open_link(connection: sqlite3.Connection, token: str, now: datetime) -> OpenedLink:
	"""An unknown and an expired link look the same."""
	invited = surveys.invitation_by_token_hash(connection, hash_token(token))
	form = surveys.read_form(connection, invited.survey) if invited else None
	if invited is None or form is None:
		return OpenedLink("unavailable")
	state = page_state(invited.state, invited.expires_at, now)
	if state == "unavailable":
		return OpenedLink("unavailable")
	return OpenedLink(state, invited, form, customers.read(connection, invited.customer))


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
		scored = _scored(opened.form, given, settings)
		response = surveys.add_response(connection, opened.invitation, spoken, given, scored, now)
		surveys.set_state(connection, opened.invitation.name, "Answered")
		if scored.low:
			_follow_up(connection, settings, opened.customer, response, scored, now, translate)
	return opened.form.thanks(spoken)


def _scored(form: SurveyForm, given: list[Answer], settings: Settings) -> Scored:
	score = scoring.score(form, given)
	rating = scoring.rating(form, given)
	texts = {question.id for question in form.questions if question.kind == "text"}
	comment = "\n".join(str(answer.value) for answer in given if answer.question in texts)
	low = scoring.is_low(score, rating, Decimal(settings.low_score_threshold))
	return Scored(score, rating, comment, low)


def _follow_up(
	connection: sqlite3.Connection,
	settings: Settings,
	customer: customers.Customer,
	response: str,
	scored: Scored,
	now: datetime,
	translate: Translate,
) -> None:
	follow_ups.add(
		connection,
		customer.name,
		response,
		translate(FOLLOW_UP_TITLE).format(customer.customer_name),
		scored.comment,
		settings.follow_up_assignee,
		now,
	)
