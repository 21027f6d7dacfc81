"""Trying once more what a provider did not take: few times, with growing and random waits, and only what surely did not leave."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from workshop_crm.core.messaging.sender import SendingFailed

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Retries:
	"""`attempts` in all. The waits are random up to `first_wait`, twice as much, ... (exponential back-off with full jitter).

	A provider that asks for more than `longest_wait` seconds is not waited for here: the message goes back to the queue.
	"""

	attempts: int = 3
	first_wait: float = 0.5
	longest_wait: float = 8.0
	sleep: Callable[[float], object] = time.sleep

	def run(self, send: Callable[[], Answer]) -> Answer:
		"""The answer of `send`. Raises its last SendingFailed; only the remedy "retry" is tried again."""
		for attempt in range(1, self.attempts):
			try:
				return send()
			except SendingFailed as failure:
				wait = self._wait(failure, attempt)
				if failure.remedy != "retry" or wait > self.longest_wait:
					raise
				self.sleep(wait)
		return send()

	def _wait(self, failure: SendingFailed, attempt: int) -> float:
		if failure.retry_after is not None:
			return failure.retry_after
		return min(random.uniform(0, self.first_wait * 2 ** (attempt - 1)), self.longest_wait)
