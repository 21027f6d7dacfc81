"""The search box."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import frappe

from workshop_crm.core.search import finding
from workshop_crm.core.search.documents import Hit
from workshop_crm.core.search.view import hit_view
from workshop_crm.core.vehicles.plate import shown_plate
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import require_staff
from workshop_crm.services.platform.words import _
from workshop_crm.services.search import engines
from workshop_crm.services.search.tables import Tables
from workshop_crm.services.search.visible import visible_customers

MAX_HITS = 50


def find(query: str, limit: int = 10, include_disabled: bool = True) -> dict[str, Any]:
	"""Customers that the user may see, best match first; the latest ones when nothing is asked for."""
	require_staff()
	limit = max(1, min(limit, MAX_HITS))
	allowed = visible_customers()
	tables = Tables(allowed)
	answer = engines.ask(lambda index: finding.find(index, query, limit, allowed, tables))
	# An index puts disabled customers after all others, so none of the others was cut off for them.
	hits = [hit for hit in answer.found if include_disabled or not hit.disabled]
	return {"query": query, "engine": answer.engine, "note": answer.note, "hits": views(hits)}


def views(hits: Sequence[Hit]) -> list[dict[str, Any]]:
	"""The hits as the screens show them, with their cars and what the user may do with them."""
	region, cars = settings.region(), _vehicles([hit.customer for hit in hits])
	may_sell = bool(frappe.has_permission("Sales Invoice", "create"))
	return [
		{
			**hit_view(hit, region, _),
			"vehicles": cars[hit.customer],
			"actions": {"open": True, "invoice": may_sell and not hit.disabled},
		}
		for hit in hits
	]


def _vehicles(customers: list[str]) -> dict[str, list[dict[str, Any]]]:
	found: dict[str, list[dict[str, Any]]] = defaultdict(list)
	if not customers:
		return found
	fields = ["name", "customer", "plate_latin", "plate_ar", "chassis_no", "make", "model"]
	for car in frappe.get_all("Vehicle", {"customer": ("in", customers)}, fields, order_by="creation"):
		found[car.customer].append(
			{
				"vehicle": car.name,
				"latin": shown_plate(car.plate_latin, car.name, car.chassis_no),
				"arabic": car.plate_ar or "",
				"make": car.make or "",
				"model": car.model or "",
			}
		)
	return found
