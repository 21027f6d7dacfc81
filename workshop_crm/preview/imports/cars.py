"""The cars of a customers file against those that are there: whose they are, and their chassis numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.vehicles.vin import is_vin
from workshop_crm.preview import records
from workshop_crm.preview.imports.customer_rows import ImportedCar
from workshop_crm.preview.imports.report import Note
from workshop_crm.preview.vehicles import vehicle_store
from workshop_crm.preview.vehicles.vehicle_store import NewCar

VINS_NAMED = 5

Holder = tuple[str, str]
"""The key and the Latin side of the plate of the car that has a chassis number."""


@dataclass(slots=True)
class CarPlan:
	"""New cars by their plates' keys; new chassis numbers of known cars as (chassis number, reason, vehicle)."""

	new: dict[str, NewCar] = field(default_factory=dict)
	vins: list[tuple[str, str, str]] = field(default_factory=list)

	@property
	def notes(self) -> list[Note]:
		"""Chassis numbers whose check digit does not fit are kept, and said."""
		doubtful = [car.vin for car in self.new.values() if car.vin_reason]
		doubtful += [vin for vin, reason, _vehicle in self.vins if reason]
		if not doubtful:
			return []
		named = ", ".join(doubtful[:VINS_NAMED]) + (", ..." if len(doubtful) > VINS_NAMED else "")
		return [
			Note(
				N_("{count} chassis numbers have no fitting check digit and are kept as written: {vins}"),
				count=len(doubtful),
				vins=named,
			)
		]

	def save(self, connection: sqlite3.Connection, now: datetime) -> None:
		vehicle_store.insert_many(connection, list(self.new.values()), now)
		for vin, reason, vehicle in self.vins:
			records.update(connection, "Vehicle", vehicle, {"chassis_no": vin, "vin_reason": reason}, now)


class CarRefused(Exception):
	"""A car of a row cannot be taken: the field and value at fault, and why."""

	def __init__(self, field: str, value: str, reason: InvalidInput) -> None:
		super().__init__(reason)
		self.field = field
		self.value = value
		self.reason = reason


class CarPlanner:
	"""Compares the cars of one row after the other."""

	def __init__(self, connection: sqlite3.Connection) -> None:
		self.plan = CarPlan()
		self._known = vehicle_store.known_cars(connection)
		self._holders = {car.vin: (key, car.plate) for key, car in self._known.items() if car.vin}

	def add(self, customer: str, cars: Sequence[ImportedCar]) -> bool:
		"""Plan the cars of a customer and say whether anything changes; raises CarRefused and plans nothing."""
		in_row: dict[str, Holder] = {}
		for car in cars:
			self._check_owner(car, customer)
			self._check_vin(car, in_row)
		changes = [self._plan(car, customer) for car in cars]
		return any(changes)

	def _check_owner(self, car: ImportedCar, customer: str) -> None:
		known, planned = self._known.get(car.plate.key), self.plan.new.get(car.plate.key)
		owner = planned.customer if planned else known and known.owner
		if owner not in (None, customer):
			reason = InvalidInput(N_("The plate belongs to the customer {customer}."), customer=owner)
			raise CarRefused("plates", car.plate.latin, reason)

	def _check_vin(self, car: ImportedCar, in_row: dict[str, Holder]) -> None:
		if not is_vin(car.vin):
			return
		key, plate = self._holders.get(car.vin) or in_row.setdefault(car.vin, _holder(car))
		if key != car.plate.key:
			reason = InvalidInput(
				N_("The chassis number is that of the car with the plate {plate}."), plate=plate
			)
			raise CarRefused("vins", car.vin, reason)

	def _plan(self, car: ImportedCar, customer: str) -> bool:
		if car.vin:
			self._holders[car.vin] = _holder(car)
		known, planned = self._known.get(car.plate.key), self.plan.new.get(car.plate.key)
		if known is None:
			self.plan.new[car.plate.key] = NewCar(car.plate, customer, *_better(car, planned))
			return planned is None
		if not car.vin or car.vin == known.vin:
			return False
		self.plan.vins.append((car.vin, car.vin_reason, known.vehicle))
		return True


def _holder(car: ImportedCar) -> Holder:
	return car.plate.key, car.plate.latin


def _better(car: ImportedCar, planned: NewCar | None) -> tuple[str, str]:
	"""A plate that stands twice in a customer's row keeps the chassis number it has in either place."""
	if car.vin or planned is None:
		return car.vin, car.vin_reason
	return planned.vin, planned.vin_reason
