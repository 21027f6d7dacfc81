"""Saved views in a browser: saved, opened with one choice, renamed and deleted, by keyboard too."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

READY = '[data-screen="dashboard"][data-state="ready"]'


@pytest.fixture(autouse=True)
def no_views(host) -> Iterator[None]:
	yield
	for view in host.call("analytics.views")["views"]:
		if view["is_own"]:
			host.call("analytics.delete_view", view=view["view"])


def dialog(page: Page, title: str) -> Locator:
	return page.get_by_role("dialog", name=title)


def save(page: Page, title: str, period: str) -> None:
	page.get_by_role("button", name="Saved views").click()
	dialog(page, "Saved views").get_by_role("button", name="Save these filters").click()
	form = dialog(page, "Save these filters")
	form.get_by_label("Name of the view").fill(title)
	# On some days of the year it is not the only period with these dates.
	form.get_by_label("Dates", exact=True).select_option(period)
	form.get_by_role("button", name="Save", exact=True).click()
	expect(form).to_have_count(0)


def test_a_view_is_saved_opened_renamed_and_deleted(open_screen, host):
	periods = {row["name"]: row for row in host.call("session.context")["periods"]}
	page = open_screen("dashboard", "en", "desk")
	field = page.get_by_label("Saved view", exact=True)
	expect(field).to_have_count(0)
	page.get_by_label("Period", exact=True).select_option("90")
	page.get_by_label("Segment", exact=True).select_option("Active")
	page.wait_for_selector(READY)
	save(page, "Fresh <b>ones</b>", "90")
	row = dialog(page, "Saved views").locator("[data-view]")
	expect(row).to_contain_text("Fresh <b>ones</b>")
	expect(row).to_contain_text("Last 90 days")
	page.keyboard.press("Escape")
	expect(field.locator("option:checked")).to_have_text("Fresh <b>ones</b>")

	page.get_by_role("button", name="Clear filters").click()
	page.wait_for_selector(READY)
	expect(field.locator("option:checked")).to_have_text("Not saved")
	field.select_option(label="Fresh <b>ones</b>")
	expect(page.get_by_label("Segment", exact=True)).to_have_value("Active")
	expect(page).to_have_url(re.compile(f"from_date={periods['90']['from_date']}.*segment=Active"))

	page.get_by_role("button", name="Saved views").click()
	listed = dialog(page, "Saved views")
	listed.get_by_label("Actions for").click()
	listed.get_by_role("button", name="Change view").click()
	form = dialog(page, "Change view")
	form.get_by_label("Name of the view").fill("Regulars")
	page.keyboard.press("Enter")
	expect(row).to_contain_text("Regulars")
	listed.get_by_label("Actions for").click()
	listed.get_by_role("button", name="Delete view").click()
	dialog(page, "Delete the view").get_by_role("button", name="Delete view").click()
	expect(listed).to_contain_text("No view yet")
	page.keyboard.press("Escape")
	expect(field).to_have_count(0)


def test_a_view_without_a_name_is_refused_at_its_field(open_screen):
	page = open_screen("dashboard", "en", "phone")
	page.get_by_role("button", name="Saved views").click()
	dialog(page, "Saved views").get_by_role("button", name="Save these filters").click()
	form = dialog(page, "Save these filters")
	expect(form.get_by_label("Dates", exact=True)).to_have_count(0)
	form.get_by_role("button", name="Save", exact=True).click()
	expect(form).to_contain_text("Please fill this in.")
	expect(form.get_by_label("Name of the view")).to_be_focused()


def test_a_hijri_day_is_chosen_and_the_address_keeps_the_iso_day(open_screen, host):
	page = open_screen("dashboard", "en", "desk")
	toggle = page.get_by_role("button", name="Hijri dates")
	expect(toggle).to_have_attribute("aria-pressed", "false")
	try:
		toggle.click()
		expect(toggle).to_have_attribute("aria-pressed", "true")
		expect(page.locator(".wcrm-computed")).to_contain_text("AH")
		begin = page.get_by_role("group", name="From")
		begin.get_by_label("Year").select_option("1447")
		expect(page).to_have_url(re.compile("from_date=2025-06-26"))
		page.wait_for_selector(READY)
		expect(begin.get_by_label("Month")).to_have_value("1")
		page.reload()
		expect(begin.get_by_label("Year")).to_have_value("1447")
	finally:
		host.call("session.choose_calendar", calendar="gregorian")
