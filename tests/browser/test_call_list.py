"""The call list in a browser: a step takes a row away, and the focus goes to the one that follows."""

import pytest
from call_list_answers import REASON, Calls
from playwright.sync_api import Page, expect


@pytest.fixture
def calls(host, new_page):
	"""The page with three calls, and what it sends."""

	def show(language: str = "en") -> tuple[Page, Calls]:
		page = new_page(language)
		made = Calls(page)
		page.goto(f"{host.url}/app/workshop-call-list")
		page.wait_for_selector('[data-screen="call_list"][data-state="ready"]')
		return page, made

	return show


def test_after_a_call_the_row_leaves_and_the_focus_is_on_the_next_customer(calls):
	page, made = calls()
	expect(page.locator("[data-count=calls]")).to_contain_text("3")
	page.locator('[data-action="ACT-2"] [data-step=done]').click()
	dialog = page.locator("dialog")
	dialog.get_by_role("button", name="Save the call").click()
	expect(dialog).to_contain_text("Please fill this in.")
	dialog.locator("[name=result]").select_option("Booked")
	dialog.locator("[name=note]").fill("Monday")
	dialog.get_by_role("button", name="Save the call").click()
	expect(page.locator("li[data-action]")).to_have_count(2)
	expect(page.locator('[data-action="ACT-3"] a[data-focus]')).to_be_focused()
	assert made.sent == [{"step": "finish_action", "action": "ACT-2", "result": "Booked", "note": "Monday"}]
	expect(page.locator("[data-count=calls]")).to_contain_text("2")


def test_after_the_last_row_the_focus_is_on_the_title(calls):
	page, made = calls()
	made.open = made.open[:1]
	page.get_by_role("button", name="All").click()
	expect(page.locator("li[data-action]")).to_have_count(1)
	page.locator("li[data-action] summary").click()
	page.locator("li[data-action]").get_by_role("button", name="Dismiss").click()
	page.locator("dialog").get_by_role("button", name="Take off the list").click()
	expect(page.locator("[data-panel=calls] h2")).to_be_focused()
	expect(page.locator("[data-panel=calls]")).to_contain_text("Nobody")


def test_a_call_is_put_off_by_a_week_a_month_or_to_a_day(calls):
	page, made = calls()
	page.locator('[data-action="ACT-1"] summary').click()
	page.locator('[data-action="ACT-1"]').get_by_role("button", name="Snooze").click()
	until = page.locator("dialog [name=until]")
	first = until.input_value()
	page.locator("dialog [name=days]").select_option("30")
	assert until.input_value() > first
	until.fill(first)
	expect(page.locator("dialog [name=days]")).to_have_value("")
	page.locator("dialog").get_by_role("button", name="Snooze").click()
	expect(page.locator('[data-action="ACT-2"] a[data-focus]')).to_be_focused()
	assert made.sent == [{"step": "snooze_action", "action": "ACT-1", "until": first}]


def test_filters_stand_in_the_address_and_are_read_from_it(calls, host):
	page, made = calls()
	page.get_by_label("State", exact=True).select_option("later")
	page.wait_for_function("location.search.includes('state=later')")
	page.reload()
	page.wait_for_selector('[data-screen="call_list"][data-state="ready"]')
	assert made.asked[-1]["state"] == "later"
	expect(page.get_by_label("State", exact=True)).to_have_value("later")


def test_a_customer_can_be_rung_and_written_to_from_the_row(calls):
	page, _made = calls()
	row = page.locator('[data-action="ACT-1"]')
	expect(row.get_by_role("link", name="Call")).to_have_attribute("href", "tel:+966551234567")
	expect(row.get_by_role("link", name="WhatsApp")).to_have_attribute("href", "https://wa.me/966551234567")
	expect(row).to_contain_text(REASON)
