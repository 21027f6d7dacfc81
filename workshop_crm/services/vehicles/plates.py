"""Plates of ERPNext's Vehicles: kept in both scripts, one car each, read while they are typed.

A car that has no plate yet is named after its chassis number, and renamed when it gets one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.model.rename_doc import rename_doc

from workshop_crm.core.common.errors import WorkshopError, about
from workshop_crm.core.names.plates import NO_PLATE, Plate, parse_plate
from workshop_crm.core.vehicles.plate import plate_and_vin, plate_so_far, same_vin
from workshop_crm.core.vehicles.plate_view import Owner, plate_view
from workshop_crm.core.vehicles.plates_anew import SamePlate, StoredPlate, read_anew
from workshop_crm.core.vehicles.vehicle import plate_fields, plate_taken, vin_taken
from workshop_crm.core.vehicles.vin import kept_vin
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import customers_named, require_staff
from workshop_crm.services.platform.words import _
from workshop_crm.services.search import updates

PLATE_FIELDS = ("plate_latin", "plate_ar", "plate_key", "plate_origin")


def known_car(values: Mapping[str, Any]) -> tuple[str | None, str]:
	"""The vehicle of a form's plate, or of its chassis number where it has none; and the name of a new one."""
	plate, vin = plate_and_vin(values, settings.region())
	return (find(plate), plate.latin) if plate.key else (_named(kept_vin(vin).vin), kept_vin(vin).vin)


def find(plate: Plate) -> str | None:
	"""The vehicle with this plate."""
	return frappe.db.get_value("Vehicle", {"plate_key": plate.key}, "name")


def check_free(plate: Plate, vehicle: str | None) -> None:
	"""Raise Conflict when another car than `vehicle` has the plate."""
	other = find(plate)
	if other and other != vehicle:
		raise plate_taken(plate)


def normalise(vehicle: Document) -> None:
	"""Set both scripts and the search key from the plate as typed, and name a new car after it.

	A plate that was not changed in this save is not checked: an old mistake must not lock the form.
	Raises InvalidInput, or Conflict for a plate that exists.
	"""
	before = vehicle.get_doc_before_save()
	if before and before.license_plate == vehicle.license_plate and not waits_for_plate(before):
		if not vehicle.plate_key:
			_read_quietly(vehicle)
		return
	plate, name = _plate_of(vehicle, before)
	vehicle.update(plate_fields(plate))
	vehicle.license_plate = name
	# Frappe sets the field back to the name, which is the old plate until the car is renamed.
	vehicle.flags.new_name = name if before and name != vehicle.name else None


def follow_change(vehicle: Document) -> None:
	"""After a save: a car with another plate is renamed, and everything that names it follows."""
	new = vehicle.flags.new_name
	if not new:
		return
	old, vehicle.flags.new_name = vehicle.name, None
	rename_doc("Vehicle", old, new, show_alert=False, rebuild_search=False, ignore_permissions=True)
	vehicle.name = vehicle.license_plate = new
	# The form that saved it goes on under the new name.
	vehicle.localname = old


def waits_for_plate(vehicle: Document) -> bool:
	"""Whether the car is named after its chassis number."""
	return not vehicle.plate_key and same_vin(vehicle.license_plate or "", vehicle.chassis_no or "")


def name_after(old: str, typed: str) -> str:
	"""The name that a car gets when it is renamed to a plate as typed. Raises InvalidInput or Conflict."""
	vin = frappe.db.get_value("Vehicle", old, "chassis_no") or ""
	if same_vin(typed, vin):
		return _free_name(vin, old)
	plate = parse_plate(typed, settings.region())
	check_free(plate, old)
	return plate.latin


def follow_rename(vehicle: str) -> None:
	"""The plate in both scripts after a rename."""
	vin = frappe.db.get_value("Vehicle", vehicle, "chassis_no") or ""
	plate, _vin = plate_and_vin({"plate": vehicle, "vin": vin}, settings.region())
	frappe.db.set_value("Vehicle", vehicle, plate_fields(plate), update_modified=False)


def read_plate(text: str) -> dict[str, Any]:
	"""The plate typed so far in both scripts, its car, and its owner if the user may read that customer."""
	require_staff()
	plate = plate_so_far(text, settings.region())
	car = frappe.db.get_value("Vehicle", {"plate_key": plate.key}, ["name", "customer"], as_dict=True)
	owner = car and car.customer
	return plate_view(plate, car and car.name, bool(owner), shown_owner(owner) if owner else None, _)


def derive_all() -> list[SamePlate]:
	"""Set the plate's fields of cars that were there before the app, or that an earlier version read otherwise.

	Cars that are one by their plates stay as they are, and are returned.
	"""
	fields = ["name", "customer", "license_plate", "chassis_no", *PLATE_FIELDS]
	cars = {car.name: car for car in frappe.get_all("Vehicle", fields=fields, order_by="creation")}
	changes, same = read_anew(map(_stored, cars.values()), settings.region())
	for name, derived in changes.items():
		frappe.db.set_value("Vehicle", name, derived, update_modified=False)
		car = cars[name]
		if car.customer and car.plate_latin != derived["plate_latin"]:
			updates.queue(car.customer)
	return same


def _stored(car: frappe._dict) -> StoredPlate:
	known = {name: car[name] or "" for name in PLATE_FIELDS}
	return StoredPlate(car.name, car.license_plate or car.name, car.chassis_no or "", known)


def _plate_of(vehicle: Document, before: Document | None) -> tuple[Plate, str]:
	"""The plate and the name of a car whose plate is new, or that has none yet."""
	if before and before.license_plate == vehicle.license_plate and vehicle.chassis_no:
		plate, vin = NO_PLATE, vehicle.chassis_no
	else:
		values = {"plate": vehicle.license_plate, "vin": vehicle.chassis_no}
		plate, vin = plate_and_vin(values, settings.region())
	if not plate.key:
		vehicle.chassis_no = vin
		return plate, _free_name(vin, vehicle.name)
	with about("plate"):
		check_free(plate, vehicle.name)
	return plate, plate.latin


def _read_quietly(vehicle: Document) -> None:
	try:
		plate = parse_plate(vehicle.license_plate or "", settings.region())
		check_free(plate, vehicle.name)
	except WorkshopError:
		return
	vehicle.update(plate_fields(plate))


def _free_name(vin: str, vehicle: str | None) -> str:
	"""The name of a car without a plate. Raises Conflict when another one has it."""
	name = kept_vin(vin).vin
	other = _named(name)
	if other and other != vehicle:
		raise vin_taken(name, other)
	return name


def _named(vin: str) -> str | None:
	return frappe.db.exists("Vehicle", vin) or frappe.db.get_value("Vehicle", {"chassis_no": vin}, "name")


def shown_owner(customer: str) -> Owner | None:
	"""The owner of a car as the user may see him; None for a customer whom the user may not read."""
	known = customers_named([customer]).get(customer)
	return Owner(customer, known.customer_name, known.customer_name_ar or "") if known else None
