"""A new customer and the car that came along: both are saved, or neither."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workshop_crm.core.vehicles.first_car import first_car
from workshop_crm.services.customers import customer_record
from workshop_crm.services.vehicles import ownership, vehicle_record


def save(
	values: Mapping[str, Any], customer: str | None, vehicle: Mapping[str, Any] | None
) -> tuple[str, str | None]:
	"""Insert or change a customer, and give them a car if there is one, in one transaction. Returns both names.

	A car that is somebody else's is taken over where the form says so and the user may change the other customer. It stays
	that car under a new plate.
	"""
	name = customer_record.save_customer(values, customer)
	car = first_car(vehicle)
	if car is None:
		return name, None
	if car.take_over:
		ownership.sell(car.take_over, name)
		return name, vehicle_record.save_vehicle(car.take_over, car.values)
	return name, vehicle_record.add_vehicle(name, car.values)
