"""A survey invitation: planned after a sale, put into the outbox when it is due."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.common.invoices import CANCELLED
from workshop_crm.core.messaging.channels import Choice, Recipient, choose
from workshop_crm.core.messaging.messages import new_message
from workshop_crm.core.surveys.invitation import (
	SCHEDULED,
	InvitationRules,
	Visit,
	is_asked_about,
	new_invitation,
	sent,
	stopped,
)
from workshop_crm.core.surveys.tokens import derive_token, hash_token
from workshop_crm.core.surveys.words import invitation_words
from workshop_crm.preview import records
from workshop_crm.preview.messaging.recipients import recipient_of
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.survey_links import link
from workshop_crm.preview.surveys.survey_store import INVITATION

INVOICE, MESSAGE = "Sales Invoice", "Customer Message"


@dataclass(frozen=True, slots=True)
class Planned:
	"""An invitation that is to be sent."""

	invitation: str
	send_at: datetime


def plan(connection: sqlite3.Connection, settings: Settings, invoice: str, now: datetime) -> Planned | None:
	"""Decide whether the customer is asked about an invoice, and keep the decision. One invoice, one invitation."""
	visit = _visit(records.get(connection, INVOICE, invoice), settings)
	is_invited = records.exists(connection, INVITATION, {"reference_name": invoice})
	if is_invited or not is_asked_about(visit, now.date()):
		return None
	recipient = recipient_of(connection, records.get(connection, "Customer", visit.customer))
	choice, rules = choose(recipient), _rules(connection, settings)
	planned = new_invitation(visit, recipient.language, choice.channel, choice.reason, rules, now)
	# The name comes first: the link's token is derived from it.
	name = records.next_names(connection, records.series(INVITATION, now.year), 1)[0]
	token_hash = hash_token(derive_token(settings.invitation_secret, name))
	records.insert(connection, INVITATION, {**planned, "name": name, "token_hash": token_hash}, now)
	return Planned(name, planned["send_after"]) if planned["send_after"] else None


def send(connection: sqlite3.Connection, settings: Settings, name: str, now: datetime) -> None:
	"""Write the message of an invitation; without a provider it waits in the outbox."""
	invitation = records.first(connection, INVITATION, {"name": name, "status": SCHEDULED})
	if invitation is None:
		return
	recipient = recipient_of(connection, records.get(connection, "Customer", invitation["customer"]))
	choice = choose(recipient)
	invoice = records.get(connection, INVOICE, invitation["reference_name"])
	changes = stopped(invoice["docstatus"] == CANCELLED, choice.reason)
	if changes is None and choice.channel:
		_write(connection, settings, invitation, recipient, choice.channel, choice, now)
		changes = sent(choice.channel, recipient.language, has_left=False, now=now)
	records.update(connection, INVITATION, name, changes or {}, now)


def _write(
	connection: sqlite3.Connection,
	settings: Settings,
	invitation: Record,
	recipient: Recipient,
	channel: Channel,
	choice: Choice,
	now: datetime,
) -> None:
	words = invitation_words(recipient.language, channel, recipient.name, settings.company)
	message = new_message(
		invitation["customer"],
		choice,
		recipient.language,
		words.subject,
		words.text,
		(INVITATION, invitation["name"]),
		link(settings, "", invitation["name"]),
	)
	records.insert(connection, MESSAGE, message, now)


def _visit(invoice: Record, settings: Settings) -> Visit:
	return Visit(
		doctype=INVOICE,
		invoice=invoice["name"],
		customer=invoice["customer"],
		visited_on=invoice["posting_date"],
		is_submitted=invoice["docstatus"] != CANCELLED,
		is_return=bool(invoice["is_return"]),
		company=settings.company,
		vehicle=invoice["vehicle"],
		service_type=invoice["service_type"],
	)


def _rules(connection: sqlite3.Connection, settings: Settings) -> InvitationRules:
	chosen = {"name": settings.default_survey, "enabled": 1}
	return InvitationRules(
		enabled=settings.surveys_enabled,
		survey=settings.default_survey if records.exists(connection, "Survey", chosen) else None,
		delay_minutes=settings.survey_delay_minutes,
		valid_days=settings.invitation_valid_days,
	)
