"""The customers found, as the screens show them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from workshop_crm.core.search.documents import Hit
from workshop_crm.core.search.view import hit_view
from workshop_crm.preview.search import updates
from workshop_crm.preview.translate import Translate


def views(
	connection: sqlite3.Connection, hits: Sequence[Hit], region: str, translate: Translate
) -> list[dict[str, Any]]:
	"""The hits as the screens show them, with their cars and what can be done with them."""
	cars = _cars(updates.vehicle_rows(connection, [hit.customer for hit in hits]))
	return [
		{
			**hit_view(hit, region, translate),
			"vehicles": cars.get(hit.customer, []),
			"actions": {"open": True, "invoice": not hit.disabled},
		}
		for hit in hits
	]


def _cars(rows: Iterable[sqlite3.Row]) -> dict[str, list[dict[str, Any]]]:
	owned: dict[str, list[dict[str, Any]]] = {}
	for row in rows:
		car = {
			"latin": row["plate_latin"],
			"arabic": row["plate_ar"],
			"make": row["make"],
			"model": row["model"],
		}
		owned.setdefault(row["customer"], []).append({"vehicle": row["name"], **car})
	return owned
