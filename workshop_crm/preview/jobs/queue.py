"""The queue: work to do after a commit, in local time."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from workshop_crm.preview import records
from workshop_crm.preview.schema.columns import to_moment

JOB = "Background Job"


@dataclass(frozen=True, slots=True)
class Job:
	id: int
	kind: str
	subject: str
	attempts: int


def enqueue(
	connection: sqlite3.Connection,
	kind: str,
	subject: str = "",
	*,
	now: datetime,
	delay: timedelta = timedelta(),
) -> None:
	"""Add a job in the transaction that makes it necessary. One that is queued already runs at the earlier moment."""
	connection.execute(
		"""INSERT INTO "tabBackground Job" (kind, subject, state, run_at, creation) VALUES (?, ?, 'Queued', ?, ?)
		ON CONFLICT (kind, subject) WHERE state = 'Queued' DO UPDATE SET run_at = min(run_at, excluded.run_at)""",
		(kind, subject, to_moment(now + delay), to_moment(now)),
	)


def take(connection: sqlite3.Connection, now: datetime) -> Job | None:
	"""Mark the next due job as running and return it. Call it inside a write transaction."""
	row = connection.execute(
		"""UPDATE "tabBackground Job" SET state = 'Running', attempts = attempts + 1
		WHERE name = (SELECT name FROM "tabBackground Job" WHERE state = 'Queued' AND run_at <= ?
			ORDER BY run_at, name LIMIT 1)
		RETURNING name, kind, subject, attempts""",
		(to_moment(now),),
	).fetchone()
	return None if row is None else Job(*row)


def finish(connection: sqlite3.Connection, job: Job) -> None:
	records.delete_where(connection, JOB, {"name": job.id})


def put_back(connection: sqlite3.Connection, job: Job, error: str, run_at: datetime | None) -> None:
	"""Keep the error on the row; queue the job again at `run_at`, or leave it failed when there is none."""
	if run_at is None:
		return _change(connection, {"name": job.id}, state="Failed", error=error)
	if records.exists(connection, JOB, {"kind": job.kind, "subject": job.subject, "state": "Queued"}):
		return finish(connection, job)
	_change(connection, {"name": job.id}, state="Queued", error=error, run_at=run_at)


def _change(connection: sqlite3.Connection, filters: records.Filters, **values: object) -> None:
	records.update_where(connection, JOB, filters, values, datetime.now())


def recover(connection: sqlite3.Connection) -> None:
	"""Queue again what was running when the program was stopped."""
	connection.execute(
		"""DELETE FROM "tabBackground Job" AS job WHERE state = 'Running' AND EXISTS (
			SELECT 1 FROM "tabBackground Job" AS other
			WHERE other.kind = job.kind AND other.subject = job.subject AND other.state = 'Queued'
		)"""
	)
	_change(connection, {"state": "Running"}, state="Queued")


def seconds_to_next(connection: sqlite3.Connection, now: datetime) -> float | None:
	"""How long until a job is due; None when none is queued."""
	job = records.first(connection, JOB, {"state": "Queued"}, "run_at")
	return None if job is None else max(0.0, (job["run_at"] - now).total_seconds())
