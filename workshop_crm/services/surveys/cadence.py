"""The messages of an invitation, one after the other, until the customer answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from workshop_crm.core.common.channels import MESSAGE_CHANNELS, Channel
from workshop_crm.core.common.languages import name_in
from workshop_crm.core.messaging.delivery import OUTBOX
from workshop_crm.core.messaging.going import OPTED_OUT
from workshop_crm.core.messaging.policy import next_allowed
from workshop_crm.core.surveys.cadence import Allowed, Contact, Step, steps_of
from workshop_crm.core.surveys.invitation import ANSWERABLE, EXPIRED, is_due
from workshop_crm.core.surveys.planning import (
	InvitationRules,
	Message,
	Situation,
	after,
	message_key,
	turn,
)
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.messaging import clock, decisions, messages, rules
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.platform.survey_links import INVITATION
from workshop_crm.services.surveys import earlier_messages, visits

SURVEY = "Survey"


def contact(name: str, now: datetime | None = None, channel: Channel | None = None) -> None:
	"""Write the message of an invitation that is due; a person may choose the channel."""
	now = now or now_datetime()
	invitation = frappe.get_doc(INVITATION, name, for_update=True)
	if not is_due(invitation.as_dict(), now):
		return
	steps, free = steps_of_survey(invitation.survey), allowed(invitation.customer)
	decided = turn(invitation.as_dict(), steps, _situation(invitation), now, free)
	if isinstance(decided, Contact):
		message = _write(invitation, decided, channel)
		if message.channel:
			earlier_messages.replace(invitation.name, message_key(invitation.name, decided))
		decided = after(invitation.as_dict(), decided, message, steps, now, free)
	invitation.db_set(decided)


def contact_due() -> None:
	"""For the scheduler: the messages whose time has come, and the end of what nobody answered."""
	now = now_datetime()
	for name in frappe.get_all(INVITATION, {"next_contact_on": ("<=", now)}, pluck="name"):
		with isolated("Survey invitation", INVITATION, name):
			contact(name)
		frappe.db.commit()
	_expire(now)


def steps_of_survey(survey: str) -> tuple[Step, ...]:
	return steps_of(row.as_dict() for row in frappe.get_cached_doc(SURVEY, survey).cadence)


def rules_of_survey(survey: str) -> InvitationRules:
	chosen = settings.survey_settings()
	is_on = bool(frappe.db.get_value(SURVEY, survey, "enabled"))
	return InvitationRules(chosen.enabled, chosen.valid_days, is_on)


def allowed(customer: str) -> Allowed:
	"""When messages may go to a customer: the hours of the country and the customer's own.

	Where a person sends them all, that is theirs to know. Messaging asks once more when a message leaves.
	"""
	if not any(rules.sends_by_itself(channel) for channel in MESSAGE_CHANNELS):
		return lambda moment: moment
	recipient, policy = recipient_of(frappe.get_doc("Customer", customer)), rules.policy()
	address, hours = recipient.phone or recipient.email or "", decisions.own_hours(customer)

	def first_after(moment: datetime) -> datetime:
		aware = clock.aware(moment)
		return clock.stored(next_allowed(aware, address, "WhatsApp", "Marketing", policy, hours))

	return first_after


def _situation(invitation: Document) -> Situation:
	is_cancelled = visits.is_cancelled(invitation.reference_doctype, invitation.reference_name)
	is_leaving, last_left = earlier_messages.state_of(invitation.name)
	return Situation(rules_of_survey(invitation.survey), is_cancelled, is_leaving, last_left)


def _write(invitation: Document, decided: Contact, channel: Channel | None) -> Message:
	written = messages.write(
		customer=invitation.customer,
		template=decided.step.template,
		parameters=_parameters(invitation),
		reference=(INVITATION, invitation.name),
		key=message_key(invitation.name, decided),
		channel=channel or decided.step.channel,
		# That of a made-up visit of the past is over; a real one is not asked about any more by then.
		wanted_until=invitation.expires_on if invitation.expires_on > now_datetime() else None,
		step=decided.step.number,
		company=invitation.company,
	)
	return Message(
		channel=written.channel or "",
		language=written.language or invitation.language,
		has_left=written.state != OUTBOX,
		reason="" if written.message else written.reason,
		ends_all=written.reason == OPTED_OUT,
	)


def _parameters(invitation: Document) -> Mapping[str, str]:
	"""What the message may name of the visit, in the customer's language; what is not known is left to the template."""
	names: dict[str, Any] = {}
	if invitation.service_type:
		row = frappe.db.get_value("Service Type", invitation.service_type, ["name", "name_ar"], as_dict=True)
		names["service"] = row and name_in(invitation.language, row.name, row.name_ar)
	if invitation.vehicle:
		names["vehicle"] = frappe.db.get_value("Vehicle", invitation.vehicle, "license_plate")
	return {place: text for place, text in names.items() if text}


def _expire(now: datetime) -> None:
	open_ones = {"status": ("in", ANSWERABLE), "expires_on": ("<", now)}
	frappe.db.set_value(INVITATION, open_ones, dict(EXPIRED), update_modified=False)
