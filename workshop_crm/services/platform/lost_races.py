"""Requests that lost a deadlock: run again where that is safe, otherwise refused with a sentence.

MariaDB rolls one of two transactions back that wait for each other. Both were right, so the loser starts again.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from typing import Any, TypeVar

import frappe

from workshop_crm.core.common.errors import N_, Conflict
from workshop_crm.services.platform.words import _

MAX_TRIES = 5
MAX_SECONDS_BETWEEN_TRIES = 0.15
NOT_SAVED = N_("Somebody else was changing the same records, so nothing was saved. Please try again.")
LOST = ("QueryDeadlockError", "QueryTimeoutError")

Result = TypeVar("Result")


def retried(work: Callable[[], Result]) -> Result:
	"""The result of `work`, which must be all that its transaction does: it runs again after each lost deadlock.

	Raises Conflict after MAX_TRIES, and at once when MariaDB gave up waiting for a lock.
	"""
	for _number in range(MAX_TRIES):
		try:
			return work()
		except (frappe.QueryDeadlockError, frappe.TimestampMismatchError):
			_start_again()
		except frappe.QueryTimeoutError:
			break
	raise Conflict(NOT_SAVED)


def answer(response: Any, request: Any) -> None:
	"""Called by Frappe after each request: a lost race is no server error, whichever form or resource lost it."""
	if response.status_code < 500 or response.mimetype != "application/json":
		return
	body = response.get_json(silent=True)
	if not isinstance(body, dict) or body.get("exc_type") not in LOST:
		return
	message = json.dumps({"message": _(NOT_SAVED), "indicator": "orange"})
	response.status_code = frappe.DuplicateEntryError.http_status_code
	response.set_data(json.dumps({"exc_type": body["exc_type"], "_server_messages": json.dumps([message])}))


def _start_again() -> None:
	frappe.db.rollback()
	frappe.clear_messages()
	time.sleep(random.uniform(0, MAX_SECONDS_BETWEEN_TRIES))
