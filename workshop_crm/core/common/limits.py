"""Limits that more than one feature keeps to."""

MAX_ROWS = 500
"""Of a list that a request asks for."""

MAX_ODOMETER = 9_999_999
"""Kilometres."""


def at_most(limit: int, most: int = MAX_ROWS) -> int:
	"""The number asked for, at least 1; a larger one than `most` gets `most` rows and no refusal."""
	return max(1, min(limit, most))
