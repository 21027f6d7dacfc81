"""Reminders of services that ERPNext's scheduler writes under the rule in Workshop CRM Settings."""

from __future__ import annotations

from unittest.mock import patch

import frappe
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, add_months, getdate

from workshop_crm.core.vehicles.due_list import DueFilters
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.vehicles import kept_due, reminder_runs, service_reminders
from workshop_crm.tests.messaging import SETTINGS, reachable
from workshop_crm.tests.records import make_car, make_invoice
from workshop_crm.tests.refusals import assert_refused

TYPE = "Reminder Test Type"
RULE = {
	"service_reminders": 1,
	"reminder_days": 7,
	"reminder_when": "Before the service is due",
	"reminder_cap_count": 2,
	"reminder_cap_days": 30,
}


def make_service_type(name: str, name_ar: str, months: int) -> str:
	if not frappe.db.exists("Service Type", name):
		kind = {"doctype": "Service Type", "service_type_name": name, "name_ar": name_ar}
		frappe.get_doc({**kind, "interval_months": months}).insert()
	return name


class TestServiceReminders(FrappeTestCase):
	def setUp(self) -> None:
		make_service_type(TYPE, "خدمة", 6)
		self.use_rule()

	def use_rule(self, **changes: object) -> None:
		frappe.db.set_single_value(SETTINGS, {**RULE, **changes})
		frappe.clear_document_cache(SETTINGS, SETTINGS)

	def serviced(self, customer: Document, days_ago: int) -> Document:
		"""A car that was serviced some days before the day that is six months ago."""
		car = make_car(customer.name)
		self.serve(car, customer, TYPE, days_ago)
		return car

	def serve(self, car: Document, customer: Document, service_type: str, days_ago: int) -> None:
		day = add_days(add_months(getdate(), -6), -days_ago)
		values = {"vehicle": car.name, "service_type": service_type, "set_posting_time": 1}
		make_invoice(customer.name, 100, posting_date=day, due_date=day, **values)

	def remind(self, car: Document, **filters: object) -> str:
		"""The text of the one reminder that a run writes for the car."""
		kept_due.keep([car.name])
		with patch.object(frappe.db, "commit"):
			asked = DueFilters(vehicles=(car.name,), **filters)
			reminder_runs.work(reminder_runs.start(asked, frappe.generate_hash())["run"])
		(reminder,) = self.reminders(car)
		return reminder.text

	def run_job(self) -> None:
		with patch.object(frappe.db, "commit"):
			service_reminders.remind_due()

	def reminders(self, *cars: Document) -> list[frappe._dict]:
		about = {"reference_name": ("in", [car.name for car in cars]), "purpose": "Service Reminder"}
		return frappe.get_all(MESSAGE, about, ["status", "text", "customer", "error"])

	def test_a_car_that_is_due_is_reminded_once_however_often_the_job_runs(self):
		customer = reachable("WhatsApp")
		due, later, long_ago = (self.serviced(customer, days) for days in (0, -20, 60))
		for _ in range(2):
			self.run_job()
		(reminder,) = self.reminders(due, later, long_ago)
		self.assertEqual((reminder.customer, reminder.status), (customer.name, "Outbox"))
		self.assertIn("خدمة", reminder.text)
		self.assertEqual(service_reminders.last_of(customer.name), {due.name: getdate()})

	def test_the_rule_is_asked_for_and_a_customer_gets_no_more_than_it_allows(self):
		customer = reachable("WhatsApp")
		cars = [self.serviced(customer, 0) for _ in range(3)]
		self.use_rule(service_reminders=0)
		self.run_job()
		self.assertEqual(self.reminders(*cars), [])
		self.use_rule()
		self.run_job()
		self.assertEqual(len(self.reminders(*cars)), 2)

	def test_a_car_that_came_is_not_reminded_any_more(self):
		customer = reachable("WhatsApp")
		car = self.serviced(customer, 0)
		self.run_job()
		make_invoice(customer.name, 100, vehicle=car.name, service_type=TYPE)
		self.run_job()
		(reminder,) = self.reminders(car)
		self.assertEqual(reminder.status, "Withdrawn")

	def test_disabled_customers_and_those_without_consent_are_not_reminded(self):
		silent, gone = reachable(), reachable("WhatsApp")
		cars = [self.serviced(silent, 0), self.serviced(gone, 0)]
		frappe.db.set_value("Customer", gone.name, "disabled", 1)
		self.run_job()
		self.assertEqual(self.reminders(*cars), [])

	def test_a_run_for_one_service_writes_about_that_service(self):
		customer, other = reachable("WhatsApp"), make_service_type(f"{TYPE} Late", "أخرى", 3)
		car = self.serviced(customer, 0)
		self.serve(car, customer, other, -1)
		text = self.remind(car, service_type=TYPE)
		self.assertIn("خدمة", text)
		self.assertNotIn("أخرى", text)

	def test_a_run_reminds_of_the_service_that_the_list_shows(self):
		other = make_service_type(f"{TYPE} Recent", "حديثة", 6)
		for late_days, named, not_named in ((30, "حديثة", "خدمة"), (365, "خدمة", "حديثة")):
			customer = reachable("WhatsApp")
			car = self.serviced(customer, 100)
			self.serve(car, customer, other, 10)
			text = self.remind(car, late_days=late_days)
			self.assertIn(named, text)
			self.assertNotIn(not_named, text)

	def test_a_rule_that_could_not_be_meant_is_refused_in_the_form(self):
		def save() -> None:
			form = frappe.get_single(SETTINGS)
			form.reminder_days = 400
			form.save()

		assert_refused(save, "a year")
