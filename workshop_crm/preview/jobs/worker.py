"""Takes due jobs from the table, one after the other, and keeps the error of a failed one on its row."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from workshop_crm.core.common import digits
from workshop_crm.preview.jobs import queue
from workshop_crm.preview.jobs.handlers import HANDLERS
from workshop_crm.preview.jobs.queue import Job
from workshop_crm.preview.jobs.upkeep import begin_day
from workshop_crm.preview.settings import read_settings
from workshop_crm.preview.workshop import Workshop

Handler = Callable[[Workshop, str], None]

RETRY_AFTER = (timedelta(seconds=2), timedelta(seconds=30), timedelta(minutes=5), timedelta(hours=1))
MAX_SLEEP = 30.0
MAX_ERROR = 1000

log = logging.getLogger(__name__)


class Worker:
	"""One thread; `run_due` does the same work in the caller's thread, for the command line and tests."""

	def __init__(self, workshop: Workshop, handlers: Mapping[str, Handler] = HANDLERS) -> None:
		self._workshop = workshop
		self._handlers = handlers
		self._stopping = threading.Event()
		self._day: date | None = None
		self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)

	def start(self) -> None:
		with self._workshop.writing() as connection:
			queue.recover(connection)
		self._thread.start()

	def stop(self) -> None:
		"""Let the job at hand end, then return."""
		self._stopping.set()
		self._workshop.bell.set()
		self._thread.join(timeout=20)

	def run_due(self) -> int:
		"""Do every job that is due and return how many were tried."""
		tried = 0
		while not self._stopping.is_set() and (job := self._take()) is not None:
			self._do(job)
			tried += 1
		return tried

	def begin_day(self) -> None:
		"""Do what belongs to a new day, once a day."""
		today = self._workshop.clock().date()
		if self._day != today:
			begin_day(self._workshop)
			self._day = today

	def _run(self) -> None:
		while not self._stopping.is_set():
			self._workshop.bell.clear()
			try:
				self.begin_day()
				self.run_due()
				pause = self._pause()
			except Exception:
				log.exception("The background jobs stopped for a moment")
				pause = MAX_SLEEP
			self._workshop.bell.wait(pause)

	def _pause(self) -> float:
		with self._workshop.open() as connection:
			seconds = queue.seconds_to_next(connection, self._workshop.clock())
		return MAX_SLEEP if seconds is None else min(seconds, MAX_SLEEP)

	def _take(self) -> Job | None:
		with self._workshop.open() as connection:
			if queue.seconds_to_next(connection, self._workshop.clock()) != 0:
				return None
		with self._workshop.writing() as connection:
			return queue.take(connection, self._workshop.clock())

	def _do(self, job: Job) -> None:
		try:
			digits.write_as(self._digits)
			self._handlers[job.kind](self._workshop, job.subject)
		except Exception as error:
			log.warning("Job %s %s failed: %s", job.kind, job.subject, error, exc_info=True)
			self._put_back(job, error)
		else:
			with self._workshop.writing() as connection:
				queue.finish(connection, job)

	def _digits(self) -> str:
		with self._workshop.open() as connection:
			return read_settings(connection).digits

	def _put_back(self, job: Job, error: Exception) -> None:
		retries_left = job.attempts <= len(RETRY_AFTER)
		run_at = self._workshop.clock() + RETRY_AFTER[job.attempts - 1] if retries_left else None
		text = f"{type(error).__name__}: {error}"[:MAX_ERROR]
		with self._workshop.writing() as connection:
			queue.put_back(connection, job, text, run_at)
