"""The cars of a customers file against those that are there: whose they are, and their chassis numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.imports.customer_rows import WITHOUT_PLATE, ImportedCar
from workshop_crm.core.imports.report import Note
from workshop_crm.core.imports.stored import StoredCar
from workshop_crm.core.names.plates import NO_PLATE, Plate
from workshop_crm.core.vehicles.vin import is_vin

VINS_NAMED = 5
# The handle of a customer whom the host is to name: the line of the first row, behind this.
NEW = "#"

Holder = tuple[str, str]
"""The key and the Latin side of the plate of the car that has a chassis number."""


@dataclass(frozen=True, slots=True)
class PlannedCar:
	"""A car to be added for its `owner`; or one that is stored as `vehicle`, with what is new of it: its plate, its chassis
	number, its owner."""

	plate: Plate
	owner: str
	vin: str = ""
	vin_reason: str = ""
	vehicle: str | None = None


@dataclass(slots=True)
class CarPlan:
	"""`new` cars and `changed` ones, by `car_key`."""

	new: dict[str, PlannedCar] = field(default_factory=dict)
	changed: dict[str, PlannedCar] = field(default_factory=dict)

	def by_owner(self) -> dict[str, list[PlannedCar]]:
		"""All cars by the handles of their owners."""
		owned: dict[str, list[PlannedCar]] = {}
		for car in (*self.new.values(), *self.changed.values()):
			owned.setdefault(car.owner, []).append(car)
		return owned

	@property
	def notes(self) -> list[Note]:
		"""Chassis numbers whose check digit does not fit are kept, and said."""
		doubtful = [car.vin for cars in (self.new, self.changed) for car in cars.values() if car.vin_reason]
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


class CarRefused(Exception):
	"""A car of a row cannot be taken: the field and value at fault, why, and whose it is where that is the reason."""

	def __init__(self, field: str, value: str, reason: InvalidInput, owner: str = "") -> None:
		super().__init__(reason)
		self.owner = owner
		self.field = field
		self.value = value
		self.reason = reason


class CarPlanner:
	"""Compares the cars of one row after the other; owners are named by the handles of their customers' plans."""

	def __init__(self, known: Mapping[str, StoredCar]) -> None:
		self.plan = CarPlan()
		self._known = known
		self._holders = {car.vin: (key, car.plate) for key, car in known.items() if car.vin}

	def owner(self, car: ImportedCar) -> str | None:
		"""Who has the car now, or gets it by a row before."""
		key = self._key(car)
		known, planned = self._known.get(key), self.plan.new.get(key)
		return planned.owner if planned else known and known.owner

	def add(self, owner: str, cars: Sequence[ImportedCar]) -> bool:
		"""Plan the cars of a customer and say whether anything changes; raises CarRefused and plans nothing."""
		in_row: dict[str, Holder] = {}
		for car in cars:
			self._check_owner(car, owner)
			self._check_vin(car, in_row)
		changes = [self._plan(car, owner) for car in cars]
		return any(changes)

	def _key(self, car: ImportedCar) -> str:
		"""A car without a plate may have got one since, and one with a plate may have waited for it."""
		held, _plate = self._holders.get(car.vin, ("", "")) if car.vin else ("", "")
		if not car.plate.key:
			return held or car.key
		is_known = car.plate.key in self._known or car.plate.key in self.plan.new
		return held if held.startswith(WITHOUT_PLATE) and not is_known else car.plate.key

	def _check_owner(self, car: ImportedCar, owner: str) -> None:
		known = self.owner(car)
		if known is not None and known != owner:
			raise CarRefused(
				"plates" if car.plate.key else "vins", car.plate.latin or car.vin, _anothers(known), known
			)

	def _check_vin(self, car: ImportedCar, in_row: dict[str, Holder]) -> None:
		if not is_vin(car.vin):
			return
		key, plate = self._holders.get(car.vin) or in_row.setdefault(car.vin, _holder(car))
		if key != self._key(car):
			reason = InvalidInput(
				N_("The chassis number is that of the car with the plate {plate}."), plate=plate or car.vin
			)
			raise CarRefused("vins", car.vin, reason)

	def _plan(self, car: ImportedCar, owner: str) -> bool:
		key = self._key(car)
		if car.vin:
			self._holders.setdefault(car.vin, (key, car.plate.latin))
		known = self._known.get(key)
		return self._plan_new(key, car, owner) if known is None else self._plan_known(key, known, car, owner)

	def _plan_new(self, key: str, car: ImportedCar, owner: str) -> bool:
		planned = self.plan.new.get(key)
		plate = car.plate if car.plate.key or planned is None else planned.plate
		self.plan.new[key] = PlannedCar(plate, owner, *_better(car, planned))
		return planned is None

	def _plan_known(self, key: str, known: StoredCar, car: ImportedCar, owner: str) -> bool:
		has_other_vin = bool(car.vin) and car.vin != known.vin
		gets_plate = bool(car.plate.key) and not known.plate
		if known.owner and not has_other_vin and not gets_plate:
			return False
		vin, reason = (car.vin, car.vin_reason) if has_other_vin else ("", "")
		plate = car.plate if gets_plate else NO_PLATE
		self.plan.changed[key] = PlannedCar(plate, owner, vin, reason, known.vehicle)
		return True


def _anothers(owner: str) -> InvalidInput:
	if owner.startswith(NEW):
		return InvalidInput(
			N_("The car belongs to the customer in line {line}."), line=owner.removeprefix(NEW)
		)
	return InvalidInput(N_("The car belongs to the customer {customer}."), customer=owner)


def _holder(car: ImportedCar) -> Holder:
	return car.key, car.plate.latin


def _better(car: ImportedCar, planned: PlannedCar | None) -> tuple[str, str]:
	"""A plate that stands twice keeps the chassis number it has in either place."""
	if car.vin or planned is None:
		return car.vin, car.vin_reason
	return planned.vin, planned.vin_reason
