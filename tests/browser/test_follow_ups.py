"""Follow-ups as work: each step is in the row, the focus stays with the work, and nothing of others is overwritten."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

MENU = "More about this follow-up"


@pytest.fixture
def unhappy(create_customer, complete_service, complain):
	"""The follow-up of a customer who was not satisfied."""
	customer = create_customer()["customer"]
	complete_service(customer)
	return complain(customer)


def row_in(page: Page, follow_up: dict) -> Locator:
	return page.locator(f"[data-follow-up='{follow_up['follow_up']}']")


def reach_row(page: Page, follow_up: dict) -> Locator:
	"""The row, with as many rows above it as other tests have left."""
	row, more = row_in(page, follow_up), page.locator("[data-panel=follow_ups] [data-action=show-more]")
	while row.count() == 0 and more.is_visible():
		shown = page.locator("[data-follow-up]").count()
		more.click()
		expect(page.locator("[data-follow-up]")).not_to_have_count(shown)
	return row


def choose(page: Page, part: str) -> None:
	with page.expect_response(re.compile(r"surveys\.follow_ups")):
		page.locator(f"[data-panel=follow_ups] [data-value={part}]").click()
	expect(page.locator(f"[data-panel=follow_ups] [data-value={part}]")).to_have_attribute(
		"aria-pressed", "true"
	)


def focused_row(page: Page) -> str:
	"""The follow-up in whose row the focus is."""
	return page.evaluate("document.activeElement.closest('[data-follow-up]')?.dataset.followUp ?? ''")


def test_a_row_has_the_phone_and_each_step_and_the_focus_stays_in_it(
	open_screen, open_dialog, submit, unhappy
):
	page = open_screen("follow-ups")
	row = reach_row(page, unhappy)
	expect(row.get_by_role("link", name="Call", exact=True)).to_have_attribute("href", re.compile(r"^tel:\+"))
	expect(row.get_by_role("link", name="WhatsApp")).to_have_attribute(
		"href", re.compile(r"^https://wa\.me/\d+$")
	)
	row.locator("[data-step=mine]").click()
	expect(row.locator("[data-step=mine]")).to_have_count(0)
	page.wait_for_timeout(200)
	assert focused_row(page) == unhappy["follow_up"]
	dialog = open_dialog(row, "Note", MENU)
	dialog.locator("[name=note]").fill("Called, no answer")
	submit(dialog)
	expect(row.locator("[data-note]")).to_contain_text("Called, no answer")
	page.wait_for_timeout(200)
	assert focused_row(page) == unhappy["follow_up"]
	row.locator("summary").click()
	row.get_by_role("button", name="Snooze for a week").click()
	choose(page, "mine")
	expect(reach_row(page, unhappy)).to_be_visible()


def test_a_follow_up_is_closed_and_found_reopened_and_its_history_read(
	open_screen, open_dialog, submit, unhappy
):
	page = open_screen("follow-ups")
	dialog = open_dialog(reach_row(page, unhappy), "Close")
	dialog.locator("[name=reason]").select_option("Solved")
	dialog.locator("[name=note]").fill("Free wash")
	submit(dialog)
	expect(row_in(page, unhappy)).to_have_count(0)
	page.wait_for_timeout(200)
	assert page.evaluate("document.activeElement.closest('[data-panel=follow_ups]') !== null")
	choose(page, "closed")
	row = reach_row(page, unhappy)
	expect(row).to_contain_text("Solved")
	dialog = open_dialog(row, "Reopen")
	dialog.locator("[name=note]").fill("It rattles again")
	submit(dialog)
	choose(page, "open")
	row = reach_row(page, unhappy)
	expect(row).to_contain_text("It rattles again")
	dialog = open_dialog(row, "History", MENU)
	kinds = dialog.locator("[data-kind]")
	expect(kinds).to_have_count(3)
	shown = kinds.evaluate_all("rows => rows.map((row) => row.dataset.kind)")
	assert shown[0] == "Reopened"
	assert sorted(shown) == ["Closed", "Opened", "Reopened"]


def test_what_somebody_else_did_meanwhile_is_shown_and_not_overwritten(host, open_screen, unhappy):
	page = open_screen("follow-ups")
	row = reach_row(page, unhappy)
	expect(row).to_be_visible()
	host.call("surveys.snooze_follow_up", follow_up=unhappy["follow_up"], days=7)
	row.locator("[data-step=mine]").click()
	expect(page.get_by_text("Somebody else has changed this follow-up meanwhile.")).to_be_visible()
	page.wait_for_timeout(300)
	expect(row.locator("[data-step=mine]")).to_be_visible()
	row.locator("[data-step=mine]").click()
	expect(row.locator("[data-step=mine]")).to_have_count(0)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("viewport", ["phone", "desk"])
def test_the_page_fits(open_screen, unhappy, has_no_overflow, keep_picture, language, viewport):
	page = open_screen("follow-ups", language=language, viewport=viewport, query="?part=unassigned")
	expect(reach_row(page, unhappy)).to_be_visible()
	has_no_overflow(page)
	keep_picture(page, f"follow-up-work-{language}-{viewport}")
