"""Pages for the printer: the same papers as on a site, in the reader's language, safe to open.

The pages are the preview's own; a site prints by Print Formats.
"""

import re
from html import unescape

import pytest

BASE = {"base_url": "http://127.0.0.1"}


def words_of(page: str) -> str:
	return " ".join(unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)).split())


@pytest.fixture
def customer(call, new_customer) -> str:
	return new_customer(
		emergency_contact={"name": "Huda", "phone": "0559876543"},
		service_preferences={"parts": "genuine"},
		customer_notes="<p>Likes <strong>tea</strong></p>",
	)


@pytest.fixture
def invoice(call, customer, sell) -> str:
	values = {"plate": "ABJ 1234", "make": "Toyota", "vin": "1M8GDM9AXKP042788"}
	car = call("vehicles.add_vehicle", customer=customer, values=values)["vehicle"]
	return sell(customer, vehicle=car, odometer=45_000)["invoice"]


@pytest.fixture
def printed(client):
	def get(path: str, language: str = "en"):
		return client.get(f"/print/{path}?_lang={language}", **BASE)

	return get


def test_the_profile_card_has_the_person_the_car_and_the_notes(printed, customer, invoice):
	page = printed(f"profile/{customer}").text
	text = words_of(page)
	for word in (
		"Reem Alward",
		"ريم الورد",
		"055 123 4567",
		"ABJ 1234",
		"ح ب أ ١٢٣٤",
		"Genuine parts",
		invoice,
	):
		assert word in text, word
	assert "<strong>tea</strong>" in page


def test_the_card_in_arabic_reads_from_the_right_with_arabic_digits(printed, customer, invoice):
	page = printed(f"profile/{customer}", "ar").text
	assert '<html lang="ar" dir="rtl">' in page
	assert "٤٥٬٠٠٠" in words_of(page)


def test_the_invoice_has_its_lines_tax_and_total(printed, invoice):
	text = words_of(printed(f"invoice/{invoice}").text)
	for word in (invoice, "Reem Alward", "ABJ 1234", "1M8GDM9AXKP042788", "400.00", "60.00", "460.00", "15"):
		assert word in text, word


@pytest.mark.parametrize("after", ["visits.return_invoice", "visits.cancel"])
def test_a_paper_that_is_no_valid_invoice_any_more_says_so(printed, call, invoice, after):
	before = printed(f"invoice/{invoice}").text
	other = call(after, invoice=invoice)["invoice"]
	assert "wp-stamp" not in re.sub(r"<style.*?</style>", "", before, flags=re.DOTALL)
	again = printed(f"invoice/{invoice}").text
	assert words_of(again) != words_of(before)
	if other != invoice:
		note = words_of(printed(f"invoice/{other}").text)
		assert "Credit note" in note
		assert invoice in note


def test_an_invoice_from_a_file_has_no_lines_and_its_total(workshop, printed, customer):
	with workshop.writing() as connection:
		connection.execute(
			"""INSERT INTO "tabSales Invoice" (name, customer, posting_date, docstatus, net_total, grand_total, imported)
			VALUES ('OLD-1', ?, '2025-11-02', 1, 1150000000, 1150000000, 1)""",
			(customer,),
		)
	assert "1,150.00" in words_of(printed("invoice/OLD-1").text)


@pytest.mark.parametrize("path", ["profile/NOBODY", "invoice/NOTHING", "profile/", "receipt/1"])
def test_what_is_not_there_is_a_page_that_says_so(printed, path):
	response = printed(path)
	assert response.status_code == 404
	assert response.mimetype == "text/html"


def test_what_somebody_typed_cannot_become_markup(printed, call, new_customer):
	customer = new_customer(
		name="<script>alert(1)</script>", customer_notes="<img src=x onerror=alert(2)>hello"
	)
	page = printed(f"profile/{customer}").text
	assert "<script>alert" not in page
	assert "onerror" not in page
	assert "&lt;script&gt;" in page


def test_a_page_for_the_printer_is_never_kept_and_runs_only_its_own_script(printed, customer):
	response = printed(f"profile/{customer}")
	assert response.headers["Cache-Control"] == "no-store"
	assert "script-src 'self'" in response.headers["Content-Security-Policy"]
	assert re.findall(r"<script[^>]*>", response.text) == re.findall(
		r'<script type="module" src="/assets/workshop_crm/v-\w+/js/preview/print\.js">', response.text
	)


def test_the_dashboard_on_paper_has_the_dates_of_the_chosen_calendar(client, call):
	def text(language: str) -> str:
		address = f"/print/dashboard?from_date=2026-01-05&_lang={language}"
		return words_of(client.get(address, **BASE).text)

	assert "since 5 January 2026" in text("en")
	call("session.choose_calendar", calendar="hijri")
	assert "since 16 Rajab 1447 AH" in text("en")
	assert "١٦ رجب ١٤٤٧ هـ" in text("ar")
