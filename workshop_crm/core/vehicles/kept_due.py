"""What is kept of the services that cars need next, so that a list of all of them is one question to an index.

Nothing kept goes out of date by itself: the day of a service follows from visits, readings and intervals alone. What was
kept with `overdue_from` on today's date or before is overdue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import Any, Final

from workshop_crm.core.vehicles.service_due import ServiceDue

DUE: Final = "Vehicle Service Due"
KEPT_FIELDS: Final = (
	"vehicle",
	"customer",
	"service_type",
	"due_on",
	"overdue_from",
	"due_km",
	"last_on",
	"last_km",
	"reason",
	"previous_from",
	"last_visit",
	"make",
	"branch",
	"company",
)
ONE_ROW: Final = ("vehicle", "service_type")
"""No two rows agree in both, as a rule of the database."""
DAY = timedelta(days=1)
NONE_BEFORE = date(1900, 1, 1)
"""`previous_from` of the most urgent service of a car: no service of it is due earlier."""


@dataclass(frozen=True, slots=True)
class KeptCar:
	"""A car that an enabled customer has. `branch` and `company` are those of its last visit; what is unknown is None."""

	vehicle: str
	customer: str
	make: str | None = None
	last_visit: date | None = None
	branch: str | None = None
	company: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
	"""What brings the kept rows of some cars to what they should be: rows to add, values by row, names to delete."""

	added: Sequence[dict[str, Any]]
	changed: Mapping[str, dict[str, Any]]
	deleted: Sequence[str]


def kept_rows(car: KeptCar, due: Iterable[ServiceDue], today: date) -> list[dict[str, Any]]:
	"""A row for each service whose day is known; `previous_from` is the `overdue_from` of the car's next more urgent one.

	With it, the most urgent row of a car among those after any day is found without a look at the others.
	"""
	dated = by_urgency(due, today)
	previous = [NONE_BEFORE, *(overdue_from for overdue_from, _due in dated)]
	return [
		{
			"vehicle": car.vehicle,
			"customer": car.customer,
			"service_type": one.service_type,
			"due_on": one.due_on,
			"overdue_from": overdue_from,
			"due_km": one.due_km or 0,
			"last_on": one.last_on,
			"last_km": one.last_km or 0,
			"reason": one.reason,
			"previous_from": previous_from,
			"last_visit": car.last_visit,
			"make": car.make or "",
			"branch": car.branch or "",
			"company": car.company or None,
		}
		for previous_from, (overdue_from, one) in zip(previous, dated, strict=False)
	]


def by_urgency(due: Iterable[ServiceDue], today: date) -> list[tuple[date, ServiceDue]]:
	"""The services whose day is known, each with the day from which it is overdue, the first one first."""
	return sorted(((_overdue_from(one, today), one) for one in due if one.due_on), key=itemgetter(0))


def changes(stored: Iterable[Mapping[str, Any]], wanted: Iterable[Mapping[str, Any]]) -> Changes:
	"""`stored` have their `name` beside KEPT_FIELDS."""
	waiting = {_key(row): dict(row) for row in wanted}
	changed: dict[str, dict[str, Any]] = {}
	deleted = []
	for row in stored:
		new = waiting.pop(_key(row), None)
		if new is None:
			deleted.append(row["name"])
		elif differing := {field: new[field] for field in KEPT_FIELDS if _differ(new[field], row[field])}:
			changed[row["name"]] = differing
	return Changes(list(waiting.values()), changed, deleted)


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
	return tuple(row[field] for field in ONE_ROW)


def _overdue_from(due: ServiceDue, today: date) -> date:
	"""The day after the service was due; where the odometer has passed its distance only today, this day already."""
	assert due.due_on is not None
	after = due.due_on + DAY
	return min(after, today) if due.status == "overdue" else after


def _differ(new: object, stored: object) -> bool:
	return (new or None) != (stored or None)
