"""Finding customers."""

from typing import Any

from workshop_crm.api.errors import endpoint
from workshop_crm.services import search_index


@endpoint()
def find(query: str = "", limit: int = 10) -> dict[str, Any]:
	"""Customers by name in either script, phone, plate, chassis number or id; the latest for an empty query."""
	return search_index.find(query, limit)
