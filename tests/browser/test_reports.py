"""The reports that say what the dashboard says, on ERPNext's own report page."""

import pytest
from playwright.sync_api import Page, expect

REPORTS = ("Customer Value", "Customer Retention", "Service Frequency")
CHOICES = {"branch": "branches", "tier": "tiers", "vehicle_make": "vehicle_makes"}


@pytest.fixture(autouse=True)
def _only_on_the_desk(host):
	if host.name != "erpnext":
		pytest.skip("the preview has no reports of Frappe")


@pytest.fixture
def open_report(host, new_page):
	def open_it(report: str, language: str = "en", query: str = "") -> Page:
		page = new_page(language)
		page.goto(f"{host.url}/app/query-report/{report.replace(' ', '%20')}{query}")
		expect(field(page, "service_type")).to_be_visible(timeout=30_000)
		return page

	return open_it


def field(page: Page, name: str):
	return page.locator(f".page-form .frappe-control[data-fieldname={name}]:visible")


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_offers_what_the_dashboard_offers(host, open_report, report):
	options = host.call("analytics.dashboard", tile="forecast")["options"]
	page = open_report(report)
	for name, choices in CHOICES.items():
		shown = field(page, name)
		if len(options[choices]) < 2:
			expect(shown).to_have_count(0)
			continue
		page.wait_for_function("name => frappe.query_report.get_filter(name)._data?.length", arg=name)
		shown.locator("input").click()
		listed = shown.locator("[role=listbox] li")
		expect(listed.first).to_be_visible()
		assert sorted(listed.all_inner_texts()) == sorted(options[choices])
		page.keyboard.press("Escape")


def test_a_make_that_is_chosen_or_in_the_address_narrows_the_report(host, open_report):
	makes = host.call("analytics.dashboard", tile="forecast")["options"]["vehicle_makes"]
	total = host.call("analytics.customers", vehicle_make=makes[0], limit=0)["total"]
	page = open_report("Customer Value", query=f"?vehicle_make={makes[0]}")
	page.wait_for_function("total => frappe.query_report.data?.length === total", arg=total, timeout=30_000)
	expect(field(page, "vehicle_make").locator("input")).to_have_value(makes[0])


def test_the_filters_are_arabic_in_the_arabic_interface(open_report, say):
	page = open_report("Customer Value", "ar")
	for name, label in (("branch", "Branch"), ("tier", "Tier"), ("vehicle_make", "Make")):
		translated = say(page, label)
		assert translated != label
		assert page.evaluate("name => frappe.query_report.get_filter(name).df.label", name) == translated
