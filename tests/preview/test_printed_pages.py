"""The pages for the printer in Chromium: as a PDF with whole Arabic words in order, and on the screen.

The pages are the preview's own; a site prints by Print Formats.
"""

from base64 import b64decode
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page

from workshop_crm.preview.demo import fill
from workshop_crm.preview.settings import change_settings
from workshop_crm.tests import pdf_text
from workshop_crm.tests.pdf_text import PdfText, read_pdf

NAME_AR = "عبد الرحمن بن سلطان السدحان"
NOTES = "<p>يفضل الجلوس في الصالة، ويريد قهوة سادة.</p>"
PHONE = {"width": 390, "height": 844}

pytestmark = pytest.mark.skipif(
	pdf_text.READER is None, reason="pdftotext (poppler-utils) is not on this machine"
)


@pytest.fixture
def customer(new_customer) -> str:
	return new_customer(
		name="Abdulrahman Alsadhan",
		name_ar=NAME_AR,
		emergency_contact={"name": "نورة السدحان", "phone": "0559876543"},
		customer_notes=NOTES,
	)


@pytest.fixture
def invoice(call, customer, sell) -> str:
	values = {"plate": "ABJ 1234", "make": "Toyota", "vin": "1M8GDM9AXKP042788"}
	car = call("vehicles.add_vehicle", customer=customer, values=values)["vehicle"]
	return sell(customer, rate=1000, vehicle=car, odometer=84_500)["invoice"]


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
	"""A page of the printer; an error of a script or of the content security policy fails the test."""
	troubles: list[str] = []
	pages: list[Page] = []

	def open_it(path: str, language: str, **options) -> Page:
		page = browser.new_page(**options)
		page.on("pageerror", lambda error: troubles.append(str(error)))
		page.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
		page.goto(f"{address}/print/{path}?_lang={language}")
		pages.append(page)
		return page

	yield open_it
	for page in pages:
		page.close()
	assert troubles == []


@pytest.fixture
def paper(open_page: Callable[..., Page]) -> Callable[[str, str], PdfText]:
	return lambda path, language: read_pdf(open_page(path, language).pdf(prefer_css_page_size=True))


def test_the_arabic_invoice_has_whole_words_in_order_and_arabic_digits(paper, invoice):
	printed = paper(f"invoice/{invoice}", "ar")
	for words in (NAME_AR, "ح ب أ ١٢٣٤", "ABJ 1234", "٨٤٬٥٠٠ كم", "١٬١٥٠٫٠٠ ر.س.", "١٠ مارس ٢٠٢٦", invoice):
		assert printed.says(words), (words, printed.from_right)
	assert not printed.says("1,150.00")


def test_the_english_invoice_has_latin_digits_and_the_arabic_names(paper, invoice):
	printed = paper(f"invoice/{invoice}", "en")
	for words in (NAME_AR, "ح ب أ ١٢٣٤", "ABJ 1234", "84,500 km", "SAR 1,150.00", "10 March 2026", invoice):
		assert printed.says(words), (words, printed.from_left)
	assert not printed.says("١٬١٥٠٫٠٠")


def test_the_card_has_the_same_in_both_languages(paper, customer, invoice):
	arabic, english = paper(f"profile/{customer}", "ar"), paper(f"profile/{customer}", "en")
	for words in (NAME_AR, "نورة السدحان", "ح ب أ ١٢٣٤", "1M8GDM9AXKP042788", "055 123 4567"):
		assert arabic.says(words), (words, arabic.from_right)
		assert english.says(words), (words, english.from_right)
	assert arabic.says("يفضل الجلوس في الصالة، ويريد قهوة سادة.")
	assert (arabic.says("١٬١٥٠٫٠٠"), english.says("1,150.00")) == (True, True)


def test_the_bar_with_the_button_stays_off_the_paper_and_turns_the_language(open_page, paper, invoice):
	page = open_page(f"invoice/{invoice}", "en")
	page.evaluate("window.print = () => { window.printed = true; }")
	page.click("#wcrm-print")
	assert page.evaluate("window.printed")
	page.click("text=العربية")
	page.wait_for_load_state()
	assert page.get_attribute("html", "dir") == "rtl"
	page.emulate_media(media="print")
	assert not page.is_visible("#wcrm-print")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_nothing_is_cut_off_on_paper(open_page, invoice, customer, language):
	for path in (f"invoice/{invoice}", f"profile/{customer}"):
		page = open_page(path, language, viewport={"width": 794, "height": 1123})
		page.emulate_media(media="print")
		assert page.evaluate(
			"document.documentElement.scrollWidth <= document.documentElement.clientWidth"
		), path


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_made_up_workshop_is_pictured_on_paper_and_on_a_phone(
	workshop, open_page, rows, language, tmp_path: Path
):
	fill(workshop, 30)
	sale = rows(
		'SELECT name, customer FROM "tabSales Invoice" WHERE docstatus = 1 ORDER BY loyalty_points DESC, name LIMIT 1'
	)[0]
	for path in (f"profile/{sale['customer']}", f"invoice/{sale['name']}"):
		page = open_page(path, language, viewport=PHONE)
		assert page.evaluate(
			"document.documentElement.scrollWidth <= document.documentElement.clientWidth"
		), path
		assert len(page.pdf(prefer_css_page_size=True)) > 10_000


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_scanner_reads_the_tax_code_and_the_paper_says_what_it_is(
	workshop, open_page, customer, sell, language
):
	with workshop.writing() as connection:
		change_settings(connection, company="ورشة النور", tax_id="300012345600003")
	invoice = sell(customer, rate=1000)["invoice"]
	page = open_page(f"invoice/{invoice}", language)
	picture = Image.open(BytesIO(page.screenshot(full_page=True)))
	codes = [found.text for found in zxingcpp.read_barcodes(picture)]
	said = b64decode(next(text for text in codes if not text.startswith("http")))
	assert said.startswith(b"\x01\x13" + "ورشة النور".encode() + b"\x02\x0f300012345600003\x03\x14")
	assert said.endswith(b"\x04\x071150.00\x05\x06150.00")
	printed = read_pdf(page.pdf(prefer_css_page_size=True))
	assert printed.says("فاتورة ضريبية مبسطة")
	assert printed.says("Simplified tax invoice")
	assert printed.says("300012345600003")
