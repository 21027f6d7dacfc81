"""How many rows a caller may ask for."""

from __future__ import annotations

from workshop_crm.core.errors import N_, InvalidInput

MOST_ROWS = 500


def at_most(limit: int, most: int = MOST_ROWS) -> int:
	"""The limit asked for, never more than `most`; raises InvalidInput below 1."""
	if limit < 1:
		raise InvalidInput(N_("Ask for at least one row."))
	return min(limit, most)
