"""The import page in Chromium, in both languages: from the file to the customer in the search.

Only the preview has an import page.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from workshop_crm.preview.demo import fill
from workshop_crm.preview.jobs.worker import Worker

FILE = "ID;Customer Name;Mobile No;Remark\nC-1;ريم الورد;0551234567;x\nC-2;Bad;12;y\n".encode("windows-1256")


@pytest.fixture
def url(workshop, address):
	worker = Worker(workshop)
	worker.start()
	yield address
	worker.stop()


@pytest.fixture(params=["en", "ar"])
def page(request, browser, url):
	troubles = []
	page = browser.new_page(viewport={"width": 390, "height": 844})
	page.on("pageerror", lambda error: troubles.append(str(error)))
	page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
	page.goto(f"{url}/app/workshop-import?_lang={request.param}")
	page.wait_for_selector('[data-screen="import"][data-state="ready"]')
	yield page
	page.close()
	assert troubles == []


def choose_file(page, data: bytes = FILE) -> None:
	page.set_input_files("input[type=file]", {"name": "list.csv", "mimeType": "text/csv", "buffer": data})
	page.wait_for_selector("[data-panel=columns]")


def test_a_file_is_mapped_checked_and_imported(page, url, rows):
	choose_file(page)
	expect(page.locator("[data-panel=columns] h2")).to_be_focused()
	expect(page.locator("select[data-place='1']")).to_have_value("name")
	page.locator("select[data-place='3']").select_option("email")
	page.locator("[data-panel=columns] .wcrm-button-primary").click()
	refused = page.locator("[data-panel=result] tbody tr")
	expect(refused).to_have_count(3)
	expect(page.locator("[data-panel=result] h2").first).to_be_focused()
	assert rows("SELECT * FROM tabCustomer") == []
	page.locator("select[data-place='3']").select_option("")
	page.locator("[data-panel=columns] .wcrm-button-primary").click()
	expect(refused).to_have_count(1)
	page.locator("[data-panel=result] .wcrm-button-primary").click()
	expect(page.locator("[data-panel=result] [data-card=added]")).to_be_visible()
	page.wait_for_selector("[data-panel=result] [role=status]")
	assert [row["name"] for row in rows("SELECT name FROM tabCustomer")] == ["C-1"]
	page.goto(f"{url}/app/workshop-search")
	page.locator("[role=combobox]").fill("0551234567")
	page.wait_for_selector("[role=option][data-customer='C-1']")


def test_nothing_is_wider_than_the_phone(page):
	choose_file(page)
	page.locator("[data-panel=columns] .wcrm-button-primary").click()
	page.wait_for_selector("[data-panel=result]")
	assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_made_up_workshop_can_be_removed_on_the_page(workshop, page, rows):
	fill(workshop, 2)
	page.reload()
	page.locator("[data-panel=demo] button").click()
	page.locator("dialog .wcrm-button-danger").click()
	page.wait_for_selector("[data-panel=file]")
	assert rows("SELECT * FROM tabCustomer") == []


def test_an_import_that_was_begun_asks_before_it_is_left(page, url):
	choose_file(page)
	other = page.locator("[data-panel=columns] .wcrm-row button").last
	other.click()
	page.locator("[data-action=keep]").click()
	expect(page.locator("[data-panel=columns]")).to_be_visible()
	page.locator(".wcrm-language:visible").click()
	page.locator("[data-action=keep]").click()
	expect(page.locator("[data-panel=columns]")).to_be_visible()
	other.click()
	page.locator("[data-action=agree]").click()
	expect(page.locator("[data-panel=file] h2")).to_be_focused()
	page.locator(".wcrm-language:visible").click()
	page.wait_for_selector('[data-screen="import"][data-state="ready"]')
