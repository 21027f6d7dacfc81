"""The life of one car through all its owners, as plain JSON values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from workshop_crm.core.profile.model import VehicleFact
from workshop_crm.core.profile.view import services_due_view


@dataclass(frozen=True, slots=True)
class OwnerFact:
	"""Who had the car when. `customer` and the names are empty where the user may not know."""

	customer: str | None
	name: str | None
	name_ar: str
	from_date: date | None
	to_date: date | None
	is_current: bool


@dataclass(frozen=True, slots=True)
class CarVisitFact:
	"""A service of the car. `invoice` is None where the user may not open it."""

	invoice: str | None
	date: date
	service_type: str | None
	service_type_ar: str
	odometer: int | None
	of_this_owner: bool


@dataclass(frozen=True, slots=True)
class VehicleHistoryFacts:
	"""Everything about one car; owners with the latest row first, `service_types_ar` as in ProfileFacts.

	`visits` are one page of them, in any order; `visit_count` is how many there are on all pages.
	"""

	car: VehicleFact
	owners: tuple[OwnerFact, ...]
	visits: tuple[CarVisitFact, ...]
	service_types_ar: dict[str, str]
	visit_count: int = 0


def vehicle_history_view(facts: VehicleHistoryFacts) -> dict[str, Any]:
	"""The car with its owners, the present one first, and its visits, the newest first."""
	car = facts.car
	return {
		"vehicle": car.vehicle,
		"plate_latin": car.plate_latin,
		"plate_ar": car.plate_ar,
		"make": car.make,
		"model": car.model,
		"year": car.year,
		"vin": car.vin,
		"odometer": car.odometer or None,
		"owners": [_owner_view(owner) for owner in _present_first(facts.owners)],
		"visits": [_visit_view(visit) for visit in _newest(facts.visits)],
		"visit_count": max(facts.visit_count, len(facts.visits)),
		"service_due": services_due_view(car.service_due, facts.service_types_ar),
	}


def _present_first(owners: Iterable[OwnerFact]) -> list[OwnerFact]:
	return sorted(owners, key=lambda one: (one.is_current, one.from_date or date.min), reverse=True)


def _newest(visits: Iterable[CarVisitFact]) -> list[CarVisitFact]:
	return sorted(visits, key=lambda one: (one.date, one.invoice or ""), reverse=True)


def _owner_view(owner: OwnerFact) -> dict[str, Any]:
	return {
		"customer": owner.customer,
		"name": owner.name,
		"name_ar": owner.name_ar,
		"from_date": owner.from_date.isoformat() if owner.from_date else None,
		"to_date": owner.to_date.isoformat() if owner.to_date else None,
		"is_current": owner.is_current,
	}


def _visit_view(visit: CarVisitFact) -> dict[str, Any]:
	return {
		"invoice": visit.invoice,
		"date": visit.date.isoformat(),
		"service_type": visit.service_type,
		"service_type_ar": visit.service_type_ar,
		"odometer": visit.odometer or None,
		"of_this_owner": visit.of_this_owner,
	}
