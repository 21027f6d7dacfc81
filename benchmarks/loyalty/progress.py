"""A line now and then that says how far a long part is."""

from __future__ import annotations

import sys
import time

SECONDS_BETWEEN_LINES = 10


class Progress:
	"""Says "redemptions: 1,200 of 10,000, 95 s" on the error output, every ten seconds and at the end."""

	def __init__(self, what: str, total: int) -> None:
		self.what = what
		self.total = total
		self.done = 0
		self.started = self.told = time.monotonic()

	def step(self, count: int = 1) -> None:
		self.done += count
		now = time.monotonic()
		if self.done >= self.total or now - self.told >= SECONDS_BETWEEN_LINES:
			self.told = now
			print(
				f"{self.what}: {self.done:,} of {self.total:,}, {now - self.started:.0f} s",
				file=sys.stderr,
				flush=True,
			)
