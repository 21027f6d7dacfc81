"""A progress line on standard error: redrawn in place in a terminal, one line every tenth elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

WIDTH = 30
SECONDS_BETWEEN_DRAWS = 0.1


def progress_line(label: str) -> Callable[[int, int], None]:
	"""A function to call with (done, total) as often as wanted."""
	is_terminal = sys.stderr.isatty()
	drawn_at = 0.0
	drawn_tenth = -1

	def draw(done: int, total: int) -> None:
		nonlocal drawn_at, drawn_tenth
		share = done / total if total else 1.0
		tenth = int(share * 10)
		if is_terminal and (time.monotonic() - drawn_at > SECONDS_BETWEEN_DRAWS or done >= total):
			bar = "#" * round(share * WIDTH)
			end = "\n" if done >= total else ""
			print(f"\r{label} [{bar:<{WIDTH}}] {share:4.0%}", end=end, file=sys.stderr, flush=True)
			drawn_at = time.monotonic()
		elif not is_terminal and tenth != drawn_tenth:
			print(f"{label} {share:.0%}", file=sys.stderr, flush=True)
		drawn_tenth = tenth

	return draw
