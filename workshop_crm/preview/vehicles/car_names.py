"""Makes and models that the workshop's cars have: suggested, and one spelling of each kept."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from workshop_crm.core.common.languages import Language
from workshop_crm.core.vehicles.car_names import (
	same_makes,
	settled_make,
	settled_model,
	suggested_makes,
	suggested_models,
)
from workshop_crm.core.vehicles.vehicle import VehicleValues


def suggested(connection: sqlite3.Connection, make: str, language: Language) -> list[dict[str, str]]:
	"""The models of a make, or all makes where none is given."""
	if make:
		return suggested_models(make, _models(connection, make), language)
	return suggested_makes(makes(connection), language)


def settle(connection: sqlite3.Connection, values: VehicleValues, vehicle: str = "") -> VehicleValues:
	"""The same car, its make and model written as the workshop's other cars than `vehicle` have them."""
	make = settled_make(values.make, makes(connection, vehicle)) if values.make else ""
	model = settled_model(make, values.model, _models(connection, make, vehicle)) if values.model else ""
	return replace(values, make=make, model=model)


def spellings(connection: sqlite3.Connection, make: str) -> list[str]:
	"""How the workshop's cars have a make; none where none is asked for."""
	return (same_makes(make, makes(connection)) or [make]) if make else []


def makes(connection: sqlite3.Connection, but: str = "") -> list[str]:
	"""Those of the workshop's cars but one, in the order of names."""
	rows = connection.execute(
		"SELECT DISTINCT make FROM tabVehicle WHERE make <> '' AND name <> ? ORDER BY make", (but,)
	)
	return [make for (make,) in rows]


def _models(connection: sqlite3.Connection, make: str, but: str = "") -> list[str]:
	same = same_makes(make, makes(connection))
	places = ", ".join("?" * len(same))
	rows = connection.execute(
		f"""SELECT DISTINCT model FROM tabVehicle
			WHERE make IN ({places}) AND model <> '' AND name <> ? ORDER BY model""",
		[*same, but],
	)
	return [model for (model,) in rows]
