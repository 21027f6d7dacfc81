"""What becomes of a visit that calls for a survey, and of an invitation whose next message is due: one answer for both hosts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from workshop_crm.core.common.errors import N_
from workshop_crm.core.common.languages import Language
from workshop_crm.core.surveys.cadence import Allowed, Contact, Progress, Step, due_contact, next_contact
from workshop_crm.core.surveys.invitation import (
	EXPIRED,
	SCHEDULED,
	contacted,
	going_on,
	not_sent,
	progress,
	scheduled,
	skipped,
)
from workshop_crm.core.surveys.triggers import Trigger, WhyNot, why_not_asked

DISABLED = N_("Surveys are switched off in the settings.")
SURVEY_OFF = N_("This survey is switched off.")
NO_STEPS = N_("The survey has no messages to send. Add a row to its messages.")


REPLACED = N_("A newer message about the same visit took its place.")
# How soon a message that was due while surveys are off is thought of again.
LOOK_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class InvitationRules:
	"""The owner's settings. `survey_enabled` is the switch of the survey itself."""

	enabled: bool
	valid_days: int = 14
	survey_enabled: bool = True

	@property
	def why_off(self) -> str:
		"""Why no message may be written at all, as a translatable text; empty when one may."""
		if not self.enabled:
			return DISABLED
		return "" if self.survey_enabled else SURVEY_OFF


@dataclass(frozen=True, slots=True)
class Situation:
	"""What counts beside the invitation when its message is due.

	`is_cancelled` is the state of the visit's document now. `is_leaving`: the message before has still to leave by itself;
	`last_left` is the moment at which the latest one left, or was sent by hand. One that waits in the outbox counts from
	when it was written, and the next one takes its place.
	"""

	rules: InvitationRules
	is_cancelled: bool = False
	is_leaving: bool = False
	last_left: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reach:
	"""The channel by which the customer can be written to now, or none and the translatable reason."""

	channel: str = ""
	reason: str = ""


@dataclass(frozen=True, slots=True)
class Message:
	"""What became of a contact: the message that was written, or none and the translatable reason.

	`has_left` is false where a person sends it. `ends_all`: the customer does not want any messages.
	"""

	channel: str = ""
	language: Language = "ar"
	has_left: bool = False
	reason: str = ""
	ends_all: bool = False


def plan(
	trigger: Trigger | None,
	key: str,
	asked_on: Sequence[datetime],
	rules: InvitationRules,
	steps: Sequence[Step],
	reach: Reach,
	now: datetime,
	allowed: Allowed,
) -> dict[str, Any]:
	"""The state of a new invitation: when its first message is due, or why there is none.

	Without a trigger a person asks: neither caps nor samples keep somebody from that. `asked_on` are the moments at which
	the customer was asked about other visits.
	"""
	row = trigger.name if trigger else ""
	starts = now + timedelta(minutes=trigger.delay_minutes if trigger else 0)
	first = next_contact(steps, Progress(0, starts, 0, is_open=True), allowed)
	if why := _why_not(trigger, key, asked_on, rules, first, reach, now):
		return not_sent(row, why)
	assert first is not None
	return scheduled(row, reach.channel, starts, first.at, rules.valid_days)


def turn(
	invitation: Mapping[str, Any],
	steps: Sequence[Step],
	situation: Situation,
	now: datetime,
	allowed: Allowed,
) -> Contact | dict[str, Any]:
	"""The message to write now for an invitation that is due, or what changes instead."""
	if situation.is_cancelled:
		return dict(EXPIRED)
	last_left = now if situation.is_leaving else situation.last_left
	contact = due_contact(steps, progress(invitation, now), now, allowed, last_left)
	if contact is None:
		return going_on(invitation, None)
	if why_off := situation.rules.why_off:
		return _paused(invitation, why_off, now)
	return {"next_contact_on": contact.at} if contact.at > now else contact


def after(
	invitation: Mapping[str, Any],
	contact: Contact,
	message: Message,
	steps: Sequence[Step],
	now: datetime,
	allowed: Allowed,
) -> dict[str, Any]:
	"""What changes in the invitation after a contact was tried."""
	if message.reason:
		changes = {**skipped(invitation, contact, message.reason), "opted_out": int(message.ends_all)}
	else:
		changes = contacted(invitation, contact, message.channel, message.language, message.has_left, now)
	changed = {**invitation, **changes}
	following = next_contact(steps, progress(changed, now), allowed)
	return {**changes, **going_on(changed, following)}


def message_key(invitation: str, contact: Contact) -> str:
	"""The name of one contact: the same row's message is never written twice, wherever the row stands by now."""
	return f"{invitation}:{contact.step.row or contact.step.number}"


def _paused(invitation: Mapping[str, Any], why_off: str, now: datetime) -> dict[str, Any]:
	"""The cadence goes on where it is when surveys are on again, if the link still works then."""
	says = {"reason": why_off} if invitation["status"] == SCHEDULED else {}
	return {**says, "next_contact_on": now + LOOK_AGAIN}


def _why_not(
	trigger: Trigger | None,
	key: str,
	asked_on: Sequence[datetime],
	rules: InvitationRules,
	first: Contact | None,
	reach: Reach,
	now: datetime,
) -> WhyNot | None:
	if why_off := rules.why_off:
		return WhyNot(why_off)
	if trigger and (why := why_not_asked(trigger, key, asked_on, now)):
		return why
	if first is None:
		return WhyNot(NO_STEPS)
	return WhyNot(reach.reason) if reach.reason else None
