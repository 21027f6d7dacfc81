"""What was done to cars, and what they need next by their own history."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workshop_crm.core.vehicles.service_due import CarVisit, Interval, ServiceDue, next_services, visits_for
from workshop_crm.preview import records
from workshop_crm.preview.records import Record
from workshop_crm.preview.visits import invoices


@dataclass(frozen=True, slots=True)
class CarServices:
	"""The visits of some cars, and the rules of the service types. Rows of visits are as `invoices.of_vehicles` has them."""

	visits: Mapping[str, Sequence[Record]]
	intervals: Mapping[str, Interval]
	names_ar: Mapping[str, str]

	def due(self, car: Record, today: date) -> tuple[ServiceDue, ...]:
		"""For a Vehicle, the most urgent first."""
		is_known = car["last_odometer"] and car["last_odometer_on"]
		shown = (car["last_odometer_on"], car["last_odometer"]) if is_known else None
		return next_services(self._visits(car), self.intervals, shown, today)

	def last_visit(self, car: Record, customer: str) -> date | None:
		"""The last day a car was here; of one that was sold on, the last day with the customer."""
		shown = visits_for(self._visits(car), customer, bool(car["is_current"]))
		return max((visit.date for visit in shown), default=None)

	def _visits(self, car: Record) -> list[CarVisit]:
		return [
			CarVisit(row["customer"], row["posting_date"], row["service_type"], row["odometer"])
			for row in self.visits.get(car["name"], ())
		]


def read_services(connection: sqlite3.Connection, vehicles: Sequence[str]) -> CarServices:
	visits: dict[str, list[Record]] = {}
	for row in invoices.of_vehicles(connection, vehicles):
		visits.setdefault(row["vehicle"], []).append(row)
	services = records.find(connection, "Service Type", {"disabled": 0})
	return CarServices(
		visits,
		{
			service["name"]: Interval(service["interval_km"] or None, service["interval_months"] or None)
			for service in services
		},
		{service["name"]: service["name_ar"] for service in services},
	)
