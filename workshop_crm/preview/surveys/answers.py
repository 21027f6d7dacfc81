"""A customer opens the link and answers: recorded once, scored, and followed up when the score is low."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workshop_crm.core.common.languages import Language
from workshop_crm.core.surveys.answers import check_answers
from workshop_crm.core.surveys.follow_up_rules import first_match
from workshop_crm.core.surveys.guest_page import opened
from workshop_crm.core.surveys.invitation import PageState, answered, page_state, require_valid
from workshop_crm.core.surveys.model import Answer, SurveyForm
from workshop_crm.core.surveys.response import Judged, new_response
from workshop_crm.core.surveys.tokens import Way, hash_to_find, way_of
from workshop_crm.core.surveys.view import guest_view, thanks_view, unavailable_view
from workshop_crm.core.surveys.visit_facts import known_facts
from workshop_crm.preview import records
from workshop_crm.preview.loyalty.answers import reward
from workshop_crm.preview.messaging import messages
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.surveys import follow_ups, survey_store, versions
from workshop_crm.preview.surveys.survey_store import INVITATION, RESPONSE
from workshop_crm.preview.surveys.triggers import work_facts
from workshop_crm.preview.translate import Translate


@dataclass(frozen=True, slots=True)
class OpenedLink:
	"""What a link leads to."""

	state: PageState
	invitation: Record
	form: SurveyForm


def show_form(connection: sqlite3.Connection, token: str, now: datetime) -> dict[str, Any]:
	"""What a link shows. An unknown and an expired one look the same."""
	link = open_link(connection, token, now)
	if link is None or link.state == "unavailable":
		return unavailable_view()
	customer = records.get(connection, "Customer", link.invitation["customer"])
	names = customer["customer_name"], customer["customer_name_ar"]
	return guest_view(link.state, link.form, link.invitation["language"], *names)


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
	found = open_link(connection, token, now)
	link = require_valid(found.state if found else "unavailable", found)
	spoken = language or link.invitation["language"]
	if link.state == "open":
		checked = check_answers(link.form, raw, spoken)
		keep(connection, settings, link, checked, spoken, way_of(token), now, translate)
	return thanks_view(link.form, spoken)


def open_link(connection: sqlite3.Connection, token: str, now: datetime) -> OpenedLink | None:
	"""None for a link that leads nowhere."""
	stored = hash_to_find(token)
	invitation = records.first(connection, INVITATION, {"token_hash": stored}) if stored else None
	form = versions.form_of(connection, invitation) if invitation else None
	return OpenedLink(page_state(invitation, now), invitation, form) if invitation and form else None


def keep(
	connection: sqlite3.Connection,
	settings: Settings,
	link: OpenedLink,
	answers: Sequence[Answer],
	language: Language,
	way: Way | None,
	now: datetime,
	translate: Translate,
) -> str:
	"""Store checked answers, close the link, and open a follow-up when a rule is met; returns the response."""
	invitation = link.invitation
	facts = work_facts(connection, invitation["reference_name"]) or known_facts(invitation)
	changes = {**opened(invitation, now), **answered(invitation, way, language, now), **facts}
	rules = survey_store.read_rules(connection, invitation["survey"])
	match = first_match(rules, link.form, answers)
	judged = Judged(match is not None, settings.satisfied_is, facts)
	response = new_response({**invitation, **changes}, link.form, answers, language, judged, now)
	name = records.insert(connection, RESPONSE, response, now)
	records.update(connection, INVITATION, invitation["name"], changes, now)
	messages.mark_arrived(connection, (INVITATION, invitation["name"]), now)
	messages.withdraw(connection, (INVITATION, invitation["name"]), now)
	reward(connection, settings, invitation["customer"], invitation["name"], now)
	if match:
		issue = follow_ups.open_for(connection, settings, {**response, "name": name}, match, translate)
		records.update(connection, RESPONSE, name, {"follow_up": issue}, now)
	return name
