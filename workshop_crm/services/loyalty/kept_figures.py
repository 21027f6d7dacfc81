"""The figures of a program, kept until something changes.

Counting a ledger of a million invoices takes longer than a person waits. There the last figures are shown, with the time
at which they were counted, while a job counts them anew; every night it counts those that the screen opens with.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import frappe
from frappe.realtime import get_site_room
from frappe.utils import getdate, now_datetime

from workshop_crm.core.common.periods import USUAL_PERIODS
from workshop_crm.core.loyalty.figures import statements
from workshop_crm.core.loyalty.figures.filters import FigureArguments
from workshop_crm.core.loyalty.figures.report import Asked
from workshop_crm.services.platform import job_queue
from workshop_crm.services.platform.invoices import used_doctypes

FRESH = "workshop_crm_loyalty_figures"
"""The event that tells open screens that figures were counted anew."""
OPENED_WITH = USUAL_PERIODS["365"]
MAX_SECONDS_WAITED = 2
SECONDS_KEPT = 3 * 24 * 3600
COUNT = "workshop_crm.services.loyalty.figures.count_anew"


def kept(asked: Asked, about: object, count: Callable[[], dict[str, Any]]) -> dict[str, Any]:
	"""What `count` gives, or gave when it was last called for the same question; `about` is what else the answer depends on.

	Figures that are not true any more say so in `counted_on`, the moment of their count in ISO format.
	"""
	key, state = _key(asked, about), _state()
	last: dict[str, Any] | None = frappe.cache.get_value(key, expires=True)
	if last and last["state"] == state:
		return dict(last["figures"])
	if last and last["seconds"] > MAX_SECONDS_WAITED and _is_queued(asked, key):
		return {**last["figures"], "counted_on": last["counted_on"]}
	return _counted(key, state, count)


def keep(asked: Asked, about: object, count: Callable[[], dict[str, Any]]) -> None:
	"""Count now, and tell the screens that show the question."""
	_counted(_key(asked, about), _state(), count)
	frappe.publish_realtime(FRESH, room=get_site_room())


def opened_with() -> FigureArguments:
	"""What the screen asks for when it is opened."""
	period = OPENED_WITH(getdate())
	return FigureArguments(from_date=str(period.start), to_date=str(period.end))


def _counted(key: str, state: str, count: Callable[[], dict[str, Any]]) -> dict[str, Any]:
	started, moment = time.monotonic(), now_datetime()
	figures = count()
	found = {
		"state": state,
		"seconds": time.monotonic() - started,
		"counted_on": moment.isoformat(timespec="seconds"),
		"figures": figures,
	}
	frappe.cache.set_value(key, found, expires_in_sec=SECONDS_KEPT)
	return figures


def _is_queued(asked: Asked, key: str) -> bool:
	"""Whether a job counts it soon; none may while the queue is away."""
	span = asked.span
	question = {
		"program": asked.program.name,
		"from_date": span.start.isoformat(),
		"to_date": span.end.isoformat(),
		"user": frappe.session.user,
	}
	return job_queue.put([job_queue.Job(COUNT, key, "long", question)])


def _state() -> str:
	return repr(frappe.db.sql(statements.state(used_doctypes())))


def _key(asked: Asked, about: object) -> str:
	question = repr((asked.program, asked.span, about))
	return f"{FRESH}:{sha256(question.encode()).hexdigest()}"
