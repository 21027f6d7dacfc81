"""The follow-up of a bad answer: an Issue that somebody closes after a call. The fields are those of an Issue."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from typing import Any, Literal, get_args

from workshop_crm.core.common.errors import N_, Conflict, InvalidInput
from workshop_crm.core.common.issues import CLOSED, DONE
from workshop_crm.core.surveys.follow_up_rules import Match

TASK = N_("A customer was not satisfied. Please call.")
LATE_TASK = N_("A follow-up is late. Please look after it.")
SUBJECT = N_("Low survey score from {customer}")
MAX_SUBJECT = 140

ClosingReason = Literal[
	"Solved", "Explained", "Compensated", "Could not be reached", "Not justified", "Other"
]
REASONS: tuple[ClosingReason, ...] = get_args(ClosingReason)
SOLVED: ClosingReason = "Solved"
NOT_REACHED: ClosingReason = "Could not be reached"
OTHER: ClosingReason = "Other"
REASON_LABELS = (
	N_("Solved"),
	N_("Explained"),
	N_("Compensated"),
	N_("Could not be reached"),
	N_("Not justified"),
	N_("Other"),
)

_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
# What an editor of rich text takes for the beginning of an address, and what stands in it so that it does not.
_ADDRESS_SIGNS = re.compile(r"://|www\.|mailto:|tel:|@", re.IGNORECASE)
_NO_SPACE = "\u200b"


@dataclass(frozen=True, slots=True)
class People:
	"""Who looks after follow-ups whose rule names nobody; empty where the settings name nobody either."""

	assignee: str = ""
	manager: str = ""


def new_follow_up(
	response: Mapping[str, Any],
	customer_name: str,
	match: Match,
	people: People,
	translate: Callable[[str], str],
) -> dict[str, Any]:
	"""The Issue about a response that met a rule. `translate` maps an English text to the staff's language."""
	rule, opened = match.rule, response["answered_on"]
	subject = translate(SUBJECT).format(customer=without_tags(customer_name))
	return {
		"subject": subject[:MAX_SUBJECT],
		"customer": response["customer"],
		"company": response["company"],
		"opening_date": opened.date(),
		"status": "Open",
		"priority": rule.priority or None,
		"description": _description(response, match, translate),
		"follow_up_opened_on": opened,
		"follow_up_due_on": _after(opened, rule.due_hours),
		"follow_up_escalate_on": _after(opened, rule.escalate_after_hours),
		"follow_up_escalate_to": rule.escalate_to or people.manager or None,
		"follow_up_second_survey": rule.second_survey or None,
	}


def assignee(match: Match, people: People) -> str:
	"""Who gets the to-do; empty when nobody is named."""
	return match.rule.assignee or people.assignee


def contacted(follow_up: Mapping[str, Any], now: datetime) -> dict[str, Any]:
	"""What changes when somebody has spoken with the customer; the first time counts. Raises Conflict when it is closed.

	The call that was due is made. Another one is due when somebody says so.
	"""
	require_open(follow_up)
	if follow_up["follow_up_first_contact_on"]:
		return {}
	return {"follow_up_first_contact_on": now, "follow_up_due_on": None}


def is_overdue(follow_up: Mapping[str, Any], now: datetime) -> bool:
	"""Whether somebody should have called by now."""
	due_on = follow_up["follow_up_due_on"]
	return bool(follow_up["status"] not in DONE and due_on and due_on < now)


def escalated(now: datetime) -> dict[str, Any]:
	"""What changes in a follow-up that is late and was given to somebody else too."""
	return {"follow_up_escalated_on": now}


def is_late(follow_up: Mapping[str, Any], now: datetime) -> bool:
	"""Whether it has to be given to somebody else now; that happens once."""
	return bool(
		follow_up["status"] not in DONE
		and follow_up["follow_up_escalate_on"]
		and follow_up["follow_up_escalate_on"] <= now
		and not follow_up["follow_up_escalated_on"]
	)


def closing(follow_up: Mapping[str, Any], reason: str, now: datetime) -> dict[str, Any]:
	"""What changes in a follow-up that is closed. Raises Conflict when it is closed already, InvalidInput without a reason.

	Who closes it has spoken with the customer, unless the reason says otherwise.
	"""
	require_open(follow_up)
	check_reason(reason)
	contact = {} if reason == NOT_REACHED else contacted(follow_up, now)
	return {"status": CLOSED, "follow_up_closed_on": now, "follow_up_reason": reason, **contact}


def wants_second_survey(follow_up: Mapping[str, Any]) -> bool:
	"""Whether the customer is asked again now that it is closed: once, and only who was spoken with."""
	return bool(
		follow_up["follow_up_second_survey"]
		and not follow_up["follow_up_second_invitation"]
		and follow_up["follow_up_reason"] != NOT_REACHED
	)


def check_reason(reason: str) -> None:
	"""Raises InvalidInput for what is none of REASONS."""
	if reason not in REASONS:
		raise InvalidInput(N_("Choose why the follow-up is closed.")).at("reason")


def require_open(follow_up: Mapping[str, Any]) -> None:
	"""Raises Conflict when it is closed."""
	if follow_up["status"] in DONE:
		raise Conflict(N_("{record} is closed already."), record=follow_up["name"])


def _after(moment: datetime, hours: int) -> datetime | None:
	return moment + timedelta(hours=hours) if hours else None


def without_links(text: str) -> str:
	"""The same to read, but with nothing that an editor of rich text makes a link of."""
	return _ADDRESS_SIGNS.sub(lambda sign: sign[0][0] + _NO_SPACE + sign[0][1:], text)


def without_tags(name: str) -> str:
	"""Mails and notifications about an Issue show its subject as HTML."""
	return _TAG.sub("", name)


def _description(response: Mapping[str, Any], match: Match, translate: Callable[[str], str]) -> str:
	"""HTML; what a guest wrote is escaped, and no address in it becomes a link in the form's editor."""
	reasons = "<br>".join(_as_html(reason.text(translate)) for reason in match.reasons)
	return f'<p>{reasons}</p><p dir="auto">{_as_html(response["comment"] or "")}</p>'


def _as_html(text: str) -> str:
	return escape(without_links(text)).replace("\n", "<br>")
