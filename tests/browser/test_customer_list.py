"""All customers with filters, beside the search: choose some, write to them."""

import pytest
from playwright.sync_api import expect

COUNT = "[data-count=customer-list]"


@pytest.mark.parametrize("viewport", ["phone", "desk"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_list_of_all_customers_is_whole(
	open_screen, keep_picture, has_no_overflow, nameless, untranslated, language, viewport
):
	page = open_screen("search", language, viewport, query="?show=all")
	screen = page.locator("[data-screen=search]")
	expect(screen.locator("[data-row]").first).to_be_visible()
	expect(screen.locator(".wcrm-search-results")).to_be_hidden()
	has_no_overflow(page)
	assert nameless(screen) == []
	if language == "ar":
		assert untranslated(screen) == []
	keep_picture(page, f"customers-{language}-{viewport}")


def test_filters_add_up_and_stay_in_the_address(open_screen, host):
	page = open_screen("search")
	page.locator(".wcrm-filter-chip[data-value=all]").click()
	everybody = host.call("customers.listed")["total"]
	expect(page.locator(COUNT)).to_have_attribute("data-total", str(everybody))
	page.locator("[data-value=due]").click()
	due = host.call("customers.listed", due=True)["total"]
	expect(page.locator(COUNT)).to_have_attribute("data-total", str(due))
	assert 0 < due < everybody
	page.locator("[data-value=at_risk]").click()
	both = host.call("customers.listed", due=True, at_risk=True)["total"]
	expect(page.locator(COUNT)).to_have_attribute("data-total", str(both))
	page.reload()
	expect(page.locator(COUNT)).to_have_attribute("data-total", str(both))
	expect(page.locator("[data-value=due]")).to_have_attribute("aria-pressed", "true")


def test_typing_a_name_shows_hits_in_place_of_the_list(open_screen):
	page = open_screen("search", query="?show=all&due=1")
	box = page.locator(".wcrm [role=combobox]").first
	box.fill("محمد")
	expect(page.locator(".wcrm [role=option]").first).to_be_visible()
	expect(page.locator("[data-panel=customer-list]")).to_be_hidden()
	box.fill("")
	expect(page.locator("[data-panel=customer-list]")).to_be_visible()
	expect(page.locator("[data-value=due]")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_message_goes_to_those_who_are_chosen(
	open_screen, keep_picture, has_no_overflow, untranslated, create_customer, language
):
	"""New customers of one test, so that nobody has had the message."""
	for _ in range(2):
		create_customer(name=f"AAA Bulk {language}", name_ar="")
	page = open_screen("search", language, "phone" if language == "ar" else "desk", query="?show=all")
	rows = page.locator("[data-row]").filter(has_text=f"AAA Bulk {language}")
	chosen = rows.count()
	for row in rows.all():
		row.locator(".wcrm-row-box").check()
	page.locator("[data-action=message-many]").click()
	dialog = page.locator("dialog[open]")
	told = dialog.locator("[data-going]")
	expect(told).to_be_visible()
	assert int(told.get_attribute("data-going")) + int(told.get_attribute("data-left")) == chosen
	assert int(told.get_attribute("data-going")) >= 2
	expect(dialog.locator("blockquote")).to_have_count(2)
	has_no_overflow(page)
	keep_picture(page, f"bulk-{language}")
	if language == "ar":
		assert untranslated(dialog) == []
	dialog.locator("[data-action=send-many]").click()
	expect(dialog).to_have_count(0)
	run = page.locator("[data-run]").first
	expect(run).to_have_attribute("data-status", "Done", timeout=30_000)
	expect(run.locator("[data-result=written]")).to_be_visible()
	expect(page.locator("[data-panel=runs] h2")).to_be_focused()
	keep_picture(page, f"bulk-after-{language}")
