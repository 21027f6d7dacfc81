"""A clerk writes down a new customer together with the car."""

import pytest
from playwright.sync_api import Locator, Page, expect

from factories import random_phone, random_plate, random_vin, vin_check_digit


@pytest.fixture
def new_customer(open_screen, say):
	def open_form(language: str = "en", viewport: str = "desk") -> Locator:
		page = open_screen("search", language, viewport)
		page.get_by_role("button", name=say(page, "New customer"), exact=True).first.click()
		dialog = page.locator("dialog[open]")
		expect(dialog.locator("[name=name]")).to_be_visible()
		return dialog

	return open_form


def is_profile_of(page: Page, name: str) -> Locator:
	return page.locator('[data-screen="profile"][data-state="ready"]').get_by_text(name).first


@pytest.mark.parametrize("viewport", ["phone", "desk"])
@pytest.mark.parametrize(("language", "make"), [("ar", "هوندا"), ("en", "Honda")])
def test_a_chassis_number_fills_in_what_it_says_and_both_are_saved(
	new_customer, keep_picture, has_no_overflow, untranslated, nameless, language, viewport, make
):
	dialog = new_customer(language, viewport)
	page, plate = dialog.page, random_plate()
	dialog.locator("[name=name]").fill("Huda Alnasser")
	dialog.locator("[name=name_ar]").fill("هدى الناصر")
	dialog.locator("[name=phone]").fill(random_phone())
	dialog.locator("[name=plate]").fill(plate)
	dialog.locator("[name=vin]").fill(vin_of_honda())
	expect(dialog.locator("[name=make]")).to_have_value(make)
	expect(dialog.locator("[name=year]")).to_have_value("2003")
	expect(dialog.locator("[data-vin-says]")).to_contain_text(make)
	expect(dialog.locator("datalist option[value='Toyota'], datalist option[value='تويوتا']")).to_have_count(
		1
	)
	dialog.locator("[name=model]").fill("أكورد")
	keep_picture(page, f"new-customer-with-car-{language}-{viewport}")
	has_no_overflow(page)
	assert nameless(dialog) == []
	if language == "ar":
		assert untranslated(dialog) == []
	dialog.locator("button[type=submit]").click()
	expect(is_profile_of(page, "هدى الناصر" if language == "ar" else "Huda Alnasser")).to_be_visible()
	expect(page.locator("[data-vehicle]").get_by_text(plate).first).to_be_visible()


def test_what_was_typed_is_not_overwritten_and_a_contradiction_is_said(new_customer):
	dialog = new_customer()
	dialog.locator("[name=make]").fill("Toyota")
	dialog.locator("[name=year]").fill("2015")
	dialog.locator("[name=vin]").fill(vin_of_honda())
	expect(dialog.locator("[data-doubt=make]")).to_contain_text("Honda")
	expect(dialog.locator("[name=make]")).to_have_value("Toyota")
	expect(dialog.locator("[name=year]")).to_have_value("2015")
	dialog.locator("[name=make]").fill("هوندا")
	dialog.locator("[name=year]").focus()
	expect(dialog.locator("[data-doubt=make]")).to_have_count(0)


def test_a_likely_year_is_offered_and_not_filled_in(new_customer):
	dialog = new_customer()
	dialog.locator("[name=vin]").fill(f"KMHDH41EXCU{random_vin()[-6:]}")
	use = dialog.locator("[data-vin-says]").get_by_role("button")
	expect(dialog.locator("[name=make]")).to_have_value("Hyundai")
	expect(dialog.locator("[name=year]")).to_have_value("")
	use.click()
	expect(dialog.locator("[name=year]")).to_have_value("2012")


def test_a_wrong_letter_is_said_at_the_field(new_customer):
	dialog = new_customer()
	dialog.locator("[name=vin]").fill("1HGCM82633A0O4352")
	expect(dialog.locator(".wcrm-field:has([name=vin])")).to_contain_text("letter O")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_known_car_is_taken_over(
	host, new_customer, create_customer, create_vehicle, keep_picture, say, language
):
	seller = create_customer(name="Saad Almutlaq", name_ar="سعد المطلق")
	car = create_vehicle(seller["customer"])
	dialog = new_customer(language)
	page = dialog.page
	dialog.locator("[name=name]").fill("Huda Alnasser")
	dialog.locator("[name=plate]").fill(car["plate"])
	notice = dialog.locator("[data-known-car]")
	expect(notice).to_contain_text("سعد المطلق" if language == "ar" else "Saad Almutlaq")
	dialog.locator("button[type=submit]").click()
	expect(dialog.locator(".wcrm-field-problem")).to_be_visible()
	notice.get_by_role("button", name=say(page, "Take the car over"), exact=True).click()
	expect(dialog.locator("[data-taken-over]")).to_be_visible()
	keep_picture(page, f"new-customer-takes-a-car-over-{language}")
	dialog.locator("button[type=submit]").click()
	expect(is_profile_of(page, "Huda Alnasser")).to_be_visible()
	known = host.call("vehicles.read_plate", text=car["plate"])
	assert known["owner"]["customer"] != seller["customer"]


def vin_of_honda() -> str:
	"""Each time another one, of a Honda of 2003 from the United States; its check digit is worked out."""
	drawn = f"1HGCM82603A{random_vin()[-6:]}"
	return drawn[:8] + vin_check_digit(drawn) + drawn[9:]
