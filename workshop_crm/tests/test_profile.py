"""Customers, contacts and cars: kept in shape wherever they are saved, shown on one screen."""

from __future__ import annotations

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate

from workshop_crm.core.errors import Conflict, InvalidInput
from workshop_crm.services import customers, vehicles
from workshop_crm.services.profile import get_profile
from workshop_crm.tests.records import make_customer, make_invoice, unique


def plate() -> str:
	return "TEST " + frappe.generate_hash(length=8).upper()


class TestCustomers(FrappeTestCase):
	def test_a_phone_typed_in_any_form_is_stored_in_e164_on_customer_and_contact(self):
		name = customers.save_customer({"name": unique("Noura"), "phone": "٠٥٥ ٧٦٥ ٤٣٢١"})
		self.assertEqual(frappe.db.get_value("Customer", name, "mobile_no"), "+966557654321")
		contact = frappe.db.get_value("Customer", name, "customer_primary_contact")
		self.assertEqual(frappe.db.get_value("Contact", contact, "mobile_no"), "+966557654321")

	def test_changing_one_field_leaves_the_others(self):
		name = customers.save_customer(
			{
				"name": unique("Noura"),
				"phone": "0557654322",
				"email": "noura@example.com",
				"channels": [{"channel": "SMS", "consent_date": "2026-01-05", "source": "Front desk"}],
			}
		)
		customers.save_customer({"name_ar": "نورة", "phone": "0557654323"}, name)
		profile = get_profile(name)
		self.assertEqual((profile["name_ar"], profile["email"]), ("نورة", "noura@example.com"))
		self.assertEqual(profile["phone"]["e164"], "+966557654323")
		self.assertTrue(profile["channels"][0]["usable"])

	def test_a_new_number_that_cannot_be_dialled_is_refused_in_the_form(self):
		with self.assertRaises(frappe.ValidationError):
			make_customer(mobile_no="12")

	def test_an_old_number_that_cannot_be_dialled_does_not_block_the_form(self):
		customer = make_customer()
		frappe.db.set_value("Customer", customer.name, "mobile_no", "12 34")
		contact = frappe.get_doc("Contact", customer.customer_primary_contact)
		contact.phone_nos[0].db_set("phone", "12 34")
		contact.reload()
		contact.save()
		customer.reload()
		customer.customer_name_ar = "سلمى"
		customer.save()
		self.assertEqual(customer.mobile_no, "12 34")

	def test_a_suppliers_odd_number_is_left_alone(self):
		contact = frappe.get_doc(
			{"doctype": "Contact", "first_name": unique("Supplier"), "phone_nos": [{"phone": "800 5"}]}
		).insert()
		self.assertEqual(contact.phone_nos[0].phone, "800 5")


class TestVehicles(FrappeTestCase):
	def test_a_plate_is_kept_in_both_scripts_and_found_in_any_spelling(self):
		customer = make_customer().name
		digits = str(1000 + int(frappe.generate_hash(length=8), 16) % 9000)
		frappe.db.delete("Vehicle", {"plate_key": f"JDR{digits}"})
		name = vehicles.add_vehicle(customer, {"plate": f"حدر{digits}", "make": "Nissan", "model": "Patrol"})
		car = frappe.get_doc("Vehicle", name)
		self.assertEqual((car.name, car.plate_key, car.customer), (f"JDR {digits}", f"JDR{digits}", customer))
		self.assertTrue(car.plate_ar.startswith("ح د ر"))

	def test_one_plate_cannot_be_two_cars_or_belong_to_two_customers(self):
		first, second, typed = make_customer().name, make_customer().name, plate()
		name = vehicles.add_vehicle(first, {"plate": typed})
		with self.assertRaises(Conflict):
			vehicles.add_vehicle(second, {"plate": typed.lower()})
		self.assertEqual(vehicles.add_vehicle(first, {"plate": typed, "odometer": 70}), name)
		self.assertEqual(frappe.db.get_value("Vehicle", name, "last_odometer"), 70)

	def test_a_car_that_is_sold_on_keeps_its_former_owner_with_the_last_day(self):
		first, second = make_customer(), make_customer()
		name = vehicles.add_vehicle(first.name, {"plate": plate()})
		second.reload()
		second.append("vehicle_ownership", {"vehicle": name, "is_current": 1})
		second.save()
		former = frappe.get_doc("Customer", first.name).vehicle_ownership[0]
		self.assertEqual((former.is_current, former.to_date), (0, getdate()))
		self.assertEqual(frappe.db.get_value("Vehicle", name, "customer"), second.name)

	def test_choosing_the_customer_in_the_vehicle_form_adds_the_car_to_his_list(self):
		customer = make_customer().name
		car = frappe.get_doc(
			{
				"doctype": "Vehicle",
				"license_plate": plate(),
				"make": "Kia",
				"model": "Rio",
				"last_odometer": 5,
				"fuel_type": "Petrol",
				"uom": "Litre",
				"customer": customer,
			}
		).insert()
		rows = frappe.get_doc("Customer", customer).vehicle_ownership
		self.assertEqual([(row.vehicle, row.is_current) for row in rows], [(car.name, 1)])

	def test_a_visit_with_somebody_elses_car_or_a_lower_odometer_is_refused(self):
		owner, other = make_customer().name, make_customer().name
		name = vehicles.add_vehicle(owner, {"plate": plate(), "odometer": 5000})
		with self.assertRaises(frappe.ValidationError):
			make_invoice(other, 100, vehicle=name)
		with self.assertRaises(frappe.ValidationError):
			make_invoice(owner, 100, vehicle=name, odometer=4000)
		make_invoice(owner, 100, vehicle=name, odometer=6000)
		self.assertEqual(frappe.db.get_value("Vehicle", name, "last_odometer"), 6000)


class TestProfile(FrappeTestCase):
	def test_the_screen_shows_visits_points_and_cars(self):
		customer = make_customer().name
		car = vehicles.add_vehicle(customer, {"plate": plate(), "make": "Kia", "odometer": 10})
		first = make_invoice(customer, 400, vehicle=car)
		make_invoice(customer, 100).cancel()
		profile = get_profile(customer)
		self.assertEqual(profile["visit_count"], 1)
		self.assertEqual({visit["status"] for visit in profile["visits"]}, {"Submitted", "Cancelled"})
		shown = next(visit for visit in profile["visits"] if visit["invoice"] == first.name)
		self.assertEqual((shown["vehicle"], shown["amount"]), (car, 400.0))
		self.assertEqual(shown["service_type"], "Workshop Test Type")
		self.assertEqual(profile["loyalty"]["balance"], 40)
		self.assertEqual([row["vehicle"] for row in profile["vehicles"]], [car])

	def test_values_that_cannot_be_kept_are_refused(self):
		for values in ({"name": ""}, {"name": "X", "email": "nobody"}, {"name": "X", "language": "fr"}):
			with self.assertRaises(InvalidInput):
				customers.save_customer(values)
