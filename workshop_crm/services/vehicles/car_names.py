"""Makes and models that the site's cars have: suggested, and one spelling of each kept."""

from __future__ import annotations

import frappe

from workshop_crm.core.vehicles.car_names import (
	same_makes,
	settled_make,
	settled_model,
	suggested_makes,
	suggested_models,
)
from workshop_crm.services.platform.permissions import require_staff
from workshop_crm.services.platform.session import app_language


def suggested(make: str = "") -> list[dict[str, str]]:
	"""The models of a make, or all makes where none is given, in the user's language."""
	require_staff()
	language = app_language()
	return suggested_models(make, _models(make), language) if make else suggested_makes(makes(), language)


def settle_make(make: str, vehicle: str | None = None) -> str:
	"""A make as the site's other cars than `vehicle` have it."""
	return settled_make(make, _distinct("make", _but(vehicle)))


def settle_model(make: str, model: str, vehicle: str | None = None) -> str:
	"""A model as the site's other cars than `vehicle` have it."""
	return settled_model(make, model, _models(make, vehicle))


def spellings(make: str) -> list[str]:
	"""How the site's cars have a make; none where none is asked for."""
	return (same_makes(make, makes()) or [make]) if make else []


def makes() -> list[str]:
	"""Those of the site's cars, in the order of names."""
	return _distinct("make", {})


def _models(make: str, vehicle: str | None = None) -> list[str]:
	same = same_makes(make, makes())
	return _distinct("model", {"make": ("in", same), **_but(vehicle)}) if same else []


def _but(vehicle: str | None) -> dict[str, object]:
	return {"name": ("!=", vehicle)} if vehicle else {}


def _distinct(field: str, filters: dict[str, object]) -> list[str]:
	"""By the index of make and model, whose different entries are some hundreds."""
	found = frappe.get_all("Vehicle", filters, pluck=field, distinct=True, order_by=field)
	return [text for text in found if text]
