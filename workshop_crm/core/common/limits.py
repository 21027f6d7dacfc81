"""Limits that more than one feature keeps to."""

MAX_ROWS = 500
"""Of a list that a request asks for."""

MAX_OFFSET = 2**53 - 1
"""Rows before a page of a list: the largest whole number that a browser can name."""

MAX_ODOMETER = 9_999_999
"""Kilometres."""


def at_most(limit: int, most: int = MAX_ROWS) -> int:
	"""The number asked for, at least 1; a larger one than `most` gets `most` rows and no refusal."""
	return max(1, min(limit, most))


def rows_before(offset: int) -> int:
	"""The offset asked for, at least 0; a larger one than `MAX_OFFSET` gets that and no refusal."""
	return max(0, min(offset, MAX_OFFSET))
