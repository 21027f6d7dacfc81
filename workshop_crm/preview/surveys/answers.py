"""A customer opens the link and answers: recorded once, scored, and followed up when the score is low."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.languages import Language
from workshop_crm.core.surveys.answers import check_answers
from workshop_crm.core.surveys.follow_up import new_follow_up
from workshop_crm.core.surveys.invitation import PageState, answered, page_state, require_valid
from workshop_crm.core.surveys.model import SurveyForm
from workshop_crm.core.surveys.response import new_response
from workshop_crm.core.surveys.tokens import Way, hash_to_find, way_of
from workshop_crm.core.surveys.view import guest_view, thanks_view, unavailable_view
from workshop_crm.preview import records
from workshop_crm.preview.messaging import messages
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.surveys import follow_ups, survey_store
from workshop_crm.preview.surveys.survey_store import INVITATION, RESPONSE
from workshop_crm.preview.translate import Translate


@dataclass(frozen=True, slots=True)
class OpenedLink:
	"""What a link leads to."""

	state: PageState
	invitation: Record
	form: SurveyForm


def show_form(connection: sqlite3.Connection, token: str, now: datetime) -> dict[str, Any]:
	"""What a link shows. An unknown and an expired one look the same."""
	opened = _open(connection, token, now)
	if opened is None or opened.state == "unavailable":
		return unavailable_view()
	customer = records.get(connection, "Customer", opened.invitation["customer"])
	names = customer["customer_name"], customer["customer_name_ar"]
	return guest_view(opened.state, opened.form, opened.invitation["language"], *names)


def record(
	connection: sqlite3.Connection,
	settings: Settings,
	token: str,
	raw: object,
	language: Language | None,
	now: datetime,
	translate: Translate,
) -> dict[str, str]:
	"""Keep the answers and thank for them; a second time keeps nothing and thanks again.

	Raises NotFound for a link that leads nowhere, InvalidInput for answers that do not fit the form.
	"""
	found = _open(connection, token, now)
	opened = require_valid(found.state if found else "unavailable", found)
	spoken = language or opened.invitation["language"]
	if opened.state == "open":
		answers = check_answers(opened.form, raw, spoken)
		threshold = Decimal(settings.low_score_threshold)
		response = new_response(opened.invitation, opened.form, answers, spoken, threshold, now)
		_keep(connection, settings, response, way_of(token), now, translate)
	return thanks_view(opened.form, spoken)


def _open(connection: sqlite3.Connection, token: str, now: datetime) -> OpenedLink | None:
	stored = hash_to_find(token)
	invitation = records.first(connection, INVITATION, {"token_hash": stored}) if stored else None
	form = survey_store.read_form(connection, invitation["survey"]) if invitation else None
	return OpenedLink(page_state(invitation, now), invitation, form) if invitation and form else None


def _keep(
	connection: sqlite3.Connection,
	settings: Settings,
	response: Mapping[str, Any],
	way: Way | None,
	now: datetime,
	translate: Translate,
) -> None:
	name = records.insert(connection, RESPONSE, response, now)
	invitation = response["invitation"]
	known = records.get(connection, INVITATION, invitation)
	records.update(connection, INVITATION, invitation, answered(known, way, now), now)
	messages.mark_arrived(connection, (INVITATION, invitation), now)
	messages.withdraw(connection, (INVITATION, invitation), now)
	if response["is_low"]:
		customer = records.get(connection, "Customer", response["customer"])
		follow_up = new_follow_up(response, customer["customer_name"], translate)
		issue = follow_ups.add(connection, follow_up, settings.follow_up_assignee, now)
		records.update(connection, RESPONSE, name, {"follow_up": issue}, now)
