"""An invitation: how it is made, what each contact changes, and what its link shows. Fields of a Survey Invitation."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal, TypeVar

from workshop_crm.core.common.errors import N_, NotFound
from workshop_crm.core.common.languages import Language
from workshop_crm.core.surveys.cadence import Contact, Progress
from workshop_crm.core.surveys.tokens import Way
from workshop_crm.core.surveys.triggers import WhyNot
from workshop_crm.core.surveys.visits import Visit, visit_key

State = Literal["Scheduled", "Sent", "Outbox", "Opened", "Handed Over", "Answered", "Expired", "Not Sent"]
Source = Literal["Trigger", "Manual", "Handover", "Print", "Follow-up"]
PageState = Literal["open", "answered", "unavailable"]
Found = TypeVar("Found")

SCHEDULED: State = "Scheduled"
NOT_SENT: State = "Not Sent"
# The customer has the link on paper or on the counter's screen, and no message is planned.
HANDED_OVER: State = "Handed Over"
ANSWERED: State = "Answered"
ANSWERABLE: tuple[State, ...] = (SCHEDULED, "Sent", "Outbox", "Opened", HANDED_OVER)
# Somebody who could not be written to, or wanted no messages, is asked again by hand.
_FROM_THE_FIRST_STEP: Mapping[str, Any] = {"step": 0, "rows_done": "", "opted_out": 0}
# Closes a link: nobody answered in time, or the visit was cancelled.
EXPIRED: Mapping[str, Any] = {"status": "Expired", "next_contact_on": None}


def new_invitation(visit: Visit, survey: str, source: Source, language: Language) -> dict[str, Any]:
	"""The invitation to a visit, without a state: what follows says how it goes on."""
	return {
		"survey": survey,
		"source": source,
		"customer": visit.customer,
		"company": visit.company,
		"language": language,
		"channel": "",
		"reference_doctype": visit.doctype,
		"reference_name": visit.document,
		"vehicle": visit.vehicle,
		"service_type": visit.service_type,
		"visited_on": visit.visited_on,
		"visit_key": visit_key(visit),
		"step": 0,
		"rows_done": "",
		"next_row": "",
		"contacts": 0,
	}


def scheduled(
	trigger: str, channel: str, starts: datetime, first: datetime, valid_days: int
) -> dict[str, Any]:
	"""What makes an invitation wait for its first contact, at `first`, whatever was left out before; its link is valid for `valid_days` from then on.

	`trigger` is the row that asked for it, empty for a person; `channel` the one that could be used now; `starts` the
	moment from which the cadence counts.
	"""
	return {
		"status": SCHEDULED,
		"reason": "",
		"trigger": trigger,
		"channel": channel,
		"send_after": starts,
		"next_contact_on": first,
		**_FROM_THE_FIRST_STEP,
		"expires_on": first + timedelta(days=valid_days),
	}


def not_sent(trigger: str, why: WhyNot) -> dict[str, Any]:
	"""What keeps the reason why nobody is asked."""
	return {
		"status": NOT_SENT,
		"trigger": trigger,
		"reason": why.reason,
		"last_asked_on": why.last_asked,
		"next_contact_on": None,
	}


def handed_over(invitation: Mapping[str, Any] | None, now: datetime, valid_days: int) -> dict[str, Any]:
	"""What changes when the customer is shown the link: nothing in one that can be answered already.

	`invitation` is None for a new one. Whoever could not be written to, or was not drawn, may answer now.
	"""
	if invitation is not None and invitation["status"] != NOT_SENT:
		return {}
	return {"status": HANDED_OVER, "sent_on": now, "expires_on": now + timedelta(days=valid_days)}


def takes_messages(invitation: Mapping[str, Any]) -> bool:
	"""Whether a trigger may still plan messages: the link was only handed over so far, to paper or to a screen."""
	return bool(invitation["status"] == HANDED_OVER and not invitation["trigger"])


def was_cancelled(invitation: Mapping[str, Any], now: datetime) -> bool:
	"""Whether its link was closed before its time: the document of its visit was cancelled."""
	ends = invitation["expires_on"]
	return bool(invitation["status"] == EXPIRED["status"] and ends and ends > now)


def taken_over(invitation: Mapping[str, Any], visit: Visit) -> dict[str, Any]:
	"""What changes when another document takes the place of a cancelled one, as an amended invoice does.

	What the customer was sent works again.
	"""
	reached: State = "Sent" if invitation["contacts"] else HANDED_OVER
	return {
		"reference_doctype": visit.doctype,
		"reference_name": visit.document,
		"company": visit.company,
		"vehicle": visit.vehicle or invitation["vehicle"],
		"service_type": visit.service_type,
		"status": reached if invitation["sent_on"] else NOT_SENT,
	}


def is_due(invitation: Mapping[str, Any], now: datetime) -> bool:
	"""Whether its next contact is to be made now."""
	due = invitation["next_contact_on"]
	return bool(is_open(invitation) and due and due <= now)


def is_open(invitation: Mapping[str, Any]) -> bool:
	"""Whether the customer may still be written to about it."""
	return invitation["status"] in ANSWERABLE and not invitation["opted_out"]


def progress(invitation: Mapping[str, Any], at: datetime) -> Progress:
	"""How far the cadence is; the next contact counts from `at`."""
	return Progress(
		invitation["step"] or 0,
		at,
		invitation["contacts"] or 0,
		is_open(invitation),
		invitation["expires_on"],
		tuple(_names(invitation["rows_done"])),
		invitation["next_row"] or "",
	)


def contacted(
	invitation: Mapping[str, Any],
	contact: Contact,
	channel: str,
	language: Language,
	has_left: bool,
	now: datetime,
) -> dict[str, Any]:
	"""What changes when a message is written: it has left or is on its way, or waits in the outbox.

	The page behind the link opens in the language of the message. The day of the first contact is the invitation's.
	"""
	return {
		"status": "Sent" if has_left else "Outbox",
		"reason": "",
		"channel": channel,
		"language": language,
		"sent_on": invitation["sent_on"] or now,
		**_done(invitation, contact),
		"contacts": (invitation["contacts"] or 0) + 1,
	}


def skipped(invitation: Mapping[str, Any], contact: Contact, reason: str) -> dict[str, Any]:
	"""What changes when a message could not go anywhere. `reason` is translatable."""
	return {**_done(invitation, contact), "reason": reason}


def opted_out(invitation: Mapping[str, Any], reason: str) -> dict[str, Any]:
	"""What changes when the customer wants no more messages about it. The link that they have works on.

	`reason` is translatable, for an invitation that nobody was sent so far.
	"""
	if not is_open(invitation):
		return {}
	not_sent = {"status": NOT_SENT, "reason": reason} if invitation["status"] == SCHEDULED else {}
	return {**not_sent, "opted_out": 1, "next_contact_on": None}


def going_on(invitation: Mapping[str, Any], following: Contact | None) -> dict[str, Any]:
	"""What changes for the contact after this one. Without any, an invitation that nobody was sent says so."""
	if following is None and invitation["status"] == SCHEDULED:
		return {"status": NOT_SENT, "next_contact_on": None}
	return {
		"next_contact_on": following and following.at,
		"next_row": following.step.row if following else "",
	}


def answered(
	invitation: Mapping[str, Any], way: Way | None, language: Language, now: datetime
) -> dict[str, Any]:
	"""What changes in an invitation whose answer is recorded: by which step or which other way it came, in which language, and when."""
	step = invitation["step"] or 0
	by_message = way is None and step > 0
	return {
		"status": ANSWERED,
		"answered_on": now,
		"language": language,
		"answered_by": str(step) if by_message else way or "",
		"answered_channel": invitation["channel"] if by_message else "",
		"next_contact_on": None,
	}


def page_state(invitation: Mapping[str, Any] | None, now: datetime) -> PageState:
	"""What the link shows. An answered invitation stays "answered", but for the rest of a survey of which only the first question
	was answered, by a number in a message. An expired one looks like an unknown one.
	"""
	if invitation is None:
		return "unavailable"
	expires_on = invitation["expires_on"]
	if invitation["status"] == ANSWERED:
		can_complete = invitation.get("can_complete") and (expires_on is None or expires_on >= now)
		return "open" if can_complete else "answered"
	if invitation["status"] not in ANSWERABLE or (expires_on is not None and expires_on < now):
		return "unavailable"
	return "open"


def require_valid(state: PageState, found: Found | None) -> Found:
	"""What a link leads to. Raises NotFound when it leads nowhere, or nowhere any more."""
	if found is None or state == "unavailable":
		raise NotFound(N_("This link is not valid any more. Please ask the workshop for a new one."))
	return found


def response_rate(asked: int, answered: int) -> dict[str, Any]:
	"""How many were asked and how many of them answered.

	An invitation counts on the day it was written or handed over (`sent_on`), and its answer with it, whenever that came. So a
	period's rate never exceeds 1. Whom nothing has reached (`asked.ASKED_ON`, `story.has_asked`) does not count.
	"""
	return {"sent": asked, "answered": answered, "share": answered / asked if asked else None}


def _done(invitation: Mapping[str, Any], contact: Contact) -> dict[str, Any]:
	rows = [*_names(invitation["rows_done"]), contact.step.row]
	return {"step": contact.step.number, "rows_done": "\n".join(filter(None, rows))}


def _names(rows: str | None) -> list[str]:
	return (rows or "").split()
