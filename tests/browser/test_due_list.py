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


@pytest.mark.parametrize("language", ["en", "ar"])
def test_reminders_to_many_are_asked_about_and_their_result_is_shown(
	open_screen, keep_picture, has_no_overflow, untranslated, language
):
	page = open_screen("due", language, "phone" if language == "ar" else "desk")
	boxes = page.locator(".wcrm-row-box")
	for place in (0, 1, 2):
		boxes.nth({"en": place, "ar": place + 3}[language]).check()
	page.locator("[data-action=remind-many]").click()
	dialog = page.locator("dialog[open]")
	told = dialog.locator("[data-going]")
	expect(told).to_be_visible()
	going, left = int(told.get_attribute("data-going")), int(told.get_attribute("data-left"))
	assert going + left == 3
	has_no_overflow(page)
	keep_picture(page, f"due-question-{language}")
	if language == "ar":
		assert untranslated(dialog) == []
	if going == 0:
		pytest.skip("none of the first customers of this host may be written to")
	dialog.locator("button[type=submit]").click()
	expect(dialog).to_have_count(0)
	run = page.locator("[data-run]").first
	expect(run).to_have_attribute("data-status", "Done", timeout=30_000)
	expect(run.locator("[data-result=written]")).to_be_visible()
	expect(page.locator("[data-panel=runs] h2")).to_be_focused()
	expect(page.locator("[data-chosen]")).to_have_attribute("data-chosen", "0")
	expect(page.locator("[data-outcome]")).not_to_have_count(0)
	has_no_overflow(page)
	keep_picture(page, f"due-after-{language}")
