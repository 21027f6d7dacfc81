"""Work that needs much memory, done by one thread, so that two files never need theirs at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

Result = TypeVar("Result")


class OneAtATime:
	"""Its thread begins with the first task and ends with the program, whatever it is doing."""

	def __init__(self) -> None:
		self._tasks: SimpleQueue[Callable[[], None]] = SimpleQueue()
		self._starting = threading.Lock()
		self._started = False

	def submit(self, task: Callable[[], Result]) -> Future[Result]:
		"""Do `task` when its turn comes; its result, or its error, is in the future."""
		done: Future[Result] = Future()
		self._tasks.put(lambda: _settle(done, task))
		with self._starting:
			if not self._started:
				self._started = True
				threading.Thread(target=self._work, name="import", daemon=True).start()
		return done

	def _work(self) -> None:
		while True:
			self._tasks.get()()


def _settle(done: Future[Any], task: Callable[[], Any]) -> None:
	try:
		done.set_result(task())
	except Exception as error:
		done.set_exception(error)
