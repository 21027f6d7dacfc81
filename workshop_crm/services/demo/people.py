"""Customers of the made-up workshop, their cars and talks; found again by phone, by plate and by moment."""

from __future__ import annotations

from dataclasses import asdict

import frappe

from workshop_crm.core.demo.model import DemoCustomer, DemoInteraction, DemoVehicle
from workshop_crm.core.names.plates import parse_plate
from workshop_crm.services.customers import customer_record
from workshop_crm.services.messaging import interactions
from workshop_crm.services.vehicles import ownership, vehicle_record


def customer_of(person: DemoCustomer) -> str:
	"""The customer, inserted when he is not there yet."""
	name = frappe.db.get_value("Customer", {"mobile_no": person.phone}, "name")
	return name or customer_record.save_customer(
		{
			"name": person.name,
			"name_ar": person.name_ar,
			"language": person.language,
			"phone": person.phone,
			"email": person.email,
			"channels": [asdict(consent) for consent in person.consents],
			"emergency_contact": asdict(person.emergency_contact) if person.emergency_contact else None,
			"service_preferences": person.preferences,
			"customer_notes": person.notes,
		}
	)


def vehicle_of(car: DemoVehicle, customer: str) -> str:
	"""The car, inserted with its first day at the customer when it is not there yet."""
	name = frappe.db.get_value("Vehicle", {"plate_key": parse_plate(car.plate, "SA").key}, "name")
	if name:
		return name
	name = vehicle_record.add_vehicle(
		customer, {"plate": car.plate, "make": car.make, "model": car.model, "year": car.year, "vin": car.vin}
	)
	_row(customer, name).db_set("from_date", car.from_date)
	return name


def end_ownership(car: DemoVehicle, customer: str, vehicle: str) -> None:
	"""The customer has sold the car, unless that was noted already."""
	if frappe.db.get_value("Vehicle", vehicle, "customer") == customer:
		ownership.end(vehicle, car.to_date)


def write_down(told: DemoInteraction, customer: str) -> None:
	"""What staff wrote down, unless it is there already."""
	same = {"customer": customer, "kind": told.kind, "happened_on": told.happened_on}
	if not frappe.db.exists(interactions.INTERACTION, same):
		interactions.add(customer, asdict(told))


def _row(customer: str, vehicle: str) -> frappe.model.document.Document:
	return frappe.get_doc("Customer Vehicle", {"parent": customer, "vehicle": vehicle})
