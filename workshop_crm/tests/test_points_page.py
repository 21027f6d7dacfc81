"""A customer's own points page on Frappe's web server: whose it is, and whose it is no more."""

from __future__ import annotations

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import set_request
from frappe.website.serve import get_response

from workshop_crm.api import loyalty
from workshop_crm.services.platform import settings
from workshop_crm.tests.records import make_car, make_customer, make_invoice, program


class TestPointsPage(FrappeTestCase):
	def setUp(self) -> None:
		self.customer = self.member(2000)
		self.link = loyalty.points_link(customer=self.customer)
		self.addCleanup(setattr, frappe.local, "lang", frappe.local.lang)

	def member(self, spent: float) -> str:
		customer = make_customer().name
		frappe.db.set_value("Customer", customer, "loyalty_program", program())
		make_invoice(customer, spent)
		return customer

	def page(self, link: str | None, **query: str) -> str:
		with self.set_user("Guest"):
			set_request(method="GET", path="/p/" + (link or "").rsplit("/p/", 1)[1])
			frappe.local.form_dict = frappe._dict(query)
			response = get_response()
		self.assertEqual(response.status_code, 200)
		return response.get_data(as_text=True)

	def test_a_guest_with_the_link_reads_the_balance_in_both_languages(self) -> None:
		balance = loyalty.account(customer=self.customer)["balance"]
		english = self.page(self.link, _lang="en")
		self.assertIn(f'<bdi dir="ltr">{balance:,}</bdi>', english)
		self.assertIn('lang="en" dir="ltr"', english)
		self.assertIn('lang="ar" dir="rtl"', self.page(self.link, _lang="ar"))

	def test_it_says_what_the_cars_need_next_and_the_phone_of_the_company(self) -> None:
		car = make_car(self.customer, make="Toyota", model="Camry")
		make_invoice(self.customer, 200, vehicle=car.name, service_type="Oil Change", odometer=1500)
		frappe.db.set_value("Company", settings.company(), "phone_no", "+966 11 234 5678")
		frappe.clear_document_cache("Company", settings.company())
		self.addCleanup(frappe.clear_document_cache, "Company", settings.company())
		page = self.page(self.link, _lang="en")
		self.assertIn("Toyota Camry", page)
		self.assertIn("Oil Change", page)
		self.assertIn('href="tel:+966112345678"', page)

	def test_a_link_of_a_merged_customer_shows_nothing_of_the_one_who_was_kept(self) -> None:
		kept = self.member(500)
		frappe.rename_doc("Customer", self.customer, kept, merge=True, force=True)
		self.assertIn('data-state="unknown"', self.page(self.link))
		self.assertIn('data-state="open"', self.page(loyalty.points_link(customer=kept)))

	def test_a_disabled_customer_has_no_page(self) -> None:
		frappe.db.set_value("Customer", self.customer, "disabled", 1)
		self.assertIn('data-state="unknown"', self.page(self.link))
		self.assertIsNone(loyalty.points_link(customer=self.customer))

	def test_points_of_a_program_that_was_left_are_still_shown(self) -> None:
		frappe.db.set_value("Customer", self.customer, "loyalty_program", None)
		self.assertIn('data-state="open"', self.page(self.link))
