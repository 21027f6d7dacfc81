"""The plates of stored cars, read by the rules of this version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.vehicles.plate import plate_and_vin
from workshop_crm.core.vehicles.vehicle import plate_fields


@dataclass(frozen=True, slots=True)
class StoredPlate:
	"""`text` is the plate as it was typed, `fields` what is stored of it."""

	vehicle: str
	text: str
	vin: str
	fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class SamePlate:
	"""Cars that are one by today's rules. They stay as they are, until somebody has looked at them."""

	key: str
	cars: tuple[StoredPlate, ...]

	def told(self) -> InvalidInput:
		return InvalidInput(
			N_(
				"These vehicles have the same plate: {vehicles}. They were left as they are: compare them with the cars, and correct one."
			),
			vehicles=tuple(
				car.text if car.text == car.vehicle else f"{car.text} ({car.vehicle})" for car in self.cars
			),
		)


def read_anew(
	stored: Iterable[StoredPlate], region: str
) -> tuple[dict[str, dict[str, str]], list[SamePlate]]:
	"""What changes, by vehicle, and the cars that would get a plate which another one has.

	A plate that cannot be read stays as it is, and so do all cars of one plate.
	"""
	read = {car.vehicle: (car, _fields(car, region)) for car in stored}
	by_key: defaultdict[str, list[StoredPlate]] = defaultdict(list)
	for car, fields in read.values():
		if fields["plate_key"]:
			by_key[fields["plate_key"]].append(car)
	same = [SamePlate(key, tuple(cars)) for key, cars in by_key.items() if len(cars) > 1]
	kept = {car.vehicle for one in same for car in one.cars}
	changes = {
		vehicle: fields
		for vehicle, (car, fields) in read.items()
		if vehicle not in kept and fields != car.fields
	}
	return changes, same


def _fields(car: StoredPlate, region: str) -> dict[str, str]:
	try:
		plate, _vin = plate_and_vin({"plate": car.text, "vin": car.vin}, region)
	except InvalidInput:
		return car.fields
	return plate_fields(plate) if plate.key else {**car.fields, "plate_key": "", "plate_origin": ""}
