"""After the sale, and any visit later: paid, printed, sent, and the next customer, without a mouse."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect


@pytest.fixture
def complete_a_sale(begin_a_sale):
	"""The checkout with a sale just completed and nothing paid."""

	def complete(language: str = "en", viewport: str = "desk") -> tuple[Page, dict]:
		page, made = begin_a_sale("200", language, viewport)
		page.locator("[data-action=complete]:enabled").click()
		expect(page.locator("[data-result=completed]")).to_be_visible()
		return page, made

	return complete


def invoice_of(page: Page) -> str:
	return page.locator("[data-result]").get_attribute("data-invoice") or ""


def choose(place: Locator, mode: str) -> None:
	place.get_by_text(mode, exact=True).click()


@pytest.mark.parametrize("viewport", ["phone", "desk"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_payment_is_taken_after_the_sale_and_the_next_customer_is_looked_for(
	host, complete_a_sale, keep_picture, has_no_overflow, nameless, untranslated, say, language, viewport
):
	page, _made = complete_a_sale(language, viewport)
	result = page.locator("[data-result=completed]")
	keep_picture(page, f"service-completed-{language}-{viewport}")
	has_no_overflow(page)
	assert nameless(result) == []
	if language == "ar":
		assert untranslated(result) == []
	invoice = invoice_of(page)
	part = result.locator("[data-part=pay]")
	part.locator("input[data-mode]").fill("100")
	part.locator("[data-action=pay]").click()
	expect(result.locator("[data-card=paid]")).to_contain_text(re.compile("100|١٠٠"))
	expect(result.locator("[data-action=print]")).to_be_focused()
	modes = host.call("visits.options")["modes"]
	if len(modes) > 1:
		choose(part, say(page, "Split"))
		rest = host.call("visits.get_visit", invoice=invoice)["outstanding"]
		part.locator("input[data-mode]").nth(1).fill(str(rest))
	part.locator("[data-action=pay]").click()
	expect(part).to_have_count(0)
	assert host.call("visits.get_visit", invoice=invoice)["outstanding"] == 0
	keep_picture(page, f"service-paid-{language}-{viewport}")
	result.locator("[data-action=next]").click()
	expect(page.locator("[data-panel=customer] input")).to_be_focused()


def test_the_whole_end_of_a_sale_goes_by_keyboard(host, complete_a_sale):
	page, _made = complete_a_sale()
	invoice = invoice_of(page)
	expect(page.get_by_role("heading", name="Service completed")).to_be_focused()
	for _press in range(12):
		page.keyboard.press("Tab")
		if page.evaluate("document.activeElement.dataset.action") == "pay":
			break
	page.keyboard.press("Enter")
	expect(page.locator("[data-part=pay]")).to_have_count(0)
	assert host.call("visits.get_visit", invoice=invoice)["outstanding"] == 0
	for _press in range(12):
		if page.evaluate("document.activeElement.dataset.action") == "next":
			break
		page.keyboard.press("Tab")
	page.keyboard.press("Enter")
	expect(page.locator("[data-panel=customer] input")).to_be_focused()


def test_the_invoice_is_sent_by_a_channel_that_the_customer_agreed_to(host, complete_a_sale):
	page, made = complete_a_sale()
	buttons = page.locator("[data-action=send]")
	assert buttons.evaluate_all("all => all.map(one => one.dataset.channel)") == ["WhatsApp"]
	buttons.click()
	expect(page.locator("[data-part=sent]")).to_contain_text("outbox")
	texts = [one["text"] for one in host.call("messaging.messages", customer=made["customer"])["messages"]]
	assert any(invoice_of(page) in text for text in texts)


@pytest.mark.parametrize("viewport", ["phone", "desk"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_visit_opens_from_the_profile_and_is_paid_there(
	host,
	open_screen,
	create_customer,
	create_vehicle,
	complete_service,
	keep_picture,
	has_no_overflow,
	nameless,
	untranslated,
	language,
	viewport,
):
	made = create_customer(name="Wafa Almandil", name_ar="وفاء المنديل")
	car = create_vehicle(made["customer"])["vehicle"]
	done = complete_service(made["customer"], rate=200, vehicle=car, odometer=4200)
	page = open_screen("profile", language, viewport, params=made["customer"])
	row = page.locator(f"[data-panel=visits] [data-invoice='{done['invoice']}']")
	row.locator("[data-action=open-visit]").click()
	dialog = page.locator("dialog[data-dialog=visit]")
	expect(dialog.locator("tbody tr")).to_have_count(1)
	keep_picture(page, f"visit-{language}-{viewport}")
	has_no_overflow(page)
	assert nameless(dialog) == []
	if language == "ar":
		assert untranslated(dialog) == []
	dialog.locator("[data-action=pay]").click()
	expect(dialog.locator("[data-part=pay]")).to_have_count(0)
	assert host.call("visits.get_visit", invoice=done["invoice"])["outstanding"] == 0


def test_all_visits_are_listed_with_their_number(host, open_screen, create_customer, complete_service):
	customer = create_customer()["customer"]
	for rate in range(100, 112):
		complete_service(customer, rate=rate)
	page = open_screen("profile", params=customer)
	page.locator("[data-action=all-visits]").click()
	dialog = page.locator("dialog[data-dialog=all-visits]")
	expect(dialog.locator("li[data-invoice]")).to_have_count(12)
	expect(dialog.locator("[data-total]")).to_have_text("12 of 12")
	dialog.locator("[data-action=open-visit]").last.click()
	expect(page.locator("dialog[data-dialog=visit] tbody tr")).to_have_count(1)


@pytest.mark.parametrize("viewport", ["phone", "desk"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_customer_reads_the_invoice_behind_its_link(
	host, new_page, create_customer, complete_service, keep_picture, has_no_overflow, language, viewport
):
	customer = create_customer()["customer"]
	invoice = complete_service(customer, rate=200)["invoice"]
	sent = host.call("visits.send_invoice", invoice=invoice)["message"]
	messages = host.call("messaging.messages", customer=customer)["messages"]
	link = next(one["link"] for one in messages if one["message"] == sent)
	page = new_page(language, viewport, logged_in=False)
	page.goto(f"{host.url}/i/{link.rsplit('/i/', 1)[1]}?_lang={language}")
	expect(page.locator("main[data-state=open]")).to_contain_text(invoice)
	expect(page.locator("html")).to_have_attribute("lang", language)
	keep_picture(page, f"guest-invoice-{language}-{viewport}")
	has_no_overflow(page)
