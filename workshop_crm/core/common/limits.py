"""How many rows of a list a request may have."""

MAX_ROWS = 500


def at_most(limit: int, most: int = MAX_ROWS) -> int:
	"""The number asked for, at least 1; a larger one than `most` gets `most` rows and no refusal."""
	return max(1, min(limit, most))
