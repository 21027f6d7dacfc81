"""Plates of ERPNext's Vehicles: kept in both scripts, one car each, read while they are typed."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.model.rename_doc import rename_doc

from workshop_crm.core.common.errors import InvalidInput, about
from workshop_crm.core.names.plates import Plate, parse_plate
from workshop_crm.core.vehicles.plate_view import Owner, plate_view
from workshop_crm.core.vehicles.vehicle import plate_fields, plate_taken
from workshop_crm.services.platform.permissions import customers_named, require_staff
from workshop_crm.services.search import updates


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
	if before and before.license_plate == vehicle.license_plate and vehicle.plate_key:
		return
	with about("plate"):
		plate = parse_plate(vehicle.license_plate or "")
		check_free(plate, vehicle.name)
	vehicle.update(plate_fields(plate))
	vehicle.license_plate = plate.latin
	# Frappe sets the field back to the name, which is the old plate until the car is renamed.
	vehicle.flags.new_name = plate.latin if before and plate.latin != vehicle.name else None


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


def name_after(old: str, typed: str) -> str:
	"""The name that a car gets when it is renamed to a plate as typed. Raises InvalidInput or Conflict."""
	plate = parse_plate(typed)
	check_free(plate, old)
	return plate.latin


def follow_rename(vehicle: str) -> None:
	"""The plate in both scripts after a rename."""
	plate = parse_plate(vehicle)
	frappe.db.set_value("Vehicle", vehicle, plate_fields(plate), update_modified=False)


def read_plate(text: str) -> dict[str, Any]:
	"""The plate typed so far in both scripts, its car, and its owner if the user may read that customer."""
	require_staff()
	plate = parse_plate(text)
	car = frappe.db.get_value("Vehicle", {"plate_key": plate.key}, ["name", "customer"], as_dict=True)
	owner = car and car.customer
	return plate_view(plate, car and car.name, bool(owner), _owner(owner) if owner else None)


def derive_all() -> None:
	"""Set the plate's fields of cars that were there before the app, or that an earlier version read otherwise."""
	fields = ["name", "customer", "license_plate", "plate_latin", "plate_ar", "plate_key"]
	for car in frappe.get_all("Vehicle", fields=fields, order_by=None):
		try:
			derived = plate_fields(parse_plate(car.license_plate or car.name))
		except InvalidInput:
			continue
		if any(car[fieldname] != value for fieldname, value in derived.items()):
			frappe.db.set_value("Vehicle", car.name, derived, update_modified=False)
			if car.customer and car.plate_key != derived["plate_key"]:
				updates.queue(car.customer)


def _owner(customer: str) -> Owner | None:
	known = customers_named([customer]).get(customer)
	return Owner(customer, known.customer_name, known.customer_name_ar or "") if known else None
