"""Jobs that start once the transaction is committed, and whose queue may be away."""

from __future__ import annotations

from typing import Any

from rq.job import JobStatus

import frappe
from frappe.utils.background_jobs import get_job_status


def after_commit(method: str, job_id: str, queue: str = "short", **arguments: Any) -> None:
	"""Queue `method(**arguments)` after the commit; the same `job_id` is not queued twice.

	A queue that cannot be reached is logged and forgotten: every job of this app works off a table,
	and the scheduler starts it again.
	"""
	frappe.db.after_commit.add(lambda: now(method, job_id, queue, **arguments))


def now(method: str, job_id: str, queue: str = "short", **arguments: Any) -> None:
	"""Queue a job that does not depend on the running transaction; the same failures are forgiven."""
	try:
		frappe.enqueue(method, queue=queue, job_id=_waiting_id(job_id), deduplicate=True, **arguments)
	except Exception:
		# The transaction is over: a file takes the note, another write would need its own commit.
		frappe.logger("workshop_crm").error(f"Could not queue {job_id}", exc_info=True)


def _waiting_id(job_id: str) -> str:
	"""`job_id`, or a second one while that job runs: it may have read its table before this commit.

	Frappe takes a running job for a waiting one, and would leave this commit to the scheduler.
	"""
	return f"{job_id}.next" if get_job_status(job_id) == JobStatus.STARTED else job_id
