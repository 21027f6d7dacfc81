"""The second, shorter survey that a customer gets about the same visit when a follow-up is closed."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from workshop_crm.core.surveys.follow_up import wants_second_survey
from workshop_crm.core.surveys.visits import SECOND, visit_key
from workshop_crm.preview import records
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.surveys import cadence, invitations, triggers
from workshop_crm.preview.surveys.survey_store import INVITATION, RESPONSE


def send(connection: sqlite3.Connection, settings: Settings, follow_up: Record, now: datetime) -> None:
	"""Once. The follow-up is closed also where the customer cannot be written to."""
	if not wants_second_survey(follow_up):
		return
	response = records.get(connection, RESPONSE, follow_up["survey_response"])
	survey = follow_up["follow_up_second_survey"]
	visit = triggers.visit_of(records.get(connection, triggers.INVOICE, response["reference_name"]), settings)
	if records.exists(connection, INVITATION, {"survey": survey, "visit_key": visit_key(visit)}):
		return
	state = invitations.planned(connection, settings, visit, None, survey, now)
	name = invitations.create(connection, settings, visit, survey, SECOND, state, now)
	cadence.contact(connection, settings, name, now)
	cadence.wait(connection, name, now)
	changes = {"follow_up_second_invitation": name}
	records.update(connection, "Issue", follow_up["name"], changes, now)
