"""The history of a follow-up: who did what and when. The fields are those of a Survey Follow-up Step."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal, get_args

from workshop_crm.core.common import fields, keys
from workshop_crm.core.common.errors import N_, InvalidInput

Kind = Literal[
	"Opened", "Given", "Due", "Note", "Spoken", "Closed", "Reopened", "Passed On", "Call Requested"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
OPENED, GIVEN, DUE, NOTE, SPOKEN, CLOSED, REOPENED, PASSED_ON, CALL_REQUESTED = KINDS
KIND_LABELS = (
	N_("Opened"),
	N_("Given"),
	N_("Due"),
	N_("Note"),
	N_("Spoken"),
	N_("Closed"),
	N_("Reopened"),
	N_("Passed On"),
	N_("Call Requested"),
)
MAX_NOTE = 2_000
NO_KEY = N_(
	"The key of a request has 1 to {most} letters from A to Z, digits, hyphens, underscores, dots or colons."
)

Step = Mapping[str, Any]


def step(
	kind: Kind,
	now: datetime,
	user: str | None,
	*,
	given_to: str | None = None,
	due_on: datetime | None = None,
	reason: str = "",
	note: str = "",
	key: str = "",
) -> dict[str, Any]:
	"""A row of the history; `user` is None for what the app did by itself. `key` names the request that asked for it."""
	return {
		"kind": kind,
		"happened_on": now,
		"user": user,
		"given_to": given_to,
		"due_on": due_on,
		"reason": reason,
		"note": note,
		"request_key": key,
	}


def read_note(text: str, required: bool = False) -> str:
	"""What staff wrote, without blanks around it. Raises InvalidInput when it is too long, or missing where it is required."""
	note = fields.storable(text).strip()
	if required and not note:
		raise InvalidInput(N_("Write a note.")).at("note")
	if len(note) > MAX_NOTE:
		raise InvalidInput(N_("Please use at most {most} characters."), most=MAX_NOTE).at("note")
	return note


def read_key(text: str) -> str:
	"""The key by which a request is known when it arrives again; empty for one that brings none. Raises InvalidInput as `keys.read_key`."""
	return keys.read_key(text, NO_KEY) if text else ""


def was_done(steps: Iterable[Step], key: str) -> bool:
	"""Whether the request arrived before, so that nothing is done again; requests without a key are new ones."""
	return bool(key) and any(one["request_key"] == key for one in steps)


def last_given_to(steps: Iterable[Step]) -> str:
	"""Whom it was given to last; empty for nobody."""
	given = [one["given_to"] for one in steps if one["kind"] == GIVEN]
	return (given[-1] if given else None) or ""


def history_view(
	follow_up: Mapping[str, Any], steps: Iterable[Step], names: Mapping[str, str]
) -> list[dict[str, Any]]:
	"""All that happened, the latest first, as plain JSON values. `names` are the full names of users.

	What earlier versions wrote down in the follow-up alone is there without who did it.
	"""
	known = list(steps)
	kinds = {one["kind"] for one in known}
	derived = [step(OPENED, follow_up["follow_up_opened_on"], None)]
	for kind, field in (
		(SPOKEN, "follow_up_first_contact_on"),
		(PASSED_ON, "follow_up_escalated_on"),
		(CLOSED, "follow_up_closed_on"),
	):
		if follow_up[field] and kind not in kinds and not (kind == SPOKEN and CLOSED in kinds):
			derived.append(step(kind, follow_up[field], None, reason=_reason(follow_up, kind)))
	rows = sorted(
		(one for one in (*derived, *known) if one["happened_on"]),
		key=lambda one: one["happened_on"],
		reverse=True,
	)
	return [_view(one, names) for one in rows]


def latest_note(steps: Iterable[Step]) -> tuple[Step | None, int]:
	"""The latest step that has a note, and how many there are."""
	notes = sorted((one for one in steps if one["note"]), key=lambda one: one["happened_on"])
	return (notes[-1] if notes else None), len(notes)


def note_view(note: Step | None, names: Mapping[str, str]) -> dict[str, Any] | None:
	"""A note with who wrote it and when."""
	return _view(note, names) if note else None


def _reason(follow_up: Mapping[str, Any], kind: Kind) -> str:
	return (follow_up["follow_up_reason"] or "") if kind == CLOSED else ""


def _view(one: Step, names: Mapping[str, str]) -> dict[str, Any]:
	user, given_to = one["user"] or "", one["given_to"] or ""
	return {
		"kind": one["kind"],
		"happened_on": one["happened_on"].isoformat(timespec="minutes"),
		"user": user or None,
		"user_name": names.get(user, user),
		"given_to": given_to or None,
		"given_to_name": names.get(given_to, given_to),
		"due_on": one["due_on"].isoformat(timespec="minutes") if one["due_on"] else None,
		"reason": one["reason"] or "",
		"note": one["note"] or "",
	}
