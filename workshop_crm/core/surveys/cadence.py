"""When the next message of an invitation is due: the rows of the survey's cadence, one after the other.

A row is known by its name, so the rows may be changed while messages go out: those in front of the last one that was done are
past, and none is done twice.

What may not happen whatever the rows say: more than `MAX_CONTACTS`; a contact after the answer, an opt-out or the last
day of the link; two contacts closer together than `MIN_GAP`, or before the later one's delay since the earlier one left;
a time at which messages may not go.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from workshop_crm.core.common.channels import Channel

MAX_CONTACTS = 10
# Between two messages about one visit, however short a row's delay is.
MIN_GAP = timedelta(hours=1)
# The moment itself, or the first one after it at which a message may go: quiet hours are over.
Allowed = Callable[[datetime], datetime]


@dataclass(frozen=True, slots=True)
class Step:
	"""A row: `delay` after the message before it left. No channel means the best one.

	`row` is its name for ever, `number` its place in the table now.
	"""

	number: int
	delay: timedelta
	template: str
	channel: Channel | None = None
	row: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
	"""How far an invitation is.

	`step` is the number of the last row that was done or skipped, 0 before the first, as the table was then; `at` its moment, or
	the moment from which the first row counts. `contacts` are the messages written. `is_open` ends with the answer, an opt-out, a
	cancelled visit; `ends` is the last moment of the link. `done` are the names of the rows done or skipped, `planned` that of
	the row that was to come next.
	"""

	step: int
	at: datetime
	contacts: int
	is_open: bool
	ends: datetime | None = None
	done: tuple[str, ...] = ()
	planned: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
	"""A message to write at `at`."""

	step: Step
	at: datetime


def steps_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
	"""The rows that are switched on, in their order."""
	return tuple(
		Step(
			number=number,
			delay=timedelta(minutes=int(row["delay_minutes"] or 0)),
			template=row["template"] or "",
			channel=cast(Channel, row["channel"]) if row["channel"] else None,
			row=row.get("name") or "",
		)
		for number, row in enumerate(rows, start=1)
		if row["enabled"]
	)


def next_contact(steps: Sequence[Step], so_far: Progress, allowed: Allowed) -> Contact | None:
	"""The contact that comes next; None when there is none any more."""
	step = _next_step(steps, so_far)
	return _within(step, allowed(so_far.at + _delay(step, so_far)), so_far) if step else None


def due_contact(
	steps: Sequence[Step],
	so_far: Progress,
	now: datetime,
	allowed: Allowed,
	last_left: datetime | None = None,
) -> Contact | None:
	"""The contact whose time has come; its `at` is after `now` when it has not.

	`last_left` is the moment at which the message before it left, if it did: hours after it was written, where quiet hours or
	a provider that was away held it up.
	"""
	step = _next_step(steps, so_far)
	if step is None:
		return None
	at = max(now, last_left + _delay(step, so_far)) if last_left else now
	return _within(step, allowed(at), so_far)


def _delay(step: Step, so_far: Progress) -> timedelta:
	return max(step.delay, MIN_GAP if so_far.contacts else timedelta())


def _next_step(steps: Sequence[Step], so_far: Progress) -> Step | None:
	if not so_far.is_open or so_far.contacts >= MAX_CONTACTS:
		return None
	return next(
		(one for one in _steps_ahead(steps, so_far) if not one.row or one.row not in so_far.done), None
	)


def _steps_ahead(steps: Sequence[Step], so_far: Progress) -> Sequence[Step]:
	"""What stands behind the rows that were done; where none of them is left, the planned row and what stands behind it.

	A table that was written anew has none of its rows left: then the places count.
	"""
	places = {one.row: place for place, one in enumerate(steps) if one.row}
	if done := [places[row] for row in so_far.done if row in places]:
		return steps[max(done) + 1 :]
	if so_far.planned in places:
		return steps[places[so_far.planned] :]
	return [one for one in steps if one.number > so_far.step]


def _within(step: Step, at: datetime, so_far: Progress) -> Contact | None:
	return None if so_far.ends is not None and at >= so_far.ends else Contact(step, at)
