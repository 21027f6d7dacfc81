"""The one condition and the one check by which records follow their customer."""

from __future__ import annotations

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api import profile
from workshop_crm.services.platform.customer_records.checks import has_permission
from workshop_crm.services.platform.customer_records.queries import query_conditions
from workshop_crm.tests.records import make_car, make_customer, make_user, restrict_to
from workshop_crm.tests.test_interactions import queries
from workshop_crm.tests.world_of_two import front_desk

FOLLOWING = (
	"Customer Message",
	"Survey Invitation",
	"Survey Response",
	"Survey Answer",
	"Customer Vehicle",
	"Vehicle",
	"Issue",
	"Sales Invoice",
	"Contact",
	"Tag Link",
)
NOT_FOLLOWING = ("Customer", "Item Group", "Service Type", "Workshop CRM Settings", "POS Profile", "DocType")


class RecordsTestCase(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.mine, cls.other = make_customer().name, make_customer().name
		cls.free, cls.bound = front_desk(), front_desk()
		restrict_to(cls.bound, cls.mine)

	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")


class TestCondition(RecordsTestCase):
	def test_it_is_empty_for_who_sees_everybody_so_that_nothing_is_joined(self):
		for doctype in (*FOLLOWING, *NOT_FOLLOWING):
			for user in ("Administrator", self.free):
				self.assertEqual(query_conditions(user, doctype), "", f"{user}: {doctype}")

	def test_it_asks_the_database_nothing_for_who_sees_everybody(self):
		frappe.set_user(self.free)
		query_conditions(self.free, "Customer Message")
		for doctype in FOLLOWING:
			query_conditions(self.free, doctype)
			self.assertEqual(queries(lambda d=doctype: query_conditions(self.free, d)), [], doctype)

	def test_it_names_the_readable_customers_for_who_is_restricted(self):
		for doctype in FOLLOWING:
			condition = query_conditions(self.bound, doctype)
			self.assertIn(self.mine, condition, doctype)
			frappe.db.sql(f"select name from `tab{doctype}` where {condition}")
		for doctype in NOT_FOLLOWING:
			self.assertEqual(query_conditions(self.bound, doctype), "", doctype)

	def test_a_row_without_a_customer_stays_only_where_the_customer_is_not_required(self):
		self.assertIn("= ''", query_conditions(self.bound, "Vehicle"))
		self.assertNotIn("= ''", query_conditions(self.bound, "Survey Invitation").split("select")[0])

	def test_without_a_right_to_read_customers_the_apps_records_are_closed_and_erpnexts_are_not(self):
		user = make_user("Support Team", "Fleet Manager")
		for doctype in ("Customer Message", "Survey Response", "Vehicle", "Tag Link"):
			self.assertIn("where false", query_conditions(user, doctype), doctype)
		for doctype in ("Issue", "Sales Order", "Project"):
			self.assertEqual(query_conditions(user, doctype), "", doctype)

	def test_a_message_of_no_customer_is_closed_to_who_may_not_see_all_whose_number_it_might_be(self):
		number = frappe.db.get_value("Customer", self.other, "mobile_no")
		values = {"direction": "Incoming", "channel": "WhatsApp", "status": "Delivered", "recipient": number}
		message = frappe.get_doc({"doctype": "Customer Message", "language": "ar", **values}).insert()
		for user, sees in ((self.free, True), (self.bound, False)):
			frappe.set_user(user)
			self.assertEqual(bool(frappe.get_list("Customer Message", {"name": message.name})), sees)
			self.assertEqual(message.has_permission("read"), sees)

	def test_a_shared_customer_brings_its_records(self):
		user = make_user("Fleet Manager")
		cars = [make_car(customer).name for customer in (self.mine, self.other)]
		frappe.share.add("Customer", self.mine, user, read=1)
		frappe.set_user(user)
		self.assertEqual(frappe.get_list("Vehicle", {"name": ("in", cars)}, pluck="name"), cars[:1])


class TestCheck(RecordsTestCase):
	def test_it_only_ever_refuses_and_takes_a_document_or_its_values(self):
		for user, customer, answer in (
			(self.free, self.other, None),
			(self.bound, self.mine, None),
			(self.bound, self.other, False),
			(self.bound, "Nobody-7", False),
			(self.bound, None, None),
		):
			values = {"doctype": "Vehicle", "license_plate": "NEW 1", "customer": customer}
			for doc in (frappe.get_doc(values), frappe._dict(values), values):
				self.assertIs(has_permission(doc, "read", user), answer, f"{user}: {customer}")

	def test_the_customer_that_is_stored_counts_as_well(self):
		car = make_car(self.other)
		car.customer = self.mine
		self.assertIs(has_permission(car, "write", self.bound), False)


class TestSpeed(RecordsTestCase):
	def test_a_profile_asks_no_more_of_the_database_because_records_follow_their_customer(self):
		frappe.set_user(self.free)
		profile.get_profile(customer=self.mine)
		asked = [
			query
			for query in queries(lambda: profile.get_profile(customer=self.mine))
			if "tabCustomer`" in query
		]
		self.assertEqual([query for query in asked if "in (select" in query.lower()], [])
