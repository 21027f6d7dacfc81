"""What an outside system may refuse."""

from __future__ import annotations

from workshop_crm.core.errors import WorkshopError


class IndexUnavailable(WorkshopError):
	"""The search index is missing, damaged or of another version: it must be rebuilt with all customers."""
