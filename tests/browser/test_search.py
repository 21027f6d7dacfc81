"""The search dialog, by its shortcut from any screen, and the warning of likely duplicates."""

import re
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

SHORTCUT = "Control+Shift+F"
FIND = "**/api/method/workshop_crm.api.search.find**"
NAME, NAME_AR = "Huthaifa Almansaf", "حذيفة المنصف"


@pytest.fixture(scope="module")
def known(host):
	"""Two customers whose names nobody else has."""
	values = [
		{"name": NAME, "name_ar": NAME_AR, "phone": "0557310001"},
		{"name": "Huthaifa Almarjan", "name_ar": "حذيفة المرجان", "phone": "0557310002"},
	]
	made = [host.call("customers.save_customer", values=one)["customer"] for one in values]
	car = {"plate": "", "make": "Toyota", "model": "Hilux"}
	host.call("vehicles.add_vehicle", customer=made[0], values={**car, "plate": f"NHD {_number(made[0])}"})

	def is_found() -> bool:
		answers = [host.call("search.find", query=one["phone"]) for one in values]
		found = {hit["customer"]: hit["plates"] for answer in answers for hit in answer["hits"]}
		return set(made) <= set(found) and bool(found[made[0]])

	host.wait_until(is_found, "indexing of new customers")
	return {"customer": made[0], "other": made[1]}


def _number(customer: str) -> int:
	"""A plate of their own for the customers of each run."""
	return int(re.sub(r"\D", "", customer)[-4:] or 1) or 1


@pytest.fixture
def open_search(open_screen):
	"""The dialog over a screen, opened by its shortcut, with recent customers in it."""

	def open_it(language: str = "en", viewport: str = "desk", screen: str = "messages") -> Locator:
		page = open_screen(screen, language, viewport)
		page.keyboard.press(SHORTCUT)
		dialog = page.locator("[data-dialog=search]")
		expect(dialog).to_be_visible()
		expect(dialog.get_by_role("combobox")).to_be_focused()
		return dialog

	return open_it


def typed(dialog: Locator, text: str) -> Locator:
	box = dialog.get_by_role("combobox")
	box.press_sequentially(text)
	return box


def options(dialog: Locator) -> Locator:
	return dialog.get_by_role("option")


def option(dialog: Locator, customer: str) -> Locator:
	return dialog.locator(f'[role=option][data-customer="{customer}"]')


