"""Likely duplicates of a customer who is about to be written down."""

from __future__ import annotations

import frappe

from workshop_crm.api import search
from workshop_crm.install import FRONT_DESK, ROLE_PROFILES
from workshop_crm.tests.records import make_customer, make_user, phone, unique
from workshop_crm.tests.search_stubs import brought
from workshop_crm.tests.test_search import SearchTestCase


def likely(**values: str) -> dict[str, str]:
	"""What each likely duplicate has in common, by customer."""
	return {one["customer"]: one["same"] for one in search.duplicates(values=values)["duplicates"]}


class TestDuplicates(SearchTestCase):
	def test_the_same_phone_in_another_form_is_likely_the_same_customer(self):
		customer = brought(make_customer)
		national = customer.mobile_no[4:]
		for typed in (f"0{national}", f"00966 {national}", customer.mobile_no):
			self.assertEqual(likely(name="Somebody Else", phone=typed).get(customer.name), "phone", typed)

	def test_the_same_name_in_the_other_script_is_likely_the_same_customer(self):
		customer = brought(
			lambda: make_customer(customer_name=unique("Zz"), customer_name_ar="عبدالرزاق الجبلاوي المطيري")
		)
		self.assertEqual(likely(name="Abdulrazzaq Aljablawi Almutairi").get(customer.name), "name")

	def test_name_and_phone_together_stand_first(self):
		name = "Abdulhadi Alqarzai Alshahrani"
		both = brought(lambda: make_customer(customer_name=name))
		brought(lambda: make_customer(customer_name=name))
		found = likely(name=name, phone=both.mobile_no)
		self.assertEqual(next(iter(found.items())), (both.name, "both"))

	def test_a_customer_is_no_duplicate_of_itself(self):
		customer = brought(make_customer)
		self.assertEqual(likely(customer=customer.name, phone=customer.mobile_no), {})

	def test_a_new_phone_and_a_name_that_nobody_has_warn_of_nobody(self):
		self.assertEqual(likely(name="Qwzx Vbnmpt", phone=phone()), {})

	def test_a_number_that_cannot_be_read_yet_is_no_error(self):
		self.assertEqual(likely(phone="05"), {})

	def test_who_may_change_customers_may_merge_them(self):
		customer = brought(make_customer)
		self.addCleanup(frappe.set_user, "Administrator")
		frappe.set_user(make_user(*ROLE_PROFILES[FRONT_DESK]))
		(one,) = search.duplicates(values={"phone": customer.mobile_no})["duplicates"]
		self.assertEqual(one["may_merge"], frappe.has_permission("Customer", "write", customer.name))
		self.assertEqual(one["phones"][0]["e164"], customer.mobile_no)
