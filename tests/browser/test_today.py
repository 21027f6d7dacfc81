"""The day on one page: each row has its next step, a step changes its own section, and the focus stays with the work."""

import re
import secrets

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def busy_day(host, create_customer, complete_service, complain):
	"""An unhappy customer with an open basket, whose visit of today is not paid."""
	customer = create_customer()["customer"]
	invoice = complete_service(customer)["invoice"]
	follow_up = complain(customer)["follow_up"]
	draft = secrets.token_hex(6)
	item = host.call("visits.options")["items"][0]["item"]
	basket = {"lines": [{"item": item, "qty": 1, "rate": 10}]}
	host.call("visits.save_basket", draft=draft, screen="x", customer=customer, basket=basket, is_new=True)
	return {"customer": customer, "invoice": invoice, "follow_up": follow_up, "draft": draft}


def focused(page: Page, selector: str) -> bool:
	return page.evaluate("selector => document.activeElement.closest(selector) !== null", selector)


def test_the_days_work_is_there_with_its_next_steps(open_screen, busy_day):
	page = open_screen("today")
	visit = page.locator(f"[data-panel=visits] [data-invoice='{busy_day['invoice']}']")
	expect(visit.get_by_role("link", name="Call", exact=True)).to_have_attribute(
		"href", re.compile(r"^tel:\+")
	)
	expect(visit).to_contain_text("Open:")
	expect(visit).to_contain_text("Survey answered")
	page.locator(f"[data-panel=baskets] [data-basket='{busy_day['draft']}'] a", has_text="Go on").click()
	page.wait_for_selector('[data-screen="checkout"][data-state="ready"]')
	expect(page.locator(".wcrm-line, [data-line]").first).to_be_visible()


def test_the_payment_is_taken_from_the_row(host, open_screen, busy_day):
	page = open_screen("today")
	visit = page.locator(f"[data-panel=visits] [data-invoice='{busy_day['invoice']}']")
	visit.locator("[data-step=payment]").click()
	dialog = page.locator("dialog[open]")
	expect(dialog.locator("[data-part=pay]")).to_be_visible()
	dialog.locator("[data-action=pay]").click()
	expect(dialog.locator("[data-part=pay]")).to_have_count(0)
	dialog.get_by_label("Close", exact=True).first.click()
	expect(visit).to_contain_text("Paid")
	expect(page.locator(f"[data-panel=unpaid] [data-invoice='{busy_day['invoice']}']")).to_have_count(0)


def test_a_step_in_a_row_changes_its_section_and_keeps_the_focus(host, open_screen, busy_day):
	host.call("surveys.schedule_follow_up", follow_up=busy_day["follow_up"], due_on="")
	page = open_screen("today")
	panel = page.locator("[data-panel=follow_ups]")
	row = panel.locator("[data-follow-up]").first
	name = row.get_attribute("data-follow-up")
	mine = panel.locator(f"[data-follow-up='{name}'] [data-step=mine]")
	if mine.count() == 0:
		host.call("surveys.assign_follow_up", follow_up=name, user="")
		page.reload()
		page.wait_for_selector('[data-screen="today"][data-state="ready"]')
	mine.click()
	expect(mine).to_have_count(0)
	page.wait_for_timeout(200)
	assert focused(page, f"[data-follow-up='{name}']")


def test_a_section_leads_to_its_screen(open_screen, busy_day):
	page = open_screen("today")
	page.locator("[data-panel=follow_ups]").get_by_role("link", name="Show all").click()
	page.wait_for_selector('[data-screen="follow_ups"][data-state="ready"]')


def test_what_happens_elsewhere_appears_by_itself(host, busy_day, new_page):
	page = new_page()
	page.clock.install()
	page.goto(f"{host.url}/app/workshop-today")
	page.wait_for_selector('[data-screen="today"][data-state="ready"]', timeout=30_000)
	row = page.locator(f"[data-panel=baskets] [data-basket='{busy_day['draft']}']")
	expect(row).to_be_visible()
	host.call("visits.discard_basket", draft=busy_day["draft"])
	page.clock.run_for(61_000)
	expect(row).to_have_count(0)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("viewport", ["phone", "desk"])
def test_the_page_fits(open_screen, busy_day, has_no_overflow, keep_picture, language, viewport):
	page = open_screen("today", language=language, viewport=viewport)
	expect(page.locator("[data-panel=visits] [data-invoice]").first).to_be_visible()
	has_no_overflow(page)
	keep_picture(page, f"today-{language}-{viewport}")
