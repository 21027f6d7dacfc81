"""Survey invitations: one for each visit, however many invoices it has."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workshop_crm.core.messaging.channels import choose
from workshop_crm.core.surveys.asked import asked_moments
from workshop_crm.core.surveys.cadence import next_contact
from workshop_crm.core.surveys.invitation import (
	NOT_SENT,
	Source,
	going_on,
	new_invitation,
	progress,
	taken_over,
	takes_messages,
	was_cancelled,
)
from workshop_crm.core.surveys.planning import Reach, plan
from workshop_crm.core.surveys.tokens import derive_token, hash_token
from workshop_crm.core.surveys.triggers import Trigger
from workshop_crm.core.surveys.visits import Visit, invitation_to, is_asked_about, visit_key
from workshop_crm.preview import records
from workshop_crm.preview.messaging.recipients import recipient_of
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.surveys import cadence, survey_store, triggers, versions
from workshop_crm.preview.surveys.survey_store import INVITATION


def invite(connection: sqlite3.Connection, settings: Settings, invoice: str, now: datetime) -> str | None:
	"""Decide whether the customer is asked about an invoice; returns the invitation to write to. Twice invites once."""
	document = records.get(connection, triggers.INVOICE, invoice)
	row = triggers.met_by(connection, document)
	visit = triggers.visit_of(document, settings)
	if row is None or not is_asked_about(visit, now.date()):
		return None
	known = of_visit(connection, visit)
	if known is None:
		return _begin(connection, settings, visit, row, now)
	if was_cancelled(known, now) and triggers.is_cancelled(connection, known["reference_name"]):
		_take_over(connection, settings, known, visit, row, now)
		return str(known["name"])
	if not takes_messages(known):
		return None
	_plan(connection, settings, known, visit, row, now)
	return str(known["name"])


def of_visit(connection: sqlite3.Connection, visit: Visit) -> Record | None:
	"""The invitation that was made for a visit."""
	of_day = {"customer": visit.customer, "visited_on": visit.visited_on}
	return invitation_to(visit, records.find(connection, INVITATION, of_day))


def create(
	connection: sqlite3.Connection,
	settings: Settings,
	visit: Visit,
	survey: str,
	source: Source,
	changes: Mapping[str, Any],
	now: datetime,
) -> str:
	"""Make the invitation to a visit that has none; `changes` are its state."""
	customer = recipient_of(connection, records.get(connection, "Customer", visit.customer))
	# The name comes first: the link's token is derived from it.
	name = records.next_names(connection, records.series(INVITATION, now.year), 1)[0]
	values = {
		**new_invitation(visit, survey, source, customer.language),
		**triggers.work_facts(connection, visit.document),
		"version": versions.current(connection, survey, now),
		**changes,
		"name": name,
		"token_hash": hash_token(derive_token(settings.invitation_secret, name)),
	}
	return records.insert(connection, INVITATION, values, now)


def planned(
	connection: sqlite3.Connection,
	settings: Settings,
	visit: Visit,
	row: Trigger | None,
	survey: str,
	now: datetime,
) -> dict[str, Any]:
	"""The state of an invitation to a visit: when its first message is due, or why there is none."""
	choice = choose(recipient_of(connection, records.get(connection, "Customer", visit.customer)))
	others = survey_store.asked_about_others(connection, visit.customer, visit_key(visit))
	return plan(
		row,
		visit_key(visit),
		asked_moments(others),
		cadence.rules_of_survey(connection, settings, survey),
		cadence.steps_of_survey(connection, survey),
		Reach(choice.channel or "", choice.reason),
		now,
		cadence.allowed,
	)


def _begin(
	connection: sqlite3.Connection, settings: Settings, visit: Visit, row: Trigger, now: datetime
) -> str:
	state = planned(connection, settings, visit, row, row.survey, now)
	return create(connection, settings, visit, row.survey, "Trigger", state, now)


def _take_over(
	connection: sqlite3.Connection,
	settings: Settings,
	known: Record,
	visit: Visit,
	row: Trigger,
	now: datetime,
) -> None:
	changes = {**taken_over(known, visit), **triggers.work_facts(connection, visit.document)}
	changed = {**known, **changes}
	if changes["status"] == NOT_SENT:
		state = planned(connection, settings, visit, row, known["survey"], now)
	else:
		steps = cadence.steps_of_survey(connection, known["survey"])
		state = going_on(changed, next_contact(steps, progress(changed, now), cadence.allowed))
	records.update(connection, INVITATION, known["name"], {**changes, **state}, now)


def _plan(
	connection: sqlite3.Connection,
	settings: Settings,
	known: Record,
	visit: Visit,
	row: Trigger,
	now: datetime,
) -> None:
	"""Messages for a link that was handed over before; where none may be sent, it stays as it is."""
	state = planned(connection, settings, visit, row, known["survey"], now)
	if state["status"] == NOT_SENT:
		state = {"trigger": row.name, "reason": state["reason"], "next_contact_on": None}
	records.update(connection, INVITATION, known["name"], state, now)
