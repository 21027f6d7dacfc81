"""What staff do with a follow-up. Each step holds the Issue until the transaction ends and is kept in its history."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from workshop_crm.core.common.people import people_view
from workshop_crm.core.surveys import follow_up_steps as steps
from workshop_crm.core.surveys import follow_up_work as work
from workshop_crm.core.surveys.follow_up import TASK, contacted
from workshop_crm.core.surveys.follow_up_work import Act, done_view
from workshop_crm.services.platform.permissions import require_record, require_staff
from workshop_crm.services.platform.staff import full_names, staff
from workshop_crm.services.platform.words import _
from workshop_crm.services.surveys import follow_up_people
from workshop_crm.services.surveys.follow_ups import HAS_ITS_STEP, ISSUE, STEPS, assigned_to, tell_screens


def note_contact(name: str, key: str) -> dict[str, str]:
	"""Somebody has spoken with the customer; the first time counts."""
	issue = _held(name)
	if changes := _unless_done(issue, key, lambda: contacted(issue.as_dict(), now_datetime())):
		_save(issue, changes, steps.step(steps.SPOKEN, now_datetime(), frappe.session.user, key=key))
	return done_view(name, issue.status)


def note(name: str, text: str, key: str) -> dict[str, str]:
	"""Keep a note, of an open follow-up or a closed one."""
	issue, written = _held(name), steps.read_note(text, required=True)
	if not _was_done(issue, key):
		_save(issue, {}, steps.step(steps.NOTE, now_datetime(), frappe.session.user, note=written, key=key))
	return done_view(name, issue.status)


def give(name: str, user: str, act: Act) -> dict[str, str]:
	"""Give it to one of `people`, or with an empty user to nobody."""
	issue = _held(name)
	if _was_done(issue, act.key) or user == (assigned_to(issue) or ""):
		return done_view(name, issue.status)
	work.given(_fields(issue), user, _allowed(issue, [user]), act)
	taken = steps.step(steps.GIVEN, now_datetime(), frappe.session.user, given_to=user or None, key=act.key)
	_save(issue, {}, taken)
	follow_up_people.hand_over(issue, user, _(TASK))
	return done_view(name, issue.status)


def schedule(name: str, due_on: str, act: Act) -> dict[str, str]:
	"""Say until when to call; without a moment nobody waits for it."""
	issue, now = _held(name), now_datetime()
	return _set_due(issue, act, lambda: work.scheduled(_fields(issue), due_on, act, now))


def snooze(name: str, days: int, act: Act) -> dict[str, str]:
	"""Call so many days from now."""
	issue, now = _held(name), now_datetime()
	return _set_due(issue, act, lambda: work.snoozed(_fields(issue), days, act, now))


def close(name: str, text: str, reason: str, act: Act) -> dict[str, str]:
	"""Close the Issue and its ToDos with a reason and a note."""
	issue, now, written = _held(name), now_datetime(), steps.read_note(text)
	if changes := _unless_done(issue, act.key, lambda: work.closed(_fields(issue), reason, act, now)):
		user = frappe.session.user
		_save(issue, changes, steps.step(steps.CLOSED, now, user, reason=reason, note=written, key=act.key))
	return done_view(name, issue.status)


def reopen(name: str, text: str, act: Act) -> dict[str, str]:
	"""Open it again, for the one who had it last."""
	issue, now = _held(name), now_datetime()
	changes = _unless_done(issue, act.key, lambda: work.reopened(_fields(issue), text, act, now))
	if changes:
		written = steps.read_note(text)
		_save(issue, changes, steps.step(steps.REOPENED, now, frappe.session.user, note=written, key=act.key))
		give_back(issue)
	return done_view(name, issue.status)


def give_back(issue: Document) -> None:
	"""To the one who had it last, if they may still look after it."""
	last = steps.last_given_to(_steps(issue))
	if _allowed(issue, [last]):
		follow_up_people.hand_over(issue, last, _(TASK))


def people(name: str) -> dict[str, Any]:
	"""Whom it can be given to."""
	require_staff()
	require_record(ISSUE, name, "write")
	return {"people": people_view(_allowed(frappe.get_doc(ISSUE, name)))}


def _allowed(issue: Document, users: Collection[str] | None = None) -> dict[str, str]:
	"""Those of the users, or of all staff, who may change this Issue, with their names; the user may, or would not be here."""
	user = frappe.session.user
	return {
		one: name
		for one, name in {**staff(), **full_names([user])}.items()
		if (users is None or one in users)
		and (one == user or frappe.has_permission(ISSUE, "write", doc=issue, user=one))
	}


def _set_due(issue: Document, act: Act, change: Callable[[], dict[str, Any]]) -> dict[str, str]:
	if changes := _unless_done(issue, act.key, change):
		due_on = changes["follow_up_due_on"]
		moved = steps.step(steps.DUE, now_datetime(), frappe.session.user, due_on=due_on, key=act.key)
		_save(issue, changes, moved)
	return done_view(issue.name, issue.status)


def _unless_done(issue: Document, key: str, change: Callable[[], dict[str, Any]]) -> dict[str, Any]:
	"""What changes; nothing where the same request arrived before."""
	return {} if _was_done(issue, key) else change()


def _was_done(issue: Document, key: str) -> bool:
	return steps.was_done(_steps(issue), key)


def _steps(issue: Document) -> list[frappe._dict]:
	return issue.as_dict()[STEPS]


def _held(name: str) -> Document:
	require_staff()
	require_record(ISSUE, name, "write")
	return frappe.get_doc(ISSUE, name, for_update=True)


def _fields(issue: Document) -> dict[str, Any]:
	return {**issue.as_dict(), "assigned_to": assigned_to(issue)}


def _save(issue: Document, changes: dict[str, Any], taken: dict[str, Any]) -> None:
	issue.update(changes)
	issue.append(STEPS, taken)
	issue.flags[HAS_ITS_STEP] = True
	issue.save()
	tell_screens()
