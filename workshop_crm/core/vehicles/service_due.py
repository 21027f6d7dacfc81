"""When a car needs the services it had before: by the calendar, or by how far it is driven."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil
from typing import Literal

from workshop_crm.core.common.periods import months_after

Status = Literal["overdue", "soon", "later"]
Reason = Literal["date", "odometer"]
Reading = tuple[date, int]

SOON = timedelta(days=30)
MIN_SPAN = timedelta(days=14)
MAX_SPAN = timedelta(days=730)
MAX_DAYS_AHEAD = 3_653


@dataclass(frozen=True, slots=True)
class ServiceRecord:
	"""A service that was done; `odometer` in km when it was read."""

	service_type: str
	date: date
	odometer: int | None = None


@dataclass(frozen=True, slots=True)
class Interval:
	"""How long a service lasts; None or 0 where it does not depend on that."""

	km: int | None = None
	months: int | None = None


@dataclass(frozen=True, slots=True)
class ServiceDue:
	"""The next time of a service. `due_on` is None when only the distance counts and the use of the car is unknown.

	`reason` says which of the two comes first; `due_km` is given whenever the distance is known, whatever comes first.
	"""

	service_type: str
	due_on: date | None
	due_km: int | None
	last_on: date
	last_km: int | None
	status: Status
	reason: Reason


@dataclass(frozen=True, slots=True)
class _Use:
	"""How the car is driven: its latest reading, and km per day when known.

	`comparable_from` is the day since which the odometer never ran backwards.
	"""

	comparable_from: date
	latest_on: date
	latest_km: int
	km_per_day: float | None

	def day_of(self, km: int) -> date | None:
		"""When the odometer reaches or reached `km`; None when nobody can say."""
		ahead = km - self.latest_km
		if self.km_per_day:
			return _after(self.latest_on, ceil(ahead / self.km_per_day))
		return self.latest_on if ahead <= 0 else None


@dataclass(frozen=True, slots=True)
class CarVisit:
	"""A visit of a car; `odometer` in km, None or 0 when it was not read."""

	customer: str
	date: date
	service_type: str | None
	odometer: int | None


def visits_for(visits: Iterable[CarVisit], customer: str, is_current: bool) -> list[CarVisit]:
	"""What a customer sees of a car's visits: all of their present car, of one they had only their own."""
	return [visit for visit in visits if is_current or visit.customer == customer]


def next_services(
	visits: Sequence[CarVisit], intervals: Mapping[str, Interval], shown: Reading | None, today: date
) -> tuple[ServiceDue, ...]:
	"""As `services_due` from the visits of a car, and from what its record shows: a later reading may be typed there."""
	history = [
		ServiceRecord(visit.service_type, visit.date, visit.odometer or None)
		for visit in visits
		if visit.service_type
	]
	readings = [(visit.date, visit.odometer) for visit in visits if visit.odometer]
	if shown and (not readings or max(readings)[1] != shown[1]):
		readings.append(shown)
	return tuple(services_due(history, intervals, readings, today))


def services_due(
	history: Iterable[ServiceRecord],
	intervals: Mapping[str, Interval],
	readings: Iterable[Reading],
	today: date,
) -> list[ServiceDue]:
	"""The next time of every service in `history` that has an interval, soonest first.

	`readings` are all (day, km) known of the car in any order, beyond those of `history`. A service is due on the earlier of the last date plus the
	months, and the day on which the car reaches the last reading plus the kilometres at its own average since its first
	reading of the two years before its latest, which must be 14 days or more apart. A service is overdue the day after.
	"""
	records = sorted(history, key=lambda one: (one.date, one.odometer is not None, one.odometer or 0))
	seen = {(one.date, one.odometer) for one in records if one.odometer is not None}
	use = _use(seen.union(readings), today)
	last = {record.service_type: record for record in records}
	found = [_due(record, intervals.get(name, Interval()), use, today) for name, record in last.items()]
	return sorted((due for due in found if due), key=lambda due: (due.due_on or date.max, due.service_type))


def _due(record: ServiceRecord, interval: Interval, use: _Use | None, today: date) -> ServiceDue | None:
	by_date = months_after(record.date, interval.months) if interval.months else None
	due_km = _due_km(record, interval, use)
	by_km = use.day_of(due_km) if use and due_km is not None else None
	if by_date is None and due_km is None:
		return None
	due_on = min((day for day in (by_date, by_km) if day), default=None)
	is_by_km = by_date is None or (by_km is not None and by_km < by_date)
	is_passed = use is not None and due_km is not None and use.latest_km > due_km
	return ServiceDue(
		service_type=record.service_type,
		due_on=due_on,
		due_km=due_km,
		last_on=record.date,
		last_km=record.odometer,
		status="overdue" if is_passed else _status(due_on, today),
		reason="odometer" if is_by_km else "date",
	)


def _due_km(record: ServiceRecord, interval: Interval, use: _Use | None) -> int | None:
	"""None also when the odometer was set back since: what it showed before says nothing about what it shows now."""
	if not interval.km or record.odometer is None or (use and record.date < use.comparable_from):
		return None
	return record.odometer + interval.km


def _use(readings: Iterable[Reading], today: date) -> _Use | None:
	known = sorted(reading for reading in readings if reading[0] <= today)
	if not known:
		return None
	set_back = [later[0] for earlier, later in pairwise(known) if later[1] < earlier[1]]
	comparable_from = set_back[-1] if set_back else date.min
	latest_on, latest_km = known[-1]
	first_on, first_km = next(
		reading for reading in known if reading[0] >= max(comparable_from, latest_on - MAX_SPAN)
	)
	span, distance = latest_on - first_on, latest_km - first_km
	is_enough = span >= MIN_SPAN and distance > 0
	return _Use(comparable_from, latest_on, latest_km, distance / span.days if is_enough else None)


def _status(due_on: date | None, today: date) -> Status:
	if due_on is None:
		return "later"
	if due_on < today:
		return "overdue"
	return "soon" if due_on <= today + SOON else "later"


def _after(day: date, days: int) -> date | None:
	"""None for a day more than ten years off, for which nobody plans."""
	return day + timedelta(days=days) if abs(days) <= MAX_DAYS_AHEAD else None
