"""What staff do with a follow-up; each step is kept in its history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workshop_crm.core.common.people import people_view
from workshop_crm.core.surveys import follow_up_steps as steps
from workshop_crm.core.surveys import follow_up_work as work
from workshop_crm.core.surveys.follow_up import contacted
from workshop_crm.core.surveys.follow_up_work import Act, done_view
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.records import Record
from workshop_crm.preview.staff import USER, names
from workshop_crm.preview.surveys import follow_up_list, follow_ups
from workshop_crm.preview.surveys.follow_ups import ISSUE


def note_contact(call: Call, name: str, key: str) -> dict[str, str]:
	"""Somebody has spoken with the customer; the first time counts."""
	issue = _issue(call, name)
	if not _was_done(call, name, key) and (changes := contacted(issue, call.now)):
		_save(call, name, changes, steps.step(steps.SPOKEN, call.now, USER, key=key))
	return _done(call, name)


def note(call: Call, name: str, text: str, key: str) -> dict[str, str]:
	"""Keep a note, of an open follow-up or a closed one."""
	_issue(call, name)
	written = steps.read_note(text, required=True)
	if not _was_done(call, name, key):
		_save(call, name, {}, steps.step(steps.NOTE, call.now, USER, note=written, key=key))
	return _done(call, name)


def give(call: Call, name: str, user: str, act: Act) -> dict[str, str]:
	"""Give it to the one who works here, or with an empty user to nobody."""
	issue = _issue(call, name)
	if not _was_done(call, name, act.key) and user != (issue["assigned_to"] or ""):
		work.given(issue, user, names(call.translate), act)
		_save(call, name, {}, steps.step(steps.GIVEN, call.now, USER, given_to=user or None, key=act.key))
		follow_ups.set_todos(call.connection, name, "Cancelled", call.now)
		follow_ups.assign(call.connection, name, user, call.now)
	return _done(call, name)


def schedule(call: Call, name: str, due_on: str, act: Act) -> dict[str, str]:
	"""Say until when to call; without a moment nobody waits for it."""
	issue = _issue(call, name)
	if not _was_done(call, name, act.key):
		_set_due(call, name, work.scheduled(issue, due_on, act, call.now), act)
	return _done(call, name)


def snooze(call: Call, name: str, days: int, act: Act) -> dict[str, str]:
	"""Call so many days from now."""
	issue = _issue(call, name)
	if not _was_done(call, name, act.key):
		_set_due(call, name, work.snoozed(issue, days, act, call.now), act)
	return _done(call, name)


def close(call: Call, name: str, text: str, reason: str, act: Act) -> dict[str, str]:
	"""Close the Issue and its ToDos with a reason and a note."""
	issue, written = _issue(call, name), steps.read_note(text)
	if not _was_done(call, name, act.key):
		changes = work.closed(issue, reason, act, call.now)
		taken = steps.step(steps.CLOSED, call.now, USER, reason=reason, note=written, key=act.key)
		follow_ups.close(call.connection, call.settings, name, changes, taken, call.now)
	return _done(call, name)


def reopen(call: Call, name: str, text: str, act: Act) -> dict[str, str]:
	"""Open it again, for the one who had it last."""
	issue = _issue(call, name)
	if not _was_done(call, name, act.key):
		changes = work.reopened(issue, text, act, call.now)
		taken = steps.step(steps.REOPENED, call.now, USER, note=steps.read_note(text), key=act.key)
		_save(call, name, {**changes, "resolution_date": None}, taken)
		follow_ups.assign(call.connection, name, steps.last_given_to(_steps(call, name)), call.now)
		follow_ups.wait_for_escalation(call.connection, name, changes["follow_up_escalate_on"], call.now)
	return _done(call, name)


def people(call: Call, name: str) -> dict[str, Any]:
	"""Whom it can be given to."""
	_issue(call, name)
	return {"people": people_view(names(call.translate))}


def _set_due(call: Call, name: str, changes: Mapping[str, Any], act: Act) -> None:
	due_on = changes["follow_up_due_on"]
	_save(call, name, changes, steps.step(steps.DUE, call.now, USER, due_on=due_on, key=act.key))


def _issue(call: Call, name: str) -> Record:
	issue = records.get(call.connection, ISSUE, name)
	return {**issue, "assigned_to": follow_up_list.assigned_to(call.connection, name)}


def _steps(call: Call, name: str) -> list[Record]:
	return follow_up_list.steps_of(call.connection, [name])[name]


def _was_done(call: Call, name: str, key: str) -> bool:
	return steps.was_done(_steps(call, name), key)


def _save(call: Call, name: str, changes: Mapping[str, Any], taken: Mapping[str, Any]) -> None:
	follow_ups.save(call.connection, name, changes, taken, call.now)


def _done(call: Call, name: str) -> dict[str, str]:
	return done_view(name, records.get(call.connection, ISSUE, name)["status"])
