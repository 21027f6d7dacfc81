"""A survey invitation: planned after a sale, put into the outbox when it is due."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from workshop_crm.core.messaging import channels, templates
from workshop_crm.core.surveys import invitation as rules
from workshop_crm.core.surveys.tokens import derive_token, hash_token
from workshop_crm.preview.flows.recipients import recipient_of
from workshop_crm.preview.store import customers, invoices, messages, surveys
from workshop_crm.preview.store.messages import NewMessage
from workshop_crm.preview.store.settings import Settings


@dataclass(frozen=True, slots=True)
class Planned:
	"""An invitation that is to be sent."""

	invitation: str
	send_at: datetime


def plan(connection: sqlite3.Connection, settings: Settings, invoice: str, now: datetime) -> Planned | None:
	"""Decide whether the customer is asked about an invoice, and keep the decision. One invoice, one invitation."""
	row = invoices.read(connection, invoice)
	if row["cancelled"] or row["is_return"] or surveys.is_invited(connection, invoice):
		return None
	customer = customers.read(connection, row["customer"])
	form = surveys.read_form(connection, settings.default_survey)
	decision = rules.plan(_facts(connection, customer, form is not None), _rules(settings), now)
	if form is None:
		return None
	name = surveys.new_invitation_name(connection)
	token = derive_token(settings.invitation_secret, name)
	surveys.add_invitation(
		connection, name, form.name, customer.name, invoice, hash_token(token), decision, now
	)
	return Planned(name, decision.send_at) if decision.send_at else None


def send(connection: sqlite3.Connection, settings: Settings, name: str, now: datetime) -> None:
	"""Write the message of an invitation; without a provider it waits in the outbox."""
	invited = surveys.invitation(connection, name)
	if invited is None or invited.state != "Scheduled":
		return
	recipient = recipient_of(connection, customers.read(connection, invited.customer))
	choice = channels.choose(recipient)
	if invoices.read(connection, invited.invoice)["cancelled"] or choice.channel is None:
		surveys.set_state(connection, name, "Not Sent")
		return
	words = templates.invitation(recipient.language, choice.channel, recipient.name, settings.company)
	messages.add(
		connection,
		NewMessage(
			invited.customer,
			choice.channel,
			choice.address or "",
			recipient.language,
			words.subject,
			words.text,
			name,
		),
		now,
	)
	surveys.set_state(connection, name, "Outbox")


def link(settings: Settings, base_url: str, invitation: str) -> str:
	"""The address that the customer opens. The owner's public address counts before the one the preview runs at."""
	token = derive_token(settings.invitation_secret, invitation)
	return f"{(settings.public_url or base_url).rstrip('/')}/s/{token}"


def _facts(
	connection: sqlite3.Connection, customer: customers.Customer, has_form: bool
) -> rules.InvitationFacts:
	return rules.InvitationFacts(
		has_form=has_form,
		channel=channels.choose(recipient_of(connection, customer)).channel,
		last_invited_at=surveys.last_invited_at(connection, customer.name),
	)


def _rules(settings: Settings) -> rules.InvitationRules:
	return rules.InvitationRules(
		enabled=settings.surveys_enabled,
		delay_minutes=settings.survey_delay_minutes,
		valid_days=settings.invitation_valid_days,
	)
