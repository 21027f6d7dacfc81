"""What staff do with a follow-up: give it to somebody, say when to call, close and reopen it. Each gives what changes in it.

`follow_up` is the Issue with `assigned_to`, the employee who has it.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from workshop_crm.core.common import fields
from workshop_crm.core.common.errors import N_, Conflict, InvalidInput
from workshop_crm.core.common.issues import CLOSED, DONE
from workshop_crm.core.surveys.default_rules import DUE_HOURS, LATE_HOURS
from workshop_crm.core.surveys.follow_up import closing, require_open
from workshop_crm.core.surveys.follow_up_steps import read_key, read_note

MAX_AHEAD = timedelta(days=365)
MAX_SNOOZE = MAX_AHEAD.days

FollowUp = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
	"""`seen` is the `state` of the row that the user acted on, empty where it does not matter; `key` names the request."""

	seen: str = ""
	key: str = ""


@dataclass(frozen=True, slots=True)
class ActArguments:
	"""How a request carries an Act."""

	seen: str = ""
	key: str = ""

	def read(self) -> Act:
		"""Raises InvalidInput for a key that is too long."""
		return Act(self.seen, read_key(self.key))


def state_of(follow_up: FollowUp) -> str:
	"""Changes with who has it, until when, and whether it is closed; not with notes and calls."""
	due_on = follow_up["follow_up_due_on"]
	parts = (
		"closed" if follow_up["status"] in DONE else "open",
		follow_up["assigned_to"] or "",
		due_on.isoformat(timespec="seconds") if due_on else "",
	)
	return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def require_seen(follow_up: FollowUp, act: Act) -> None:
	"""Raises Conflict where somebody else changed it after the user had seen it."""
	if act.seen and act.seen != state_of(follow_up):
		raise Conflict(
			N_("Somebody else has changed this follow-up meanwhile. See how it stands now, and decide again.")
		)


def given(follow_up: FollowUp, user: str, allowed: Collection[str], act: Act) -> str:
	"""The user who has it from now on, empty for nobody.

	Raises Conflict when it is closed or not as it was seen, InvalidInput for a user who may not look after it.
	"""
	require_open(follow_up)
	require_seen(follow_up, act)
	if user and user not in allowed:
		raise InvalidInput(
			N_("{user} may not look after this customer. Choose somebody else."), user=user
		).at("user")
	return user


def scheduled(follow_up: FollowUp, due_on: object, act: Act, now: datetime) -> dict[str, Any]:
	"""Call until another moment, or with None at no certain time. It is late as long after that moment as it was before.

	Raises as `given`, InvalidInput for a moment that is not ahead.
	"""
	require_open(follow_up)
	require_seen(follow_up, act)
	moment = fields.moment(due_on)
	if moment and not now < moment <= now + MAX_AHEAD:
		raise InvalidInput(N_("Choose a later time, at most a year from now.")).at("due_on")
	return {"follow_up_due_on": moment, **_late_after(follow_up, moment)}


def snoozed(follow_up: FollowUp, days: int, act: Act, now: datetime) -> dict[str, Any]:
	"""Call so many days from now. Raises as `scheduled`."""
	if not 1 <= days <= MAX_SNOOZE:
		raise InvalidInput(N_("Choose a later time, at most a year from now.")).at("days")
	return scheduled(follow_up, (now + timedelta(days=days)).replace(second=0, microsecond=0), act, now)


def closed(follow_up: FollowUp, reason: str, act: Act, now: datetime) -> dict[str, Any]:
	"""As `follow_up.closing`, for somebody who saw its row."""
	require_open(follow_up)
	require_seen(follow_up, act)
	return closing(follow_up, reason, now)


def reopening(follow_up: FollowUp, now: datetime) -> dict[str, Any]:
	"""What changes in one that is opened again: it waits for a call anew, and has no reason of its close any more.

	The first contact stays, and so does the second survey, which a customer gets once.
	"""
	late_on = now + timedelta(hours=LATE_HOURS) if follow_up["follow_up_escalate_on"] else None
	return {
		"status": "Open",
		"follow_up_closed_on": None,
		"follow_up_reason": "",
		"follow_up_due_on": (now + timedelta(hours=DUE_HOURS)).replace(second=0, microsecond=0),
		"follow_up_escalate_on": late_on,
		"follow_up_escalated_on": None,
	}


def reopened(follow_up: FollowUp, note: str, act: Act, now: datetime) -> dict[str, Any]:
	"""As `reopening`. Raises Conflict when it is open, InvalidInput without a note that says why."""
	if follow_up["status"] not in DONE:
		raise Conflict(N_("{record} is open already."), record=follow_up["name"])
	require_seen(follow_up, act)
	read_note(note, required=True)
	return reopening(follow_up, now)


def _late_after(follow_up: FollowUp, due_on: datetime | None) -> dict[str, Any]:
	"""A call that is put off is not late before its new time; one that is brought forward is late as before."""
	late_on, was_due_on = follow_up["follow_up_escalate_on"], follow_up["follow_up_due_on"]
	if not (due_on and late_on) or follow_up["follow_up_escalated_on"]:
		return {}
	usual = timedelta(hours=LATE_HOURS - DUE_HOURS)
	grace = max(late_on - was_due_on, timedelta()) if was_due_on else usual
	return {"follow_up_escalate_on": max(late_on, due_on + grace)}


def done_view(follow_up: str, status: str) -> dict[str, str]:
	"""The reply to a step."""
	return {"follow_up": follow_up, "status": CLOSED if status in DONE else status}
