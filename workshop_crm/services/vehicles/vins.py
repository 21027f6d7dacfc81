"""Chassis numbers while they are typed: what they say, and whose car it is."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.utils import getdate

from workshop_crm.core.vehicles.plate import shown_plate
from workshop_crm.core.vehicles.vin import is_vin
from workshop_crm.core.vehicles.vin_view import known_car, vin_so_far, vin_view
from workshop_crm.services.platform.permissions import require_staff
from workshop_crm.services.platform.words import _
from workshop_crm.services.vehicles import plates


def read_vin(text: str, make: str = "") -> dict[str, Any]:
	"""What a chassis number says, whether it fits the make, and its car with the owner if the user may read that customer."""
	require_staff()
	return vin_view(text, make, getdate(), _car(vin_so_far(text)), _)


def _car(vin: str) -> dict[str, Any] | None:
	if not is_vin(vin):
		return None
	fields = ["name", "customer", "plate_latin", "plate_ar"]
	car = frappe.db.get_value("Vehicle", {"chassis_no": vin}, fields, as_dict=True)
	if not car:
		return None
	owner = plates.shown_owner(car.customer) if car.customer else None
	plate = shown_plate(car.plate_latin, car.name, vin)
	return known_car(car.name, plate, car.plate_ar or "", bool(car.customer), owner)
