"""The `job` table: work to do after a commit. Moments are local time, ISO to the second."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta


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
		"""INSERT INTO job (kind, subject, run_at, created_at) VALUES (?, ?, ?, ?)
		ON CONFLICT (kind, subject) WHERE state = 'Queued' DO UPDATE SET run_at = min(run_at, excluded.run_at)""",
		(kind, subject, _text(now + delay), _text(now)),
	)


def take(connection: sqlite3.Connection, now: datetime) -> Job | None:
	"""Mark the next due job as running and return it. Call it inside a write transaction."""
	row = connection.execute(
		"""UPDATE job SET state = 'Running', attempts = attempts + 1
		WHERE id = (SELECT id FROM job WHERE state = 'Queued' AND run_at <= ? ORDER BY run_at, id LIMIT 1)
		RETURNING id, kind, subject, attempts""",
		(_text(now),),
	).fetchone()
	return None if row is None else Job(row["id"], row["kind"], row["subject"], row["attempts"])


def finish(connection: sqlite3.Connection, job: Job) -> None:
	connection.execute("DELETE FROM job WHERE id = ?", (job.id,))


def put_back(connection: sqlite3.Connection, job: Job, error: str, run_at: datetime | None) -> None:
	"""Keep the error on the row; queue the job again at `run_at`, or leave it failed when there is none."""
	state = "Failed" if run_at is None else "Queued"
	if run_at is not None and _is_queued(connection, job):
		return finish(connection, job)
	connection.execute(
		"UPDATE job SET state = ?, error = ?, run_at = coalesce(?, run_at) WHERE id = ?",
		(state, error, None if run_at is None else _text(run_at), job.id),
	)


def recover(connection: sqlite3.Connection) -> None:
	"""Queue again what was running when the program was stopped."""
	connection.execute("DELETE FROM job WHERE state = 'Running' AND EXISTS (" + _SAME_QUEUED + ")")
	connection.execute("UPDATE job SET state = 'Queued' WHERE state = 'Running'")


_SAME_QUEUED = """SELECT 1 FROM job AS other
	WHERE other.kind = job.kind AND other.subject = job.subject AND other.state = 'Queued'"""


def seconds_to_next(connection: sqlite3.Connection, now: datetime) -> float | None:
	"""How long until a job is due; None when none is queued."""
	moment = connection.execute("SELECT min(run_at) FROM job WHERE state = 'Queued'").fetchone()[0]
	return None if moment is None else max(0.0, (datetime.fromisoformat(moment) - now).total_seconds())


def failed(connection: sqlite3.Connection, limit: int = 20) -> list[sqlite3.Row]:
	"""The latest jobs that are given up or being retried, with their errors."""
	return connection.execute(
		"SELECT kind, subject, state, attempts, error FROM job WHERE error <> '' ORDER BY id DESC LIMIT ?",
		(limit,),
	).fetchall()


def _is_queued(connection: sqlite3.Connection, job: Job) -> bool:
	row = connection.execute(
		"SELECT 1 FROM job WHERE kind = ? AND subject = ? AND state = 'Queued'", (job.kind, job.subject)
	).fetchone()
	return row is not None


def _text(moment: datetime) -> str:
	return moment.isoformat(timespec="seconds")
