"""Cars: ERPNext's Vehicle with its plate in both scripts, and who owned it when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from workshop_crm.core.errors import N_, Conflict, InvalidInput
from workshop_crm.core.names.plates import Plate, parse_plate
from workshop_crm.core.profile.vehicle import VehicleValues, check_vehicle
from workshop_crm.services import search_index
from workshop_crm.services.permissions import require_customer

OWNERSHIP = "Customer Vehicle"
# Mandatory in ERPNext's Vehicle and nothing the front desk asks for.
FUEL_TYPE = "Petrol"
FUEL_UNIT = "Litre"


def add_vehicle(customer: str, values: Mapping[str, Any]) -> str:
	"""Give the customer a car. Raises Conflict when it is somebody else's now. Returns the vehicle."""
	require_customer(customer, "write")
	checked = check_vehicle(values, getdate())
	_check_free(checked.plate, customer)
	vehicle = _save(checked)
	_hand_over(vehicle, customer)
	return vehicle


def normalise_plate(vehicle: Document) -> None:
	"""Set both scripts and the search key from the plate as typed. Raises Conflict for a plate that exists."""
	plate = parse_plate(vehicle.license_plate or "")
	if vehicle.is_new() and not vehicle.name:
		vehicle.license_plate = plate.latin
	vehicle.plate_latin, vehicle.plate_ar, vehicle.plate_key = plate.latin, plate.arabic, plate.key
	other = _find(plate.key)
	if other and other != vehicle.name:
		raise Conflict(N_("There is a vehicle with the plate {plate} already."), plate=plate.latin)


def follow_owner(vehicle: Document) -> None:
	"""After the Vehicle form: its customer's list of cars has the car too."""
	if vehicle.customer and not _owns(vehicle.customer, vehicle.name):
		_hand_over(vehicle.name, vehicle.customer)


def normalise_ownership(customer: Document) -> None:
	"""A car with an end date is not current; a current one that is new to the list began today."""
	for row in customer.vehicle_ownership:
		if row.to_date:
			row.is_current = 0
		elif row.is_current and not row.from_date:
			row.from_date = getdate()


def follow_ownership(customer: Document) -> None:
	"""After the Customer form: each current car names this customer, and former owners give it up."""
	current = {row.vehicle for row in customer.vehicle_ownership if row.is_current}
	for vehicle in current:
		_end_other_ownership(vehicle, customer.name)
		frappe.db.set_value("Vehicle", vehicle, "customer", customer.name)
	for vehicle in frappe.get_all("Vehicle", {"customer": customer.name}, pluck="name"):
		if vehicle not in current:
			frappe.db.set_value("Vehicle", vehicle, "customer", None)


def check_visit(customer: str, vehicle: str | None, odometer: int | None) -> None:
	"""Raise InvalidInput for somebody else's car, or for an odometer that runs backwards."""
	if not vehicle:
		return
	owner, known = frappe.db.get_value("Vehicle", vehicle, ["customer", "last_odometer"]) or (None, 0)
	if owner and owner != customer:
		raise InvalidInput(N_("{vehicle} is not a vehicle of this customer."), vehicle=vehicle)
	if odometer and odometer < (known or 0):
		raise InvalidInput(
			N_("The odometer showed {known} km before; {odometer} km is less. Check the reading."),
			known=known,
			odometer=odometer,
		)


def note_odometer(vehicle: str, odometer: int) -> None:
	"""Keep the highest reading."""
	if odometer > (frappe.db.get_value("Vehicle", vehicle, "last_odometer") or 0):
		frappe.db.set_value("Vehicle", vehicle, "last_odometer", odometer)


def _save(values: VehicleValues) -> str:
	name = _find(values.plate.key)
	record = frappe.get_doc("Vehicle", name) if name else frappe.new_doc("Vehicle")
	if not name:
		record.update(
			{
				"license_plate": values.plate.latin,
				"fuel_type": FUEL_TYPE,
				"uom": FUEL_UNIT,
				"last_odometer": 0,
			}
		)
	known = {
		"make": values.make,
		"model": values.model,
		"model_year": values.year,
		"chassis_no": values.vin,
	}
	record.update({fieldname: value for fieldname, value in known.items() if value})
	# Make and model may be unknown when the car is first seen.
	record.flags.ignore_mandatory = True
	record.save()
	# ERPNext lets the reading be typed only once; later ones come from visits and from here.
	note_odometer(record.name, values.odometer or 0)
	return record.name


def _hand_over(vehicle: str, customer: str) -> None:
	if _owns(customer, vehicle):
		return
	record = frappe.get_doc("Customer", customer)
	record.append("vehicle_ownership", {"vehicle": vehicle, "from_date": getdate(), "is_current": 1})
	record.save()


def _owns(customer: str, vehicle: str) -> bool:
	return bool(frappe.db.exists(OWNERSHIP, {"parent": customer, "vehicle": vehicle, "is_current": 1}))


def _end_other_ownership(vehicle: str, owner: str) -> None:
	rows = frappe.get_all(
		OWNERSHIP,
		{"vehicle": vehicle, "is_current": 1, "parenttype": "Customer", "parent": ("!=", owner)},
		["name", "parent"],
	)
	for row in rows:
		frappe.db.set_value(OWNERSHIP, row.name, {"is_current": 0, "to_date": getdate()})
		search_index.note(row.parent)


def _check_free(plate: Plate, customer: str) -> None:
	owner = frappe.db.get_value("Vehicle", {"plate_key": plate.key}, "customer")
	if owner and owner != customer:
		raise Conflict(N_("There is a vehicle with the plate {plate} already."), plate=plate.latin)


def _find(plate_key: str) -> str | None:
	return frappe.db.get_value("Vehicle", {"plate_key": plate_key}, "name")
