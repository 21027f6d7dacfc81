"""Customers of the made-up workshop and their cars; found again by phone and by plate."""

from __future__ import annotations

import frappe

from workshop_crm.core.demo.model import DemoCustomer, DemoVehicle
from workshop_crm.core.names.plates import parse_plate
from workshop_crm.services import customers, vehicles


def customer_of(person: DemoCustomer) -> str:
	"""The customer, inserted when he is not there yet."""
	name = frappe.db.get_value("Customer", {"mobile_no": person.phone}, "name")
	return name or customers.save_customer(
		{
			"name": person.name,
			"name_ar": person.name_ar,
			"language": person.language,
			"phone": person.phone,
			"email": person.email,
			"channels": [
				{"channel": consent.channel, "consent_date": consent.consent_date, "source": consent.source}
				for consent in person.consents
			],
		}
	)


def vehicle_of(car: DemoVehicle, customer: str) -> str:
	"""The car, inserted with its first day at the customer when it is not there yet."""
	name = frappe.db.get_value("Vehicle", {"plate_key": parse_plate(car.plate).key}, "name")
	if name:
		return name
	name = vehicles.add_vehicle(
		customer, {"plate": car.plate, "make": car.make, "model": car.model, "year": car.year, "vin": car.vin}
	)
	_row(customer, name).db_set("from_date", car.from_date)
	return name


def end_ownership(car: DemoVehicle, customer: str, vehicle: str) -> None:
	"""The customer has sold the car."""
	record = frappe.get_doc("Customer", customer)
	for row in record.vehicle_ownership:
		if row.vehicle == vehicle:
			row.to_date = car.to_date
	record.save()


def _row(customer: str, vehicle: str) -> frappe.model.document.Document:
	return frappe.get_doc("Customer Vehicle", {"parent": customer, "vehicle": vehicle})
