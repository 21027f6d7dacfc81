"""The messages of an invitation, one after the other, until the customer answers. All of them go to the outbox."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.common.languages import name_in
from workshop_crm.core.messaging.going import OPTED_OUT
from workshop_crm.core.surveys.cadence import Contact, Step, steps_of
from workshop_crm.core.surveys.invitation import is_due
from workshop_crm.core.surveys.planning import (
	InvitationRules,
	Message,
	Situation,
	after,
	message_key,
	turn,
)
from workshop_crm.preview import records
from workshop_crm.preview.jobs import kinds, queue
from workshop_crm.preview.messaging import messages
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.surveys import earlier_messages, triggers
from workshop_crm.preview.surveys.survey_store import INVITATION


def contact(
	connection: sqlite3.Connection,
	settings: Settings,
	name: str,
	now: datetime,
	channel: Channel | None = None,
) -> None:
	"""Write the message of an invitation that is due; a person may choose the channel."""
	invitation = records.get(connection, INVITATION, name)
	if not is_due(invitation, now):
		return
	steps = steps_of_survey(connection, invitation["survey"])
	decided = turn(invitation, steps, _situation(connection, settings, invitation), now, allowed)
	if isinstance(decided, Contact):
		message = _write(connection, settings, invitation, decided, channel, now)
		if message.channel:
			earlier_messages.replace(connection, name, message_key(name, decided), now)
		decided = after(invitation, decided, message, steps, now, allowed)
	records.update(connection, INVITATION, name, decided, now)


def next_contact_on(connection: sqlite3.Connection, invitation: str) -> datetime | None:
	"""When the next message is due, if one is."""
	moment: datetime | None = records.get(connection, INVITATION, invitation)["next_contact_on"]
	return moment


def wait(connection: sqlite3.Connection, invitation: str, now: datetime) -> None:
	"""Queue the next message of an invitation."""
	if until := next_contact_on(connection, invitation):
		queue.enqueue(connection, kinds.CONTACT, invitation, now=now, delay=until - now)


def steps_of_survey(connection: sqlite3.Connection, survey: str) -> tuple[Step, ...]:
	return steps_of(records.rows_of(connection, "Survey", survey, "cadence"))


def rules_of_survey(connection: sqlite3.Connection, settings: Settings, survey: str) -> InvitationRules:
	is_on = records.exists(connection, "Survey", {"name": survey, "enabled": 1})
	return InvitationRules(settings.surveys_enabled, settings.invitation_valid_days, is_on)


def allowed(moment: datetime) -> datetime:
	"""A person sends what waits in the outbox, and knows how late it is."""
	return moment


def _situation(connection: sqlite3.Connection, settings: Settings, invitation: Record) -> Situation:
	is_cancelled = triggers.is_cancelled(connection, invitation["reference_name"])
	rules = rules_of_survey(connection, settings, invitation["survey"])
	last_left = earlier_messages.last_left(connection, invitation["name"])
	return Situation(rules, is_cancelled, last_left=last_left)


def _write(
	connection: sqlite3.Connection,
	settings: Settings,
	invitation: Record,
	decided: Contact,
	channel: Channel | None,
	now: datetime,
) -> Message:
	written = messages.write(
		connection,
		settings,
		invitation["customer"],
		decided.step.template,
		_parameters(connection, invitation),
		(INVITATION, invitation["name"]),
		message_key(invitation["name"], decided),
		channel or decided.step.channel,
		wanted_until=invitation["expires_on"],
		now=now,
		step=decided.step.number,
	)
	return Message(
		channel=written.channel or "",
		language=written.language or invitation["language"],
		reason="" if written.message else written.reason,
		ends_all=written.reason == OPTED_OUT,
	)


def _parameters(connection: sqlite3.Connection, invitation: Record) -> Mapping[str, str]:
	"""What the message may name of the visit, in the customer's language; what is not known is left to the template."""
	names = {}
	if invitation["service_type"]:
		row = records.get(connection, "Service Type", invitation["service_type"])
		names["service"] = name_in(invitation["language"], row["name"], row["name_ar"])
	if invitation["vehicle"]:
		names["vehicle"] = records.get(connection, "Vehicle", invitation["vehicle"])["license_plate"] or ""
	return {place: text for place, text in names.items() if text}