@pytest.mark.parametrize("viewport", ["phone", "desk"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_shortcut_opens_the_search_with_recent_customers_and_finds_while_typing(
	open_search, known, keep_picture, has_no_overflow, nameless, untranslated, language, viewport
):
	dialog = open_search(language, viewport)
	expect(options(dialog).first).to_be_visible()
	keep_picture(dialog.page, f"search-dialog-recent-{language}-{viewport}")
	typed(dialog, "huzaifa almonsef")
	row = option(dialog, known["customer"])
	expect(row).to_have_attribute("aria-selected", "true")
	expect(row).to_contain_text("Hilux")
	expect(row.locator("mark").first).to_be_visible()
	keep_picture(dialog.page, f"search-dialog-{language}-{viewport}")
	has_no_overflow(dialog.page)
	assert nameless(dialog) == []
	if language == "ar":
		assert untranslated(dialog) == []


def test_arrows_choose_and_enter_opens_the_customer(open_search, known):
	dialog = open_search()
	box = typed(dialog, "Huthaifa Alma")
	expect(option(dialog, known["customer"])).to_be_visible()
	expect(option(dialog, known["other"])).to_be_visible()
	chosen = dialog.locator("[role=option][aria-selected=true]")
	expect(chosen).to_have_attribute("id", box.get_attribute("aria-activedescendant"))
	first = chosen.get_attribute("data-customer")
	box.press("ArrowDown")
	expect(chosen).not_to_have_attribute("data-customer", first)
	expect(chosen).to_have_attribute("id", box.get_attribute("aria-activedescendant"))
	box.press("ArrowUp")
	expect(chosen).to_have_attribute("data-customer", first)
	box.press("Enter")
	expect(dialog).to_have_count(0)
	expect(dialog.page).to_have_url(re.compile(re.escape(f"workshop-profile/{quote(first)}")))


def test_escape_clears_what_is_typed_and_then_closes(open_search, known):
	dialog = open_search()
	box = typed(dialog, "Huthaifa")
	expect(option(dialog, known["customer"])).to_be_visible()
	box.press("Escape")
	expect(box).to_have_value("")
	expect(dialog).to_be_visible()
	box.press("Escape")
	expect(dialog).to_have_count(0)


def test_enter_waits_for_the_answer_to_what_was_typed_last(open_search, known):
	dialog = open_search()
	box = dialog.get_by_role("combobox")
	box.fill("0557310001")
	box.press("Enter")
	expect(dialog.page).to_have_url(re.compile(re.escape(f"workshop-profile/{quote(known['customer'])}")))


def test_an_answer_that_comes_late_is_dropped(open_search, known):
	dialog = open_search()
	page = dialog.page
	expect(options(dialog).first).to_be_visible()
	late = []

	def hold_first(route) -> None:
		if "0557310002" in (route.request.post_data or "") + route.request.url:
			late.append(route)
		else:
			route.continue_()

	page.route(FIND, hold_first)
	box = dialog.get_by_role("combobox")
	box.fill("0557310002")
	page.wait_for_timeout(400)
	box.fill("0557310001")
	expect(option(dialog, known["customer"])).to_be_visible()
	assert late, "the first question was never asked"
	for route in late:
		route.continue_()
	page.wait_for_timeout(400)
	expect(option(dialog, known["customer"])).to_be_visible()
	expect(option(dialog, known["other"])).to_have_count(0)


def test_the_list_stays_while_the_next_answer_is_on_its_way(open_search, known):
	dialog = open_search()
	page = dialog.page
	box = typed(dialog, "Huthaifa Almans")
	expect(option(dialog, known["customer"])).to_be_visible()
	held = []
	page.route(FIND, lambda route: held.append(route))
	box.press_sequentially("af")
	page.wait_for_timeout(400)
	assert held, "nothing was asked"
	expect(option(dialog, known["customer"])).to_be_visible()
	for route in held:
		route.continue_()


def test_a_row_offers_to_call_to_write_and_to_begin_a_service(open_search, known):
	dialog = open_search()
	box = typed(dialog, "0557310001")
	expect(option(dialog, known["customer"])).to_have_attribute("aria-selected", "true")
	actions = dialog.locator(f'[data-actions-of="{known["customer"]}"]')
	expect(actions.locator("[data-action=call]")).to_have_attribute("href", "tel:+966557310001")
	expect(actions.locator("[data-action=whatsapp]")).to_have_attribute("href", re.compile("966557310001"))
	box.press("Tab")
	expect(actions.locator("[data-action=call]")).to_be_focused()
	actions.locator("[data-action=service]").click()
	expect(dialog.page).to_have_url(re.compile("workshop-checkout"))


@pytest.mark.parametrize(
	("language", "text", "field"), [("en", "Zarqanil Wubbeq", "name"), ("ar", "ظرقنيل ووبق", "name_ar")]
)
def test_a_new_customer_begins_with_what_was_typed(open_search, say, language, text, field):
	dialog = open_search(language)
	page = dialog.page
	typed(dialog, f"{text} 0557319999")
	expect(dialog.get_by_text(say(page, "Nobody found for “{0}”", f"{text} 0557319999"))).to_be_visible()
	dialog.get_by_role("button", name=say(page, "Create customer"), exact=True).click()
	expect(dialog).to_have_count(0)
	form = page.locator("dialog[open]")
	expect(form.locator(f"[name={field}]")).to_have_value(text)
	expect(form.locator("[name=phone]")).to_have_value("0557319999")


@pytest.mark.parametrize("viewport", ["phone", "desk"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_likely_duplicate_is_told_while_a_customer_is_written_down(
	open_search, known, say, keep_picture, has_no_overflow, nameless, untranslated, language, viewport
):
	dialog = open_search(language, viewport)
	page = dialog.page
	dialog.get_by_role("button", name=say(page, "New customer"), exact=True).click()
	form = page.locator("dialog[open]")
	form.locator("[name=name]").press_sequentially("Hudhayfa Almansaf")
	row = form.locator(f'[data-duplicate="{known["customer"]}"]')
	expect(row).to_be_visible()
	row.scroll_into_view_if_needed()
	keep_picture(page, f"duplicates-{language}-{viewport}")
	has_no_overflow(page)
	assert nameless(row) == []
	if language == "ar":
		assert untranslated(row) == []
	row.get_by_role("button").first.click()
	page.locator("dialog[data-dialog=confirm] [data-action=agree]").click()
	expect(page).to_have_url(re.compile(re.escape(f"workshop-profile/{quote(known['customer'])}")))


def test_a_customer_like_nobody_is_not_warned_of(open_search, say):
	dialog = open_search()
	page = dialog.page
	dialog.get_by_role("button", name=say(page, "New customer"), exact=True).click()
	form = page.locator("dialog[open]")
	with page.expect_response(lambda answer: "search.duplicates" in answer.url):
		form.locator("[name=name]").press_sequentially("Zarqanil Wubbeq")
	expect(form.locator("[data-duplicates]")).to_have_attribute("data-duplicates", "0")
	expect(form.locator("[data-duplicate]")).to_have_count(0)


def test_the_note_of_an_engine_stands_above_the_hits(open_search, known):
	"""What the server says of a missing index or an engine that is away."""
	dialog = open_search()
	page: Page = dialog.page

	def with_note(route) -> None:
		answer = route.fetch()
		body = answer.json()
		body["message"]["note"] = "The local index answers."
		route.fulfill(response=answer, json=body)

	page.route(FIND, with_note)
	typed(dialog, "0557310001")
	expect(dialog.locator("[data-search=note]")).to_have_text("The local index answers.")
	expect(option(dialog, known["customer"])).to_be_visible()
	assert urlsplit(page.url).path.startswith("/app/")
