"""ERPNext's own forms, imports and requests: phones and chassis numbers that are none are kept, and it is said."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any
from unittest.mock import patch

import frappe
from erpnext.crm.doctype.lead.lead import make_customer as make_customer_of_lead
from frappe.core.doctype.data_import.importer import Importer
from frappe.desk.form.load import run_onload
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate

from workshop_crm.api import customers, vehicles
from workshop_crm.core.messaging.channels import NO_CHANNEL, address_for
from workshop_crm.core.names.phones import PHONE_PROBLEMS
from workshop_crm.services.customers.customer_record import recipient_of, save_customer
from workshop_crm.services.platform import settings
from workshop_crm.services.profile.customer_profile import get_profile
from workshop_crm.services.surveys import invitations
from workshop_crm.tests.records import make_car, make_customer, make_invoice, phone, unique, vin
from workshop_crm.tests.refusals import assert_refused, language

BAD_PHONES = ("8989889890", "+91 0000000000", "937", "050-123-456")
PLACEHOLDER = "0" * 17
BAD_VINS = ("1234ABCD", "SE3P-100001", PLACEHOLDER, "1M8GDM9A1KP042788", "1M8GDM9AXKPO42788", "12")
WHATSAPP = {"channel": "WhatsApp", "consent_date": getdate(), "source": "Test"}


@contextmanager
def strict(**checks: int) -> Iterator[None]:
	"""The settings that refuse what is otherwise kept; both of them unless they are named."""
	checks = checks or {"strict_phones": 1, "strict_chassis_numbers": 1}
	frappe.db.set_single_value(settings.SETTINGS, checks)
	try:
		yield
	finally:
		frappe.db.set_single_value(settings.SETTINGS, dict.fromkeys(checks, 0))


def remarks(record: Document) -> dict[str, str]:
	"""What the form says below its fields once it is opened."""
	shown = frappe.get_doc(record.doctype, record.name)
	run_onload(shown)
	return {remark["field"]: remark["text"] for remark in shown.get("__onload").workshop_remarks}


def make_lead(**values: Any) -> Document:
	return frappe.get_doc({"doctype": "Lead", "lead_name": unique("Lead"), **values}).insert()


def make_contact(customer: str | None = None, **values: Any) -> Document:
	links = [{"link_doctype": "Customer", "link_name": customer}] if customer else []
	return frappe.get_doc(
		{"doctype": "Contact", "first_name": unique("Contact"), "links": links, **values}
	).insert()


class TestPhones(FrappeTestCase):
	def test_a_phone_that_is_none_is_kept_as_typed_in_the_customer_and_its_contact(self):
		for typed in BAD_PHONES:
			customer = make_customer(mobile_no=typed)
			self.assertEqual(frappe.db.get_value("Customer", customer.name, "mobile_no"), typed)
			contact = frappe.get_doc("Contact", customer.customer_primary_contact)
			self.assertEqual([row.phone for row in contact.phone_nos], [typed])

	def test_a_phone_sent_as_a_number_is_read_like_one_that_is_typed(self):
		self.assertEqual(make_customer(mobile_no=551234567).reload().mobile_no, "+966551234567")
		self.assertEqual(make_customer(mobile_no=937).reload().mobile_no, "937")

	def test_a_contact_of_a_customer_takes_it_too(self):
		customer = make_customer()
		for typed in BAD_PHONES:
			contact = make_contact(customer.name, phone_nos=[{"phone": typed}])
			self.assertEqual(contact.reload().phone_nos[0].phone, typed)

	def test_the_form_says_what_is_wrong_in_the_users_language(self):
		customer = make_customer(mobile_no="8989889890")
		contact = frappe.get_doc("Contact", customer.customer_primary_contact)
		lead = make_lead(mobile_no="937", phone="055 123 4567")
		for record, field in ((customer, "mobile_no"), (contact, "phone_nos"), (lead, "mobile_no")):
			english = remarks(record)
			self.assertEqual(list(english), [field])
			self.assertIn("cannot be reached by message", english[field])
			with language("ar"):
				arabic = remarks(record)[field]
			self.assertNotEqual(arabic, english[field])
		self.assertEqual(remarks(make_customer(mobile_no="055 123 4567")), {})

	def test_the_profile_says_it_beside_the_phone_and_each_channel(self):
		customer = make_customer(mobile_no="8989889890", communication_channels=[WHATSAPP])
		profile = get_profile(customer.name)
		self.assertEqual(profile["phone"]["display"], "8989889890")
		self.assertIn("cannot be reached by message", profile["phone"]["problem"])
		(channel,) = profile["channels"]
		self.assertFalse(channel["usable"])
		self.assertEqual(channel["why_not"], profile["phone"]["problem"])

	def test_no_message_goes_to_it_and_the_invitation_says_why(self):
		customer = make_customer(mobile_no="8989889890")
		invitation = frappe.get_doc(
			"Survey Invitation", invitations.invite("Sales Invoice", make_invoice(customer.name, 100).name)
		)
		if invitation.status == "Scheduled":
			invitations.send(invitation.name)
			invitation.reload()
		self.assertEqual(invitation.status, "Not Sent")
		self.assertIn(invitation.reason, PHONE_PROBLEMS | {NO_CHANNEL})
		self.assertFalse(frappe.db.exists("Customer Message", {"customer": customer.name}))

	def test_an_extension_goes_beside_the_number_in_the_contact_and_the_customer(self):
		customer = make_customer(mobile_no="011 234 5678 ext. 12")
		self.assertEqual((customer.mobile_no, customer.phone_extension), ("+966112345678", "12"))
		contact = make_contact(
			customer.name, phone_nos=[{"phone": "011 234 5679 تحويلة 34", "is_primary_mobile_no": 1}]
		)
		(row,) = contact.reload().phone_nos
		self.assertEqual((row.phone, row.phone_extension), ("+966112345679", "34"))
		customer.db_set("customer_primary_contact", contact.name)
		contact.phone_nos[0].phone = "0112345670x56"
		contact.save()
		customer.reload()
		self.assertEqual((customer.mobile_no, customer.phone_extension), ("+966112345670", "56"))
		save_customer({"phone": "055 123 4567"}, customer.name)
		self.assertEqual(contact.reload().phone_nos[-1].phone_extension or "", "")
		self.assertEqual(customer.reload().phone_extension or "", "")

	def test_a_fixed_line_is_remarked_and_messages_go_to_a_mobile_that_is_there(self):
		customer = make_customer(mobile_no="011 234 5678", communication_channels=[WHATSAPP])
		self.assertIn("fixed line", remarks(customer)["mobile_no"])
		contact = frappe.get_doc("Contact", customer.customer_primary_contact)
		contact.append("phone_nos", {"phone": "055 123 4567"})
		contact.save()
		customer.reload()
		self.assertEqual(remarks(customer), {})
		self.assertEqual(address_for(recipient_of(customer), "WhatsApp"), "+966551234567")
		self.assertEqual(recipient_of(customer).phone, "+966112345678")

	def test_an_old_number_in_national_form_is_reached_before_anybody_saves_it(self):
		customer = make_customer()
		customer.db_set("mobile_no", "055 123 4567")
		self.assertTrue(get_profile(customer.name)["channels"][0]["usable"])
		self.assertEqual(remarks(customer), {})

	def test_consent_may_be_written_down_for_a_phone_that_cannot_be_reached(self):
		customer = make_customer(mobile_no="937", communication_channels=[])
		customer.append("communication_channels", WHATSAPP)
		customer.save()
		self.assertEqual(len(customer.reload().communication_channels), 1)

	def test_a_lead_with_such_a_phone_becomes_a_customer(self):
		for typed in BAD_PHONES:
			lead = make_lead(mobile_no=typed)
			customer = make_customer_of_lead(lead.name).insert()
			self.assertEqual(frappe.db.get_value("Customer", customer.name, "mobile_no"), typed)
			self.assertEqual(frappe.db.get_value("Lead", lead.name, "status"), "Converted")

	def test_the_emergency_contacts_phone_is_kept_too(self):
		customer = make_customer(emergency_contact="Huda", emergency_contact_phone="99")
		self.assertEqual(customer.reload().emergency_contact_phone, "99")
		self.assertIn("emergency_contact_phone", remarks(customer))
		self.assertTrue(get_profile(customer.name)["emergency_contact"]["phone"]["problem"])

	def test_our_own_dialog_helps_to_type_it_right(self):
		customer = make_customer().name
		for typed in BAD_PHONES:
			new = {"name": unique("Noura"), "phone": typed}
			assert_refused(lambda new=new: customers.save_customer(values=new), typed, field="phone")
			changed = {"phone": typed}
			assert_refused(
				lambda changed=changed: customers.save_customer(values=changed, customer=customer), typed
			)

	def test_our_own_dialog_saves_the_rest_of_a_customer_with_such_a_phone(self):
		customer = make_customer(mobile_no="937", emergency_contact="Huda", emergency_contact_phone="99").name
		shown = get_profile(customer)
		values = {
			"phone": shown["phone"]["display"],
			"channels": [{"channel": "SMS", "consent_date": getdate(), "source": ""}],
			"emergency_contact": {"name": "Huda Salem", "phone": "99"},
			"name_ar": "هدى",
		}
		customers.save_customer(values=values, customer=customer)
		after = get_profile(customer)
		self.assertEqual((after["name_ar"], after["phone"]["display"]), ("هدى", "937"))
		self.assertEqual(after["emergency_contact"]["name"], "Huda Salem")


class TestStrictPhones(FrappeTestCase):
	def test_new_numbers_that_cannot_be_dialled_are_refused(self):
		customer = make_customer(emergency_contact="Huda", emergency_contact_phone="055 987 6543")
		with strict(strict_phones=1):
			assert_refused(lambda: make_customer(mobile_no="937"), "937", "phone number")
			assert_refused(lambda: make_contact(customer.name, phone_nos=[{"phone": "937"}]), "937")
			changed = {"emergency_contact_phone": "99"}
			assert_refused(
				lambda: frappe.get_doc("Customer", customer.name).update(changed).save(),
				"99",
				field="emergency_contact.phone",
			)

	def test_what_is_nobodys_phone_yet_is_left_alone(self):
		with strict(strict_phones=1):
			self.assertEqual(make_contact(phone_nos=[{"phone": "800 5"}]).phone_nos[0].phone, "800 5")

	def test_a_lead_from_before_becomes_a_customer_all_the_same(self):
		lead = make_lead(mobile_no="937")
		with strict(strict_phones=1):
			self.assertEqual(make_customer_of_lead(lead.name).insert().mobile_no, "937")


class TestChassisNumbers(FrappeTestCase):
	def test_a_number_that_is_no_vin_is_kept_with_a_remark_and_needs_no_reason(self):
		for typed in BAD_VINS:
			car = make_car(chassis_no=typed)
			self.assertEqual(frappe.db.get_value("Vehicle", car.name, "chassis_no"), typed)
			english = remarks(car)["chassis_no"]
			with language("ar"):
				self.assertNotEqual(remarks(car)["chassis_no"], english)

	def test_the_profile_shows_the_remark(self):
		customer = make_customer().name
		make_car(customer, chassis_no="1234ABCD")
		(car,) = get_profile(customer)["vehicles"]
		self.assertIn("1234ABCD", car["vin_remark"])

	def test_a_reason_ends_the_remark_and_a_vin_has_none(self):
		self.assertEqual(remarks(make_car(chassis_no="1234ABCD", vin_reason="Trailer")), {})
		self.assertEqual(remarks(make_car(chassis_no=vin())), {})
		self.assertEqual(remarks(make_car()), {})

	def test_two_old_cars_may_have_one_short_number_and_two_cars_never_one_vin(self):
		for _car in range(2):
			make_car(chassis_no="1234ABCD")
		number = vin()
		make_car(chassis_no=number)
		assert_refused(lambda: make_car(chassis_no=number), number, exc=frappe.DuplicateEntryError)

	def test_what_is_no_text_is_refused_in_our_own_dialog(self):
		car = make_car().name
		for typed in ([vin()], {"vin": vin()}):
			assert_refused(
				lambda typed=typed: vehicles.save_vehicle(vehicle=car, values={"vin": typed}), "text"
			)

	def test_our_own_dialog_asks_for_a_reason(self):
		car = make_car().name
		values = {"vin": "1234ABCD"}
		assert_refused(
			lambda: vehicles.save_vehicle(vehicle=car, values=values), "1234ABCD", field="vin_reason"
		)
		vehicles.save_vehicle(vehicle=car, values={**values, "vin_reason": "Trailer"})
		self.assertEqual(frappe.db.get_value("Vehicle", car, "vin_reason"), "Trailer")

	def test_where_the_settings_say_so_it_is_refused_and_a_reason_still_helps(self):
		with strict(strict_chassis_numbers=1):
			for typed in set(BAD_VINS) - {PLACEHOLDER}:
				assert_refused(lambda typed=typed: make_car(chassis_no=typed), typed)
			self.assertEqual(make_car(chassis_no="1234ABCD", vin_reason="Trailer").chassis_no, "1234ABCD")


class TestOldRecords(FrappeTestCase):
	"""Records from before the app, written past its rules, are saved as they are; with strict settings too."""

	def save(self, doctype: str, name: str, **values: Any) -> Document:
		record = frappe.get_doc(doctype, name)
		record.update(values)
		return record.save().reload()

	def test_customers_with_and_without_a_primary_contact(self):
		for typed in BAD_PHONES:
			with_contact = make_customer(mobile_no=typed).name
			without = _old_customer(typed)
			for name in (with_contact, without):
				with strict():
					saved = self.save("Customer", name, customer_name_ar="هدى")
				self.assertEqual((saved.mobile_no, saved.customer_name_ar), (typed, "هدى"))
				self.assertTrue(saved.customer_primary_contact)
			with strict():
				again = self.save("Customer", without, website="https://example.com")
			self.assertEqual(again.mobile_no, typed)

	def test_a_customer_whose_channels_lost_their_phone_long_ago(self):
		name = _old_customer(None)
		frappe.get_doc(
			{
				"doctype": "Customer Communication Channel",
				"parent": name,
				"parenttype": "Customer",
				"parentfield": "communication_channels",
				"channel": "WhatsApp",
			}
		).db_insert()
		with strict():
			self.save("Customer", name, customer_name_ar="هدى")

	def test_an_emergency_contact_whose_name_alone_changes(self):
		name = _old_customer(None)
		old = {"emergency_contact": "Huda", "emergency_contact_phone": "99"}
		frappe.db.set_value("Customer", name, old)
		with strict():
			saved = self.save("Customer", name, emergency_contact="Huda Salem")
		self.assertEqual(saved.emergency_contact_phone, "99")

	def test_contacts_and_leads(self):
		for typed in BAD_PHONES:
			contact = make_contact(make_customer().name, phone_nos=[{"phone": phone()}])
			frappe.db.set_value("Contact Phone", contact.phone_nos[0].name, "phone", typed)
			lead = make_lead()
			frappe.db.set_value("Lead", lead.name, {"mobile_no": typed, "phone": typed})
			with strict():
				saved = self.save("Contact", contact.name, designation="Driver")
				self.assertEqual(saved.phone_nos[0].phone, typed)
				self.assertEqual(self.save("Lead", lead.name, job_title="Driver").mobile_no, typed)
				self.assertEqual(make_customer_of_lead(lead.name).insert().mobile_no, typed)

	def test_a_contact_chosen_as_the_primary_one_brings_its_number(self):
		customer = make_customer()
		contact = make_contact(customer.name, phone_nos=[{"phone": "937", "is_primary_mobile_no": 1}])
		with strict():
			saved = self.save(
				"Customer", customer.name, customer_primary_contact=contact.name, mobile_no="937"
			)
		self.assertEqual(saved.mobile_no, "937")

	def test_vehicles(self):
		for typed in (*BAD_VINS, "شاصي", "IOQ"):
			car = make_car().name
			frappe.db.set_value("Vehicle", car, "chassis_no", typed)
			with strict():
				saved = self.save("Vehicle", car, color="Red")
			self.assertEqual((saved.chassis_no, saved.color), (typed, "Red"))


class TestImport(FrappeTestCase):
	def test_frappes_data_import_takes_customers_with_any_phone(self):
		names = {unique("Imported"): typed for typed in (*BAD_PHONES, "055 765 4321")}
		rows = [["Customer Name", "Customer Type", "Mobile No"]]
		rows += [[name, "Individual", typed] for name, typed in names.items()]
		job = frappe.get_doc(
			{
				"doctype": "Data Import",
				"reference_doctype": "Customer",
				"import_type": "Insert New Records",
				"import_file": _file(rows),
			}
		).insert()
		# It commits row by row.
		with patch.object(frappe.db, "commit"):
			Importer("Customer", data_import=job).import_data()
		log = frappe.get_all("Data Import Log", {"data_import": job.name}, ["success", "exception"])
		self.assertEqual([row.exception for row in log if not row.success], [])
		for name, typed in names.items():
			stored = frappe.db.get_value("Customer", {"customer_name": name}, "mobile_no")
			self.assertEqual(stored, "+966557654321" if typed.startswith("055") else typed)


def _file(rows: list[list[str]]) -> str:
	text = StringIO()
	csv.writer(text).writerows(rows)
	file = {
		"doctype": "File",
		"file_name": f"{unique('import')}.csv",
		"content": text.getvalue(),
		"is_private": 1,
	}
	return frappe.get_doc(file).insert().file_url


def _old_customer(mobile_no: str | None) -> str:
	"""As it was written before the app was installed."""
	record = frappe.new_doc("Customer")
	name = unique("Old")
	record.update(
		{
			"name": name,
			"customer_name": name,
			"customer_type": "Individual",
			"customer_group": frappe.db.get_value("Customer Group", {"is_group": 0}, "name"),
			"territory": frappe.db.get_value("Territory", {"is_group": 0}, "name"),
			"mobile_no": mobile_no,
		}
	)
	record.db_insert()
	return name
