"""Cars: ERPNext's Vehicle, added and changed from the profile screen, kept in shape when saved from anywhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import cint, escape_html, getdate

from workshop_crm.core.common import fields
from workshop_crm.core.common.errors import about
from workshop_crm.core.vehicles.odometer import check_reading
from workshop_crm.core.vehicles.ownership import check_theirs
from workshop_crm.core.vehicles.vehicle import (
	check_vehicle,
	lower_reading_reason,
	model_year,
	reading,
	vin_taken,
)
from workshop_crm.core.vehicles.vin import Vin, changed_vin, check_vin, is_vin, kept_vin
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import require_customer, require_record, require_staff
from workshop_crm.services.platform.words import _
from workshop_crm.services.vehicles import car_names, ownership, plates

# Mandatory in ERPNext's Vehicle and nothing the front desk asks for.
FUEL_TYPE = "Petrol"
FUEL_UNIT = "Litre"
# Values of the profile screen by the Vehicle's fields.
FIELDS = {
	"plate": "license_plate",
	"make": "make",
	"model": "model",
	"year": "model_year",
	"odometer": "last_odometer",
	"vin": "chassis_no",
	"vin_reason": "vin_reason",
	"odometer_reason": "odometer_reason",
}
TEXTS = ("plate", "make", "model", "vin", "vin_reason", "odometer_reason")


def add_vehicle(customer: str, values: Mapping[str, Any]) -> str:
	"""Give the customer a car. Raises Conflict when it is somebody else's now. Returns the vehicle."""
	require_customer(customer, "write")
	check_vehicle(values, getdate(), settings.region())
	known, name = plates.known_car(values)
	if known:
		_check_nobody_elses(known, customer)
	record = frappe.get_doc("Vehicle", known) if known else _new(name)
	_change(record, {name: value for name, value in values.items() if name != "plate" and value})
	ownership.give(record.name, customer)
	return record.name


def save_vehicle(vehicle: str, values: Mapping[str, Any]) -> str:
	"""Change a car; what is not among `values` stays as it is. Returns its name, which follows its plate."""
	require_staff()
	require_record("Vehicle", vehicle, "write")
	record = frappe.get_doc("Vehicle", vehicle)
	_change(record, values)
	return record.name


def normalise(vehicle: Document) -> None:
	"""Bring what this save changes to its shape; what was wrong before and is not touched does not lock the form.

	Raises InvalidInput for a value that cannot be, Conflict for the plate or VIN of another car.
	"""
	plates.normalise(vehicle)
	if _is_changed(vehicle, "chassis_no", "vin_reason"):
		_normalise_vin(vehicle)
	if _is_changed(vehicle, "model_year"):
		# The form says 0 where nothing is typed.
		vehicle.model_year = model_year(vehicle.model_year or None, getdate())
	_normalise_names(vehicle)
	_normalise_odometer(vehicle)


def note_changes(vehicle: Document) -> None:
	"""After a save: a correction of the odometer is told beside the car."""
	if correction := vehicle.flags.odometer_correction:
		_comment(vehicle.name, *correction)


def check_owner(vehicle: str, customer: str) -> None:
	"""Raise InvalidInput for somebody else's car."""
	check_theirs(vehicle, frappe.db.get_value("Vehicle", vehicle, "customer"), customer)


def note_odometer(vehicle: str, odometer: int, reason: str = "") -> None:
	"""Keep the reading of a visit: the highest one, or with a `reason` a lower one."""
	known = cint(frappe.db.get_value("Vehicle", vehicle, "last_odometer", for_update=True))
	if odometer > known or (odometer < known and reason):
		frappe.db.set_value("Vehicle", vehicle, "last_odometer", odometer)
	if odometer < known and reason:
		_comment(vehicle, known, odometer, reason)


def _new(plate: str) -> Document:
	record = frappe.new_doc("Vehicle")
	record.update({"license_plate": plate, "fuel_type": FUEL_TYPE, "uom": FUEL_UNIT, "last_odometer": 0})
	return record


def _check_nobody_elses(vehicle: str, customer: str) -> None:
	owner = frappe.db.get_value("Vehicle", vehicle, "customer")
	if owner and owner != customer:
		raise ownership.owned_by_another(vehicle, owner).at("plate")


def _change(record: Document, values: Mapping[str, Any]) -> None:
	"""A reason belongs to the number it came with: another VIN needs its own."""
	values = {**values, **{name: fields.storable(values[name]) for name in TEXTS if name in values}}
	model_year(values.get("year"), getdate())
	if vin := changed_vin(Vin(record.chassis_no or "", record.vin_reason or ""), values):
		values |= {"vin": vin.vin, "vin_reason": vin.reason}
	for name, fieldname in FIELDS.items():
		if name in values:
			record.set(fieldname, values[name])
	# Make and model may be unknown when the car is first seen.
	record.flags.ignore_mandatory = True
	record.save()


def _is_changed(vehicle: Document, *fieldnames: str) -> bool:
	before = vehicle.get_doc_before_save() or frappe._dict()
	return any((vehicle.get(name) or None) != (before.get(name) or None) for name in fieldnames)


def _normalise_names(vehicle: Document) -> None:
	for name in ("make", "model"):
		if _is_changed(vehicle, name):
			with about(name):
				vehicle.set(name, fields.one_line(vehicle.get(name)))
	known = None if vehicle.is_new() else vehicle.name
	if _is_changed(vehicle, "make") and vehicle.make:
		vehicle.make = car_names.settle_make(vehicle.make, known)
	if _is_changed(vehicle, "make", "model") and vehicle.model:
		vehicle.model = car_names.settle_model(vehicle.make or "", vehicle.model, known)


def _normalise_vin(vehicle: Document) -> None:
	read = check_vin if settings.refuses_bad_vins() else kept_vin
	checked = read(vehicle.chassis_no or "", vehicle.vin_reason or "")
	vehicle.chassis_no, vehicle.vin_reason = checked.vin or None, checked.reason or None
	if not is_vin(checked.vin):
		return
	same = {"chassis_no": checked.vin, "name": ("!=", vehicle.name or "")}
	if other := frappe.db.get_value("Vehicle", same, "name"):
		raise vin_taken(checked.vin, other)


def _normalise_odometer(vehicle: Document) -> None:
	"""The reason serves one correction: the next one needs its own."""
	reason, vehicle.odometer_reason = vehicle.odometer_reason, None
	if not _is_changed(vehicle, "last_odometer"):
		return
	before = vehicle.get_doc_before_save()
	known = cint(before.last_odometer) if before else 0
	given, reason = reading(vehicle.last_odometer), lower_reading_reason(reason)
	vehicle.last_odometer = known if given is None else given
	if check_reading(known, vehicle.last_odometer, reason):
		vehicle.flags.odometer_correction = (known, vehicle.last_odometer, reason)


def _comment(vehicle: str, known: int, shown: int, reason: str) -> None:
	text = _("The odometer was corrected from {0} km to {1} km: {2}").format(
		known, shown, escape_html(reason)
	)
	frappe.get_doc(
		{
			"doctype": "Comment",
			"comment_type": "Comment",
			"reference_doctype": "Vehicle",
			"reference_name": vehicle,
			"comment_email": frappe.session.user,
			"comment_by": frappe.utils.get_fullname(),
			"content": text,
		}
	).insert(ignore_permissions=True)
