"""The country of phone numbers without a country code comes from the company.

Only ERPNext has companies with a country.
"""

from __future__ import annotations

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.install import set_up_settings
from workshop_crm.patches.v0_3 import region_is_a_country
from workshop_crm.services.platform import settings
from workshop_crm.tests.records import make_customer

EMIRATES = "United Arab Emirates"


def choose(country: str | None) -> None:
	frappe.db.set_single_value(settings.SETTINGS, "default_region", country)


def chosen() -> str | None:
	return frappe.db.get_single_value(settings.SETTINGS, "default_region")


def move_company(country: str | None) -> None:
	for company in frappe.get_all("Company", pluck="name"):
		frappe.db.set_value("Company", company, "country", country, update_modified=False)


class TestDefaultRegion(FrappeTestCase):
	def setUp(self) -> None:
		before = chosen()
		self.addCleanup(lambda: choose(before))
		choose(None)

	def test_it_is_the_companys_country_on_installation(self) -> None:
		move_company(EMIRATES)
		set_up_settings()
		self.assertEqual((chosen(), settings.region()), (EMIRATES, "AE"))
		self.assertEqual(make_customer(mobile_no="050 123 4567").mobile_no, "+971501234567")

	def test_installing_again_keeps_the_one_that_was_chosen(self) -> None:
		choose("Kuwait")
		set_up_settings()
		self.assertEqual(settings.region(), "KW")

	def test_without_a_company_it_waits_for_the_first_one(self) -> None:
		move_company(None)
		set_up_settings()
		self.assertFalse(chosen())
		self.assertEqual(settings.region(), "SA")
		for country in (EMIRATES, "Kuwait"):
			frappe.get_doc(
				{
					"doctype": "Company",
					"company_name": frappe.generate_hash(length=8),
					"abbr": frappe.generate_hash(length=5),
					"default_currency": "AED",
					"country": country,
				}
			).run_method("after_insert")
			self.assertEqual(settings.region(), "AE")

	def test_two_letters_of_an_earlier_version_become_the_country(self) -> None:
		move_company("Kuwait")
		for stored, country in (
			("SA", "Saudi Arabia"),
			("AE", EMIRATES),
			(EMIRATES, EMIRATES),
			("XX", "Kuwait"),
		):
			choose(stored)
			region_is_a_country.execute()
			self.assertEqual(chosen(), country)
		self.assertEqual(settings.region(), "KW")
