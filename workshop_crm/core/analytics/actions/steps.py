"""What staff do with an action: call, come back to it later, give it to somebody, leave it. Each gives what changes in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Literal, get_args

from workshop_crm.core.analytics.actions.record import (
	DISMISSED,
	DONE,
	HELD_OUT,
	OPEN,
	SNOOZED,
	WAITING,
)
from workshop_crm.core.common import fields
from workshop_crm.core.common.errors import N_, Conflict, InvalidInput

Result = Literal["Reached", "Not Reached", "Booked"]
RESULTS: tuple[Result, ...] = get_args(Result)
RESULT_LABELS = (N_("Reached"), N_("Not Reached"), N_("Booked"))
SAID: Mapping[str, str] = {
	"Reached": N_("Called and reached."),
	"Not Reached": N_("Called and not reached."),
	"Booked": N_("Called and booked a visit."),
}
MAX_SNOOZE = timedelta(days=365)
_UNTOUCHED: Mapping[str, Any] = {
	"snoozed_until": None,
	"result": "",
	"done_on": None,
	"done_by": None,
}


def finish(action: Mapping[str, Any], result: str, user: str, now: datetime) -> dict[str, Any]:
	"""Somebody has called. Raises Conflict when the action is closed, InvalidInput without a result."""
	_require_waiting(action)
	if result not in RESULTS:
		raise InvalidInput(N_("Say how the call ended.")).at("result")
	return {"status": DONE, "result": result, "done_on": now, "done_by": user, "snoozed_until": None}


def call_text(result: str, note: str, translate: Callable[[str], str]) -> dict[str, str]:
	"""The entry that the call leaves in the customer's history."""
	said = " ".join(part for part in (translate(SAID[result]), note.strip()) if part)
	return {"kind": "Call", "direction": "Outgoing", "text": said}


def snooze(action: Mapping[str, Any], until: object, today: date) -> dict[str, Any]:
	"""Come back to it on a later day. Raises as `finish`."""
	_require_waiting(action)
	day = fields.day(until)
	if day is None or not today < day <= today + MAX_SNOOZE:
		raise InvalidInput(N_("Choose a later day, at most a year from now.")).at("until")
	return {"status": SNOOZED, "snoozed_until": day}


def assign(action: Mapping[str, Any], user: str, staff: Collection[str]) -> dict[str, Any]:
	"""Give it to one of the staff, or to nobody. Raises as `finish`."""
	_require_waiting(action)
	if user and user not in staff:
		raise InvalidInput(N_("{user} is not one of the workshop's staff."), user=user).at("user")
	return {"assigned_to": user or None}


def dismiss(action: Mapping[str, Any], user: str, now: datetime) -> dict[str, Any]:
	"""Nobody calls. Raises Conflict when the action is closed."""
	_require_waiting(action)
	return {"status": DISMISSED, "done_on": now, "done_by": user, "snoozed_until": None}


def reopen(action: Mapping[str, Any]) -> dict[str, Any]:
	"""Put it back on the list. Raises Conflict for one that is on it, and for one that is held out."""
	if action["status"] in (OPEN, HELD_OUT):
		raise Conflict(N_("{record} is not closed."), record=action["name"])
	return {"status": OPEN, **_UNTOUCHED}


def _require_waiting(action: Mapping[str, Any]) -> None:
	if action["status"] == HELD_OUT:
		raise Conflict(
			N_("{record} is held out: nobody calls, so that the rule can be measured."), record=action["name"]
		)
	if action["status"] not in WAITING:
		raise Conflict(N_("{record} is closed already."), record=action["name"])
