"""Whether, when and until when a customer is asked. The fields are those of a Survey Invitation."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal, TypeVar

from workshop_crm.core.common.errors import N_, NotFound
from workshop_crm.core.common.languages import Language

State = Literal["Scheduled", "Sent", "Outbox", "Opened", "Answered", "Expired", "Not Sent"]
PageState = Literal["open", "answered", "unavailable"]
Found = TypeVar("Found")

SCHEDULED: State = "Scheduled"
ANSWERABLE: tuple[State, ...] = (SCHEDULED, "Sent", "Outbox", "Opened")
# Closes a link: nobody answered in time, or the invoice was cancelled.
EXPIRED: Mapping[str, State] = {"status": "Expired"}
# Nobody is asked about a visit that was longer ago than this: the invoice was entered later, for the books.
MAX_DAYS_LATE = 2

DISABLED = N_("Surveys are switched off in the settings.")
NO_SURVEY = N_("No survey is chosen in the settings.")


@dataclass(frozen=True, slots=True)
class InvitationRules:
	"""The owner's settings. `survey` is None when none is chosen, or when it is switched off."""

	enabled: bool
	survey: str | None
	delay_minutes: int = 0
	valid_days: int = 14


@dataclass(frozen=True, slots=True)
class Visit:
	"""The invoice that a customer may be asked about."""

	doctype: str
	invoice: str
	customer: str
	visited_on: date
	is_submitted: bool
	is_return: bool
	company: str | None = None
	vehicle: str | None = None
	service_type: str | None = None


def is_asked_about(visit: Visit, today: date) -> bool:
	"""Whether the visit calls for an invitation, sent or not; there is one for each such visit."""
	return visit.is_submitted and not visit.is_return and visit.visited_on >= oldest_visit(today)


def oldest_visit(today: date) -> date:
	"""The day of the oldest visits that are still asked about."""
	return today - timedelta(days=MAX_DAYS_LATE)


def new_invitation(
	visit: Visit,
	language: Language,
	channel: str | None,
	no_channel: str,
	rules: InvitationRules,
	now: datetime,
) -> dict[str, Any]:
	"""The fields of the invitation: "Scheduled" with its times, or "Not Sent" with the reason.

	`channel` is the one chosen for the message; when it is None, `no_channel` is the translatable reason. The link is
	valid for `valid_days` from the moment it is to be sent.
	"""
	reason = _why_not(channel, no_channel, rules)
	send_after = None if reason else now + timedelta(minutes=rules.delay_minutes)
	return {
		"survey": rules.survey,
		"customer": visit.customer,
		"company": visit.company,
		"language": language,
		"channel": channel or "",
		"status": "Not Sent" if reason else SCHEDULED,
		"reason": reason,
		"reference_doctype": visit.doctype,
		"reference_name": visit.invoice,
		"vehicle": visit.vehicle,
		"service_type": visit.service_type,
		"send_after": send_after,
		"expires_on": send_after and send_after + timedelta(days=rules.valid_days),
	}


def is_due(invitation: Mapping[str, Any], now: datetime) -> bool:
	"""Whether the message is to be written now."""
	return bool(invitation["status"] == SCHEDULED and invitation["send_after"] <= now)


def stopped(is_cancelled: bool, no_channel: str) -> Mapping[str, Any] | None:
	"""What changes when a due invitation must not go out after all; None when it may.

	`is_cancelled` is the invoice's state now, `no_channel` the reason why no channel can be used now, or empty.
	"""
	if is_cancelled:
		return EXPIRED
	return {"status": "Not Sent", "reason": no_channel} if no_channel else None


def sent(channel: str, language: Language, has_left: bool, now: datetime) -> dict[str, Any]:
	"""What changes when the message is written: it has left, or waits in the outbox.

	The page behind the link opens in the language of the message.
	"""
	return {
		"status": "Sent" if has_left else "Outbox",
		"channel": channel,
		"language": language,
		"sent_on": now,
	}


def page_state(invitation: Mapping[str, Any] | None, now: datetime) -> PageState:
	"""What the link shows. An answered invitation stays "answered"; an expired one looks like an unknown one."""
	if invitation is None:
		return "unavailable"
	if invitation["status"] == "Answered":
		return "answered"
	expires_on = invitation["expires_on"]
	if invitation["status"] not in ANSWERABLE or (expires_on is not None and expires_on < now):
		return "unavailable"
	return "open"


def require_valid(state: PageState, found: Found | None) -> Found:
	"""What a link leads to. Raises NotFound when it leads nowhere, or nowhere any more."""
	if found is None or state == "unavailable":
		raise NotFound(N_("This link is not valid any more. Please ask the workshop for a new one."))
	return found


def response_rate(states: Collection[str]) -> dict[str, Any]:
	"""How many were asked and how many of them answered, from the states of the invitations that were sent.

	An invitation counts on the day it was sent (`sent_on`), and its answer with it, whenever that came. So a period's
	rate never exceeds 1, and one that was never sent does not count.
	"""
	answered = sum(state == "Answered" for state in states)
	return {
		"sent": len(states),
		"answered": answered,
		"share": answered / len(states) if states else None,
	}


def _why_not(channel: str | None, no_channel: str, rules: InvitationRules) -> str:
	if not rules.enabled:
		return DISABLED
	if not rules.survey:
		return NO_SURVEY
	return "" if channel else no_channel
