"""How many rows a caller may ask for."""

from __future__ import annotations

MOST_ROWS = 500


def at_most(limit: int, most: int = MOST_ROWS) -> int:
	"""The limit asked for, at least 1 and never more than `most`."""
	return max(1, min(limit, most))
