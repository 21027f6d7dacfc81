"""The counter in Chromium, and the code on paper. A page of ERPNext's desk is the same screen in another frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from workshop_crm.preview.settings import change_settings

SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 800}}


@pytest.fixture
def open_counter(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
	pages: list[Page] = []

	def open_it(language: str, size: str = "desk") -> Page:
		page = browser.new_page(viewport=SIZES[size])
		page.goto(f"{address}/app/workshop-handover?_lang={language}")
		page.wait_for_selector(".wcrm-handover li")
		pages.append(page)
		return page

	yield open_it
	for page in pages:
		page.close()


def invitations(rows) -> list[dict]:
	return rows('SELECT status, source, answered_by FROM "tabSurvey Invitation"')


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_screen_fits_and_shows_who_can_be_asked(open_counter, new_customer, sell, language, size):
	sell(new_customer())
	page = open_counter(language, size)
	assert page.locator(".wcrm-handover li[data-document]").count() == 1
	assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
	page.locator(".wcrm-handover button").first.click()
	code = page.locator("[data-dialog=survey-code] img")
	code.wait_for()
	assert code.evaluate("image => image.naturalWidth") > 20


def test_the_tablet_shows_the_survey_alone_until_the_pin_is_typed(
	open_counter, new_customer, sell, rows, call
):
	sell(new_customer())
	page = open_counter("en")
	page.get_by_role("button", name="Hand over the tablet").click()
	page.locator("dialog input[name=pin]").fill("12")
	page.locator("dialog button[type=submit]").click()
	page.get_by_text("Enter 4 to 8 digits.").wait_for()
	page.locator("dialog input[name=pin]").fill("4711")
	page.locator("dialog button[type=submit]").click()
	frame = page.frame_locator(".wcrm-counter iframe")
	frame.locator("form").first.wait_for()
	page.keyboard.press("Escape")
	page.keyboard.press("Escape")
	page.locator("dialog.wcrm-counter:modal").wait_for()
	link = frame.locator("html").evaluate("html => html.ownerDocument.location.pathname")
	call("surveys.answer", token=link.rsplit("/", 1)[1], answers={"rating": 5})
	page.reload()
	page.locator(".wcrm-counter-thanks").wait_for()
	assert page.locator(".wcrm-counter iframe").count() == 0
	pin = page.locator(".wcrm-counter-back input")
	pin.fill("0000")
	pin.press("Enter")
	page.get_by_text("This is not the PIN you chose.").wait_for()
	pin.fill("4711")
	pin.press("Enter")
	page.locator(".wcrm-counter").wait_for(state="detached")
	assert invitations(rows) == [{"status": "Answered", "source": "Handover", "answered_by": "Handover"}]


def test_a_printed_invoice_makes_the_invitation_once_and_messages_follow(
	client, call, new_customer, sell, worker, rows
):
	sold = sell(new_customer())
	for _ in range(2):
		paper = client.get(f"/print/invoice/{sold['invoice']}", base_url="http://127.0.0.1").text
		assert "<svg" in paper
	assert invitations(rows) == [{"status": "Handed Over", "source": "Print", "answered_by": ""}]
	worker.run_due()
	assert invitations(rows) == [{"status": "Outbox", "source": "Print", "answered_by": ""}]
	token = call("messaging.messages")["messages"][0]["link"].rsplit("/", 1)[1]
	call("surveys.answer", token=f"{token}.p", answers={"rating": 5})
	assert invitations(rows)[0]["answered_by"] == "Print"
	answered = client.get(f"/print/invoice/{sold['invoice']}", base_url="http://127.0.0.1").text
	assert "<svg" not in answered


def test_no_code_is_printed_where_nobody_is_asked(client, workshop, new_customer, sell, call, clock, rows):
	old, returned, off = (sell(new_customer(phone=f"055123456{number}"))["invoice"] for number in range(3))

	def paper(invoice: str) -> str:
		return client.get(f"/print/invoice/{invoice}", base_url="http://127.0.0.1").text

	note = call("visits.return_invoice", invoice=returned)["invoice"]
	assert "<svg" not in paper(note)
	call("visits.cancel", invoice=off)
	assert "<svg" not in paper(off)
	clock.pass_time(days=3)
	assert "<svg" not in paper(old)
	fresh = sell(new_customer(phone="0551234569"))["invoice"]
	with workshop.writing() as connection:
		change_settings(connection, survey_code_on_invoices=False)
	assert "<svg" not in paper(fresh)
	assert rows('SELECT * FROM "tabSurvey Invitation"') == []
