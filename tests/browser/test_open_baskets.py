"""The basket of a checkout survives leaving the page, a reload and a lost connection."""

import re

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def fill_a_basket(begin_a_sale):
	"""A checkout with a customer, a reading and a service at a price of its own, kept on the server."""

	def fill(language: str = "en", viewport: str = "desk") -> tuple[Page, dict]:
		page, made = begin_a_sale("333", language, viewport)
		page.locator("[name=odometer]").fill("4200")
		return page, made

	return fill


def is_kept(page: Page) -> None:
	expect(page.locator("[data-draft=saved]")).to_be_visible()


def is_as_it_was(page: Page) -> None:
	expect(page.locator(".wcrm-price")).to_have_value("333")
	expect(page.locator("[name=odometer]")).to_have_value("4200")
	expect(page.locator("[data-action=complete]")).to_be_enabled()


def baskets(host, customer: str) -> list[dict]:
	return host.call("visits.open_baskets", customer=customer)["drafts"]


@pytest.mark.parametrize("viewport", ["phone", "desk"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_basket_survives_a_reload(
	host, fill_a_basket, keep_picture, has_no_overflow, nameless, untranslated, language, viewport
):
	page, made = fill_a_basket(language, viewport)
	is_kept(page)
	keep_picture(page, f"basket-kept-{language}-{viewport}")
	has_no_overflow(page)
	expect(page).to_have_url(re.compile("draft="))
	page.reload()
	is_as_it_was(page)
	is_kept(page)
	side = page.locator("[data-panel=summary]")
	assert nameless(side) == []
	if language == "ar":
		assert untranslated(side) == []
	assert len(baskets(host, made["customer"])) == 1


def test_what_was_typed_a_moment_ago_is_kept_when_the_page_is_left_at_once(host, fill_a_basket):
	page, made = fill_a_basket()
	page.goto(f"{host.url}/app/workshop-messages")
	page.wait_for_selector('[data-screen="messages"][data-state="ready"]', timeout=30_000)
	host.wait_until(lambda: baskets(host, made["customer"]), "the basket")
	(kept,) = baskets(host, made["customer"])
	assert (kept["services"], kept["worth"]) == (1, 333)


@pytest.mark.parametrize("viewport", ["phone", "desk"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_open_basket_is_found_under_the_customers_name_and_completed(
	host,
	fill_a_basket,
	open_screen,
	keep_picture,
	has_no_overflow,
	nameless,
	untranslated,
	language,
	viewport,
):
	page, made = fill_a_basket(language, viewport)
	is_kept(page)
	page = open_screen("checkout", language, viewport)
	panel = page.locator("[data-panel=open-baskets]")
	row = panel.locator(f"[data-basket='{baskets(host, made['customer'])[0]['draft']}']")
	expect(row).to_contain_text(made["name_ar"] if language == "ar" else made["name"])
	keep_picture(page, f"open-baskets-{language}-{viewport}")
	has_no_overflow(page)
	assert nameless(panel) == []
	if language == "ar":
		assert untranslated(panel) == []
	row.locator("[data-action=resume]").click()
	is_as_it_was(page)
	page.locator("[data-action=complete]").click()
	expect(page.locator("[data-result=completed]")).to_be_visible()
	page.wait_for_timeout(900)
	assert baskets(host, made["customer"]) == []


def test_a_basket_is_discarded_after_it_was_asked_for(host, fill_a_basket):
	page, made = fill_a_basket()
	is_kept(page)
	discard = page.locator("[data-action=discard-basket]")
	discard.click()
	expect(page.locator("[data-action=keep]")).to_be_focused()
	page.locator("[data-action=keep]").click()
	is_as_it_was(page)
	discard.click()
	page.locator("[data-action=agree]").click()
	expect(page.locator(".wcrm-price")).to_have_count(0)
	page.wait_for_timeout(900)
	assert baskets(host, made["customer"]) == []


def test_a_basket_that_is_open_on_two_screens_is_overwritten_by_neither(host, fill_a_basket, new_page):
	page, made = fill_a_basket()
	is_kept(page)
	other = new_page()
	other.goto(page.url)
	is_as_it_was(other)
	page.locator(".wcrm-price").fill("444")
	expect(page.locator("[data-draft=elsewhere]")).to_be_visible()
	other.locator(".wcrm-price").fill("555")
	other.wait_for_timeout(300)
	is_kept(other)
	assert baskets(host, made["customer"])[0]["worth"] == 555


def test_without_a_connection_the_screen_says_so_and_keeps_the_basket_afterwards(host, fill_a_basket):
	page, made = fill_a_basket()
	is_kept(page)
	page.route("**/workshop_crm.api.visits.save_basket", lambda route: route.abort())
	page.locator(".wcrm-price").fill("444")
	expect(page.locator("[data-draft=waiting]")).to_be_visible()
	questions = []
	page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.dismiss()))
	page.evaluate("location.reload()")
	page.wait_for_timeout(300)
	assert questions == ["beforeunload"]
	page.unroute("**/workshop_crm.api.visits.save_basket")
	expect(page.locator("[data-draft=saved]")).to_be_visible(timeout=15_000)
	assert baskets(host, made["customer"])[0]["worth"] == 444
