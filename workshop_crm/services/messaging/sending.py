"""Hands what waits to the providers: in a job after the commit, and again every minute.

A message is marked as Sending and committed before its provider is asked, so that a worker which dies leaves a trace. Several
workers may run: a row that one of them has locked is passed over by the others.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import frappe
from frappe.model.document import Document

from workshop_crm.core.messaging.delivery import QUEUED, SENDING, WAITING
from workshop_crm.core.messaging.going import TOO_LATE, Go, Wait
from workshop_crm.core.messaging.messages import WITHDRAWAL
from workshop_crm.core.messaging.progress import (
	MAX_SECONDS_SENDING,
	Outcome,
	claimed,
	lost,
	not_now,
	refused,
	taken,
)
from workshop_crm.core.messaging.sender import SendingFailed
from workshop_crm.services.messaging import aftermath, clock, decisions, rules
from workshop_crm.services.messaging.attachments import attachments_of
from workshop_crm.services.messaging.outgoing import outgoing
from workshop_crm.services.messaging.senders import sender_by
from workshop_crm.services.platform.lost_races import retried

MESSAGE = "Customer Message"
MAX_SECONDS_OF_A_RUN = 200
"""A job of the short queue may take 300."""


def send_due() -> None:
	"""Send what may go now. A channel whose provider is away waits for the next run: an outage costs one try a run."""
	until = time.monotonic() + MAX_SECONDS_OF_A_RUN
	away: list[str] = []
	tried: list[str] = []
	while time.monotonic() < until and (due := _next_due(away, tried)):
		tried.append(due.name)
		if not send(due.name):
			away.append(due.channel)


def send(name: str) -> bool:
	"""Send one message if it waits and may go now. Returns False when its provider is away."""
	message = _claim(name)
	if message is None:
		return True
	try:
		whole = replace(outgoing(message), attachments=attachments_of(message))
		receipt = sender_by(message.provider, message.channel).send(whole)
	except SendingFailed as failure:
		refusal = failure
	except Exception:
		frappe.log_error(title="Message to a customer", message=frappe.get_traceback(), defer_insert=True)
		_store(name, lost)
		return True
	else:
		_store(name, lambda row: taken(row, receipt, clock.now()))
		return True
	_store(name, lambda row: refused(row, refusal, clock.now()))
	return refusal.remedy != "retry"


def recover() -> None:
	"""What a worker was sending when it died: the provider is asked whether it has the message."""
	died = {
		"status": SENDING,
		"sending_since": ("<", clock.now() - timedelta(seconds=MAX_SECONDS_SENDING)),
	}
	for name in frappe.get_all(MESSAGE, died, pluck="name"):
		if frappe.db.get_value(MESSAGE, {"name": name, **died}, for_update=True, skip_locked=True):
			message = frappe.get_doc(MESSAGE, name, for_update=True)
			since = clock.aware(message.sending_since)
			message.db_set("sending_since", clock.now())
			frappe.db.commit()
			_ask_for(message, since)


def withdraw_expired() -> None:
	"""Withdraw what is obsolete, in the outbox too."""
	expired = {"status": ("in", WAITING), "wanted_until": ("<", clock.now())}
	frappe.db.set_value(MESSAGE, expired, {**WITHDRAWAL, "error": TOO_LATE})


def _next_due(away: list[str], tried: list[str]) -> frappe._dict | None:
	message = frappe.qb.DocType(MESSAGE)
	query = (
		frappe.qb.from_(message)
		.select(message.name, message.channel)
		.where(message.status == QUEUED)
		.where(message.send_after.isnull() | (message.send_after <= clock.now()))
		.orderby(message.creation)
		.limit(1)
	)
	if away:
		query = query.where(message.channel.notin(away))
	if tried:
		query = query.where(message.name.notin(tried))
	return next(iter(query.run(as_dict=True)), None)


def _claim(name: str) -> Document | None:
	"""The message, marked as being sent and committed; None when it does not go now, or another worker has it."""
	waiting = {"name": name, "status": QUEUED}
	if not frappe.db.get_value(MESSAGE, waiting, for_update=True, skip_locked=True):
		frappe.db.commit()
		return None
	message = frappe.get_doc(MESSAGE, name, for_update=True)
	decision = decisions.decide(message)
	if isinstance(decision, Go):
		by = rules.provider(message.channel)
		message.db_set(claimed(message.as_dict(), decision.address, by, clock.now()))
	else:
		until = clock.stored(decision.until) if isinstance(decision, Wait) else None
		_apply(message, not_now(decision, until))
	frappe.db.commit()
	return message if isinstance(decision, Go) else None


def _ask_for(message: Document, since: datetime) -> None:
	try:
		receipt = sender_by(message.provider, message.channel).find(outgoing(message), since)
	except SendingFailed:
		receipt = None
	if receipt:
		_store(message.name, lambda row: taken(row, receipt, clock.now()))
	else:
		_store(message.name, lost)


def _store(name: str, decide: Callable[[dict], Outcome]) -> None:
	"""What the provider said, kept in spite of lost deadlocks: it cannot be asked again."""

	def store() -> None:
		message = frappe.get_doc(MESSAGE, name, for_update=True)
		_apply(message, decide(message.as_dict()))
		frappe.db.commit()

	retried(store)


def _apply(message: Document, outcome: Outcome) -> None:
	if outcome.changes:
		message.db_set(dict(outcome.changes))
	aftermath.follow(message, outcome)
