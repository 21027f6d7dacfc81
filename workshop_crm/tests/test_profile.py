"""Customers and contacts as ERPNext's forms save them, with what old records hold; only a site has these forms."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, now_datetime

from workshop_crm.api import customers
from workshop_crm.services.customers import customer_record
from workshop_crm.services.profile.customer_profile import get_profile
from workshop_crm.services.vehicles.vehicle_record import add_vehicle
from workshop_crm.tests.records import make_customer, make_invoice, plate, unique
from workshop_crm.tests.refusals import assert_refused


def channel(name: str, **values: Any) -> dict[str, Any]:
	return {"channel": name, "consent_date": getdate(), "source": "Test", **values}


def channels_of(customer: Document) -> set[str]:
	return {row.channel for row in customer.communication_channels}


class TestPhones(FrappeTestCase):
	def test_a_phone_typed_in_any_form_is_stored_in_e164_on_customer_and_contact(self):
		name = customer_record.save_customer({"name": unique("Noura"), "phone": "٠٥٥ ٧٦٥ ٤٣٢١"})
		self.assertEqual(frappe.db.get_value("Customer", name, "mobile_no"), "+966557654321")
		contact = frappe.db.get_value("Customer", name, "customer_primary_contact")
		self.assertEqual(frappe.db.get_value("Contact", contact, "mobile_no"), "+966557654321")

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

	def test_an_old_number_that_cannot_be_dialled_does_not_block_the_screen(self):
		customer = make_customer(communication_channels=[])
		contact = frappe.get_doc("Contact", customer.customer_primary_contact)
		contact.phone_nos[0].db_set("phone", "12 34")
		frappe.db.set_value("Contact", contact.name, "mobile_no", "12 34")
		frappe.db.set_value("Customer", customer.name, "mobile_no", "12 34")
		customer_record.save_customer({"customer_notes": "Likes tea"}, customer.name)
		self.assertEqual(get_profile(customer.name)["notes"], "<p>Likes tea</p>")
		customers.save_customer(values={"channels": [{"channel": "Phone"}]}, customer=customer.name)
		(channel,) = get_profile(customer.name)["channels"]
		self.assertFalse(channel["usable"])

	def test_a_suppliers_odd_number_is_left_alone(self):
		contact = frappe.get_doc(
			{"doctype": "Contact", "first_name": unique("Supplier"), "phone_nos": [{"phone": "800 5"}]}
		).insert()
		self.assertEqual(contact.phone_nos[0].phone, "800 5")


class TestChannels(FrappeTestCase):
	def test_a_channel_needs_the_address_that_it_uses_in_the_form(self):
		for name in ("WhatsApp", "SMS", "Phone"):
			rows = [channel(name)]
			assert_refused(lambda rows=rows: make_customer(mobile_no=None, communication_channels=rows), name)
		assert_refused(lambda: make_customer(communication_channels=[channel("Email")]), "Email")

	def test_consent_to_whatsapp_and_sms_needs_a_date_and_a_call_or_an_email_does_not(self):
		for name in ("WhatsApp", "SMS"):
			rows = [channel(name, consent_date=None)]
			assert_refused(lambda rows=rows: make_customer(communication_channels=rows), name, "date")
		rows = [channel(name, consent_date=None) for name in ("Phone", "Email")]
		customer = make_customer(email_id="noura@example.com", communication_channels=rows)
		self.assertEqual(channels_of(customer), {"Phone", "Email"})

	def test_nobody_has_agreed_tomorrow_or_twice(self):
		later = [channel("SMS", consent_date=add_days(getdate(), 1))]
		assert_refused(lambda: make_customer(communication_channels=later), "SMS", "future")
		twice = [channel("SMS"), channel("SMS", source="Phone call")]
		assert_refused(lambda: make_customer(communication_channels=twice), "once")

	def test_an_old_consent_without_its_date_does_not_block_the_form(self):
		customer = make_customer()
		customer.communication_channels[0].db_set("consent_date", None)
		customer.reload()
		customer.customer_notes = "Likes tea"
		customer.append("communication_channels", channel("Phone"))
		customer.save()
		self.assertEqual(channels_of(customer), {"WhatsApp", "Phone"})

	def test_a_number_that_a_channel_needs_is_not_taken_away_in_the_contact(self):
		customer = make_customer()

		def empty() -> None:
			contact = frappe.get_doc("Contact", customer.customer_primary_contact)
			contact.phone_nos = []
			contact.save()

		assert_refused(empty, customer.name, "WhatsApp")
		customer.communication_channels = []
		customer.save()
		empty()
		self.assertFalse(frappe.db.get_value("Customer", customer.name, "mobile_no"))

	def test_a_new_number_in_the_contact_is_the_customers(self):
		customer = make_customer()
		contact = frappe.get_doc("Contact", customer.customer_primary_contact)
		contact.phone_nos[0].phone = "055 765 4329"
		contact.save()
		self.assertEqual(get_profile(customer.name)["phone"]["e164"], "+966557654329")


class TestEmergencyContact(FrappeTestCase):
	def test_it_has_a_name_and_a_number(self):
		alone = ({"emergency_contact": "Huda"}, {"emergency_contact_phone": "0559876543"})
		for values, word in zip(alone, ("phone", "name"), strict=True):
			assert_refused(lambda values=values: make_customer(**values), word)
		customer = make_customer(emergency_contact="Huda", emergency_contact_phone="٠٥٥ ٩٨٧ ٦٥٤٣")
		self.assertEqual(customer.emergency_contact_phone, "+966559876543")

	def test_what_was_wrong_before_does_not_block_the_form(self):
		customer = make_customer()
		customer.db_set("emergency_contact_phone", "+966559876543")
		customer.reload()
		customer.customer_name_ar = "هدى"
		customer.save()
		self.assertEqual(customer.emergency_contact_phone, "+966559876543")


class TestPreferencesAndNotes(FrappeTestCase):
	def test_preferences_that_cannot_be_read_are_refused_in_the_form(self):
		cases = {
			'{"oil": ': "preferences",
			'["oil"]': "preferences",
			'{"colour": "red"}': "colour",
			'{"parts": "stolen"}': "stolen",
			'{"approval_limit": -5}': "-5",
			'{"wash": "perhaps"}': "perhaps",
		}
		for text, word in cases.items():
			assert_refused(lambda text=text: make_customer(service_preferences=text), word)

	def test_preferences_are_kept_in_one_shape_and_shown_in_words(self):
		typed = '{"wash": "yes", "oil": " 5W-30 ", "parts": "", "approval_limit": "٥٠٠"}'
		customer = make_customer(service_preferences=typed)
		self.assertEqual(customer.service_preferences, '{"oil":"5W-30","approval_limit":500,"wash":true}')
		shown = get_profile(customer.name)["preferences"]
		self.assertEqual(shown["values"], {"oil": "5W-30", "approval_limit": 500, "wash": True})
		self.assertEqual([line["key"] for line in shown["lines"]], ["oil", "approval_limit", "wash"])

	def test_preferences_that_cannot_be_read_any_more_block_neither_form_nor_screen(self):
		customer = make_customer()
		customer.db_set("service_preferences", '{"parts": "gone", "oil": "5W-30"}')
		customer.reload()
		customer.customer_name_ar = "هدى"
		customer.save()
		self.assertEqual(get_profile(customer.name)["preferences"]["values"], {"oil": "5W-30"})

	def test_notes_lose_what_could_run_wherever_they_are_saved(self):
		customer = make_customer(
			customer_notes='<div class="ql-editor"><p onclick="x()">Tea <script>x()</script><b>hot</b></p></div>'
		)
		self.assertEqual(customer.customer_notes, "<p>Tea <strong>hot</strong></p>")
		assert_refused(lambda: make_customer(customer_notes="x" * 20_001), "20")


class TestScreen(FrappeTestCase):
	def test_a_customer_with_many_cars_needs_no_more_questions_than_one_with_one_car(self):
		one, many = make_customer().name, make_customer().name
		for customer, cars in ((one, 1), (many, 6)):
			for _car in range(cars):
				car = add_vehicle(customer, {"plate": plate(), "odometer": 10})
				make_invoice(customer, 100, vehicle=car, odometer=20)
		get_profile(one)
		self.assertEqual(questions(lambda: get_profile(many)), questions(lambda: get_profile(one)))

	def test_what_the_analytics_expect_of_a_customer_is_shown_as_it_is_stored(self):
		customer = make_customer().name
		figures = {
			"segment": "Active",
			"expected_visits": 3.2,
			"fewest_visits": 2,
			"most_visits": 5,
			"rfm_group": "Cannot Lose",
			"chance_of_visit": 0.63,
			"chance_days": 183,
			"computed_on": now_datetime(),
		}
		frappe.get_doc({"doctype": "Customer Analytics", "customer": customer, **figures}).insert()
		value = get_profile(customer)["value"]
		self.assertEqual(value["expected_visits"], 3.2)
		self.assertEqual(value["visit_range"], {"fewest": 2, "most": 5})
		self.assertEqual(value["rfm_group"], "Cannot Lose")
		self.assertEqual(value["chance"], {"share": 0.63, "days": 183})


def questions(action) -> int:
	"""How many times `action` asks the database."""
	asked, sql = [], frappe.db.sql

	def counted(query, *args, **kwargs):
		asked.append(query)
		return sql(query, *args, **kwargs)

	frappe.db.sql = counted
	try:
		action()
	finally:
		del frappe.db.sql
	return len(asked)
