"""Frappe's job queue, asked for a moment only.

`frappe.enqueue` asks five times and waits a second between, and a Redis that swallows packets as long as the system's
network does. Here a queue that does not answer at once is left alone for a while: nobody waits for it again.
The jobs are written as `frappe.enqueue` writes them, two round trips for any number of them.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from redis import Redis
from rq import Callback, Queue
from rq.job import Job as QueuedJob
from rq.job import JobStatus
from rq.queue import EnqueueData
from rq.utils import get_version

import frappe
from frappe.utils import cint
from frappe.utils.background_jobs import (
	RQ_JOB_FAILURE_TTL,
	RQ_RESULTS_TTL,
	create_job_id,
	execute_job,
	generate_qname,
	get_queues_timeout,
	truncate_failed_registry,
)

from workshop_crm.services.platform.queue_connection import connection, queue_address

# To connect, and for each answer. A queue on the same network needs about a thousandth of it.
MAX_ANSWER_SECONDS = 0.04
# A queue that was away is not asked again before.
SECONDS_OF_REST = 10

# When this process may ask a queue again, by its address.
_rests_until: dict[str, float] = {}


class QueueBusy(Exception):
	"""The queue answers slowly, or holds as many jobs as the site allows."""


@dataclass(frozen=True, slots=True)
class Job:
	"""A call that waits. `queue` is Frappe's name: short, default or long."""

	method: str
	job_id: str
	queue: str
	arguments: Mapping[str, Any]


def put(jobs: Sequence[Job], seconds: float = MAX_ANSWER_SECONDS) -> bool:
	"""Queue jobs that do not wait there already; returns whether the queue has them. Raises nothing.

	Takes twice `seconds` at most, or a little more, and longer than an instant only once in SECONDS_OF_REST.

	A job that runs may have read its table before this commit, so that another one waits behind it.
	"""
	address = queue_address()
	if _rests_until.get(address, 0) > time.monotonic():
		return False
	try:
		_put(jobs, seconds)
	except Exception:
		_rests_until[address] = time.monotonic() + SECONDS_OF_REST
		# The transaction is over: a file takes the note, another write would need its own commit.
		names = ", ".join(job.job_id for job in jobs)
		frappe.logger("workshop_crm").error(f"Could not queue {names}", exc_info=True)
		return False
	return True


def wake() -> None:
	"""Ask the queue again from now on."""
	_rests_until.pop(queue_address(), None)


def _put(jobs: Sequence[Job], seconds: float) -> None:
	asked_at, redis = time.monotonic(), connection(seconds)
	queues = {job.queue: Queue(generate_qname(job.queue), connection=redis) for job in jobs}
	states = _states(redis, jobs, queues.values())
	if time.monotonic() - asked_at > seconds:
		raise QueueBusy
	new = defaultdict(list)
	for job in jobs:
		if job_id := _free_id(job, states):
			new[job.queue].append(_written(job, job_id))
	if new:
		_write(redis, queues, new)


def _states(redis: Redis, jobs: Sequence[Job], queues: Iterable[Queue]) -> dict[str, str | None]:
	"""How far each job and the one behind it are, by id; None where there is none. Raises QueueBusy for a full queue."""
	ids = [job_id for job in jobs for job_id in _ids(job)]
	# RQ asks for it before its first job, when there is no more time to wait for an answer.
	get_version(redis)
	with redis.pipeline(transaction=False) as pipe:
		for job_id in ids:
			pipe.hget(QueuedJob.key_for(create_job_id(job_id)), "status")
		for queue in queues:
			pipe.llen(queue.key)
		answers = pipe.execute()
	most = cint(frappe.conf.max_queued_jobs)
	if most and max(answers[len(ids) :]) >= most:
		raise QueueBusy
	return {job_id: state and state.decode() for job_id, state in zip(ids, answers, strict=False)}


def _free_id(job: Job, states: Mapping[str, str | None]) -> str | None:
	"""The id under which the job is to be queued; None when one waits already, or both run."""
	if any(states[job_id] == JobStatus.QUEUED for job_id in _ids(job)):
		return None
	return next((job_id for job_id in _ids(job) if states[job_id] != JobStatus.STARTED), None)


def _ids(job: Job) -> tuple[str, str]:
	return job.job_id, f"{job.job_id}.next"


def _written(job: Job, job_id: str) -> EnqueueData:
	"""The job as `frappe.enqueue` hands it to RQ."""
	return Queue.prepare_data(
		execute_job,
		kwargs={
			"site": frappe.local.site,
			"user": frappe.session.user,
			"method": job.method,
			"event": None,
			"job_name": job.method,
			"is_async": True,
			"kwargs": dict(job.arguments),
		},
		timeout=get_queues_timeout()[job.queue],
		result_ttl=frappe.conf.get("rq_results_ttl") or RQ_RESULTS_TTL,
		failure_ttl=frappe.conf.get("rq_job_failure_ttl") or RQ_JOB_FAILURE_TTL,
		job_id=create_job_id(job_id),
		on_failure=Callback(func=truncate_failed_registry),
	)


def _write(redis: Redis, queues: Mapping[str, Queue], new: Mapping[str, list[EnqueueData]]) -> None:
	"""All of them or none. What is left of an earlier job of the same id goes first."""
	with redis.pipeline() as pipe:
		for name, written in new.items():
			queue = queues[name]
			for one in written:
				pipe.delete(QueuedJob.key_for(one.job_id))
				for registry in (queue.finished_job_registry, queue.failed_job_registry):
					pipe.zrem(registry.key, one.job_id)
			queue.enqueue_many(written, pipeline=pipe)
		pipe.execute()
