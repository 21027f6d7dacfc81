"""What ERPNext's forms say beside a value that was kept although something is wrong with it."""

from __future__ import annotations

from frappe.model.document import Document

from workshop_crm.core.messaging.channels import warnings
from workshop_crm.core.names.phones import phone_problem
from workshop_crm.core.vehicles.vin import vin_remark
from workshop_crm.services.customers import contacts
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.platform.words import _
from workshop_crm.services.vehicles.plates import waits_for_plate

# Fields with phone numbers, by DocType.
PHONES = {"Customer": ("mobile_no", "emergency_contact_phone"), "Lead": ("mobile_no", "phone", "whatsapp_no")}

Remarks = list[dict[str, str]]


def of_record(record: Document) -> Remarks:
	"""One remark for each field of a Customer or Lead with a number that cannot be dialled: `field`, `value`, `text`."""
	fields = PHONES[record.doctype]
	remarks = [remark for field in fields for remark in _about_phone(field, record.get(field))]
	return [*remarks, *(_about_channels(record) if record.doctype == "Customer" else ())]


def of_contact(contact: Document) -> Remarks:
	return [remark for row in contact.phone_nos for remark in _about_phone("phone_nos", row.phone)]


def of_vehicle(vehicle: Document) -> Remarks:
	remarks = []
	if waits_for_plate(vehicle):
		# Frappe does not show the plate itself any more once a car is saved.
		text = _("The car has no plate yet. When it gets one, rename it to that plate.")
		remarks.append({"field": "plate_latin", "value": vehicle.name, "text": text})
	if remark := vin_remark(vehicle.chassis_no or "", vehicle.vin_reason or ""):
		remarks.append({"field": "chassis_no", "value": vehicle.chassis_no, "text": remark.text(_)})
	return remarks


def _about_channels(customer: Document) -> Remarks:
	return [
		{"field": "mobile_no", "value": customer.mobile_no, "text": _(text)}
		for text in warnings(recipient_of(customer))
	]


def _about_phone(field: str, phone: str | None) -> Remarks:
	problem = phone_problem(contacts.normalised(phone, strict=False)) if phone else ""
	return [{"field": field, "value": phone or "", "text": _(problem)}] if problem else []
