"""The list of cars that need a service, in a browser."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("viewport", ["phone", "desk"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_list_of_due_services_is_whole(
	open_screen, keep_picture, has_no_overflow, nameless, untranslated, language, viewport
):
	page = open_screen("due", language, viewport)
	screen = page.locator("[data-screen=due]")
	expect(screen.locator("[data-row]").first).to_be_visible()
	has_no_overflow(page)
	assert nameless(screen) == []
	if language == "ar":
		assert untranslated(screen) == []
	keep_picture(page, f"due-{language}-{viewport}")


def test_filters_narrow_the_list_and_stay_in_the_address(open_screen, host):
	page = open_screen("due")
	count = page.locator("[data-count=due]")
	everything = int(count.get_attribute("data-total"))
	overdue = host.call("vehicles.due", when="overdue")["total"]
	assert 0 < overdue <= everything
	page.locator("[data-value=overdue]").click()
	expect(count).to_have_attribute("data-total", str(overdue))
	make = host.call("vehicles.due", when="overdue")["options"]["makes"][0]
	page.locator("[data-filter=make]").select_option(make)
	narrowed = host.call("vehicles.due", when="overdue", make=make)["total"]
	expect(count).to_have_attribute("data-total", str(narrowed))
	page.reload()
	expect(count).to_have_attribute("data-total", str(narrowed))


def test_rows_are_chosen_one_by_one_all_shown_or_all_there_are(open_screen):
	page = open_screen("due")
	total = page.locator("[data-count=due]").get_attribute("data-total")
	chosen = page.locator("[data-chosen]")
	boxes = page.locator(".wcrm-row-box")
	shown = boxes.count()
	boxes.nth(1).check()
	expect(chosen).to_have_attribute("data-chosen", "1")
	expect(boxes.nth(1)).to_be_focused()
	page.locator("[data-choose=shown]").check()
	expect(chosen).to_have_attribute("data-chosen", str(shown))
	if int(total) > shown:
		page.locator("[data-choose=all]").click()
		expect(chosen).to_have_attribute("data-chosen", total)
	boxes.first.uncheck()
	expect(chosen).to_have_attribute("data-chosen", str(shown - 1))
