"""Jobs that start once the transaction is committed, and whose queue may be away.

Each job works off a table, so that the scheduler starts again what no queue has taken.
"""

from __future__ import annotations

from typing import Any

import frappe

from workshop_crm.services.platform import job_queue
from workshop_crm.services.platform.job_queue import Job

# The answer is sent, so nobody waits; but the process that sent it takes no other request meanwhile.
MAX_SECONDS_AFTER_ANSWER = 0.25


def after_commit(method: str, job_id: str, queue: str = "short", **arguments: Any) -> None:
	"""Queue `method(**arguments)` after the commit; the same `job_id` is not queued twice.

	All jobs of a transaction go to the queue at once, in a request after the answer was sent.
	"""
	if not hasattr(frappe.local, "workshop_crm_jobs"):
		frappe.local.workshop_crm_jobs = {}
		frappe.db.after_commit.add(_hand_over)
		frappe.db.after_rollback.add(_forget)
	frappe.local.workshop_crm_jobs[job_id] = Job(method, job_id, queue, arguments)


def now(method: str, job_id: str, queue: str = "short", **arguments: Any) -> bool:
	"""Queue a job that does not depend on the running transaction; returns whether the queue has it."""
	return job_queue.put([Job(method, job_id, queue, arguments)])


def _hand_over() -> None:
	jobs = list(frappe.local.workshop_crm_jobs.values())
	_forget()
	after_response = getattr(getattr(frappe.local, "request", None), "after_response", None)
	if after_response is not None:
		after_response.add(lambda: job_queue.put(jobs, MAX_SECONDS_AFTER_ANSWER))
	else:
		job_queue.put(jobs)


def _forget() -> None:
	if hasattr(frappe.local, "workshop_crm_jobs"):
		del frappe.local.workshop_crm_jobs
