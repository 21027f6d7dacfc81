"""A survey invitation: planned after a sale, put into the outbox when it is due."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from workshop_crm.core.messaging import channels, templates
from workshop_crm.core.surveys import invitation as rules
from workshop_crm.core.surveys.tokens import derive_token, hash_token
from workshop_crm.preview import records
from workshop_crm.preview.flows.recipients import language_of, recipient_of
from workshop_crm.preview.records import Record
from workshop_crm.preview.store import surveys
from workshop_crm.preview.store.invoices import CANCELLED
from workshop_crm.preview.store.settings import Settings
from workshop_crm.preview.store.surveys import INVITATION


@dataclass(frozen=True, slots=True)
class Planned:
	"""An invitation that is to be sent."""

	invitation: str
	send_at: datetime


def plan(connection: sqlite3.Connection, settings: Settings, invoice: str, now: datetime) -> Planned | None:
	"""Decide whether the customer is asked about an invoice, and keep the decision. One invoice, one invitation."""
	row = records.get(connection, "Sales Invoice", invoice)
	is_invited = records.exists(connection, INVITATION, {"reference_name": invoice})
	if row["docstatus"] == CANCELLED or row["is_return"] or is_invited:
		return None
	customer = records.get(connection, "Customer", row["customer"])
	form = surveys.read_form(connection, settings.default_survey)
	decision = rules.plan(_facts(connection, customer, form is not None), _rules(settings), now)
	if form is None:
		return None
	# The name comes first: the link's token is derived from it.
	name = records.next_names(connection, records.series(INVITATION, now.year), 1)[0]
	invitation = {
		"name": name,
		"survey": form.name,
		"customer": customer["name"],
		"reference_doctype": "Sales Invoice",
		"reference_name": invoice,
		"vehicle": row["vehicle"],
		"service_type": row["service_type"],
		"language": language_of(customer),
		"token_hash": hash_token(derive_token(settings.invitation_secret, name)),
		"status": decision.state,
		"reason": decision.reason_code or "",
		"send_after": decision.send_at,
		"expires_on": decision.expires_at,
	}
	records.insert(connection, INVITATION, invitation, now)
	return Planned(name, decision.send_at) if decision.send_at else None


def send(connection: sqlite3.Connection, settings: Settings, name: str, now: datetime) -> None:
	"""Write the message of an invitation; without a provider it waits in the outbox."""
	invited = records.first(connection, INVITATION, {"name": name, "status": "Scheduled"})
	if invited is None:
		return
	recipient = recipient_of(connection, records.get(connection, "Customer", invited["customer"]))
	choice = channels.choose(recipient)
	invoice = records.get(connection, "Sales Invoice", invited["reference_name"])
	if invoice["docstatus"] == CANCELLED or choice.channel is None:
		surveys.set_state(connection, name, "Not Sent", now)
		return
	words = templates.invitation(recipient.language, choice.channel, recipient.name, settings.company)
	message = {
		"customer": invited["customer"],
		"channel": choice.channel,
		"recipient": choice.address or "",
		"language": recipient.language,
		"subject": words.subject,
		"text": words.text,
		"reference_doctype": INVITATION,
		"reference_name": name,
	}
	records.insert(connection, "Customer Message", message, now)
	surveys.set_state(connection, name, "Outbox", now)


def link(settings: Settings, base_url: str, invitation: str) -> str:
	"""The address that the customer opens. The owner's public address counts before the one the preview runs at."""
	token = derive_token(settings.invitation_secret, invitation)
	return f"{(settings.public_url or base_url).rstrip('/')}/s/{token}"


def _facts(connection: sqlite3.Connection, customer: Record, has_form: bool) -> rules.InvitationFacts:
	return rules.InvitationFacts(
		has_form=has_form,
		channel=channels.choose(recipient_of(connection, customer)).channel,
		last_invited_at=surveys.last_invited_at(connection, customer["name"]),
	)


def _rules(settings: Settings) -> rules.InvitationRules:
	return rules.InvitationRules(
		enabled=settings.surveys_enabled,
		delay_minutes=settings.survey_delay_minutes,
		valid_days=settings.invitation_valid_days,
	)
