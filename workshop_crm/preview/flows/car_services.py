"""What was done to cars, and what they need next by their own history."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workshop_crm.core.vehicles.service_due import Interval, ServiceDue, ServiceRecord, services_due
from workshop_crm.preview import records
from workshop_crm.preview.records import Record
from workshop_crm.preview.store import invoices


@dataclass(frozen=True, slots=True)
class CarServices:
	"""The visits of some cars, and the rules of the service types. Rows of visits are as `invoices.of_vehicles` has them."""

	visits: Mapping[str, Sequence[Record]]
	intervals: Mapping[str, Interval]
	names_ar: Mapping[str, str]

	def due(self, car: Record, today: date) -> tuple[ServiceDue, ...]:
		"""For a Vehicle, the most urgent first."""
		done = [
			(row["posting_date"], row["odometer"] or None, row["service_type"])
			for row in self.visits.get(car["name"], ())
		]
		history = [ServiceRecord(service, day, odometer) for day, odometer, service in done if service]
		readings = [(day, odometer) for day, odometer, _service in done if odometer is not None]
		if car["last_odometer"] and car["last_odometer_on"]:
			readings.append((car["last_odometer_on"], car["last_odometer"]))
		return tuple(services_due(history, self.intervals, readings, today))

	def last_visit(self, car: Record, customer: str) -> date | None:
		"""The last day a car was here; of one that was sold on, the last day with the customer."""
		days = [
			row["posting_date"]
			for row in self.visits.get(car["name"], ())
			if car["is_current"] or row["customer"] == customer
		]
		return max(days, default=None)


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
