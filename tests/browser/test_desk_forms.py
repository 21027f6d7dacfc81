"""ERPNext's own forms, with the profile and the car's history inside."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from factories import ARABIC_DIGITS, arabic_plate

PROFILE = '[data-screen="profile_embedded"]'


@pytest.fixture(autouse=True)
def _only_on_the_desk(host):
	if host.name != "erpnext":
		pytest.skip("the preview has no forms of ERPNext")


@pytest.fixture
def known(create_customer, create_vehicle, complete_service):
	made = create_customer(customer_notes="<p>Likes tea</p>")
	car = create_vehicle(made["customer"])
	complete_service(made["customer"], vehicle=car["vehicle"], odometer=1500)
	return {**made, "car": car}


@pytest.fixture
def open_form(host, new_page):
	def open_it(doctype: str, name: str, language: str = "en", viewport: str = "desk"):
		page = new_page(language, viewport)
		page.goto(f"{host.url}/app/{doctype}/{quote(name, safe='')}")
		return page

	return open_it


@pytest.fixture
def open_customer(open_form):
	def open_it(customer: str, language: str = "en", viewport: str = "desk"):
		page = open_form("customer", customer, language, viewport)
		page.wait_for_selector(f'{PROFILE}[data-state="ready"]', timeout=30_000)
		return page, page.locator(PROFILE)

	return open_it


@pytest.mark.parametrize("viewport", ["phone", "desk"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_customer_form_opens_on_the_whole_profile(
	open_customer, keep_picture, nameless, known, language, viewport
):
	page, root = open_customer(known["customer"], language, viewport)
	expect(root).to_be_visible()
	expect(root.locator(".wcrm-profile-head")).to_contain_text(known["name_ar"])
	expect(root.locator("[data-panel=vehicles]")).to_contain_text(known["car"]["plate"])
	expect(root.locator("[data-panel=visits] [data-invoice]")).to_have_count(1)
	expect(page.locator("[data-panel=history]")).to_be_visible()
	keep_picture(page, f"customer-form-{language}-{viewport}")
	wider = root.evaluate("element => element.scrollWidth - element.clientWidth")
	assert wider <= 1, f"the profile is {wider} px wider than its place"
	right = root.bounding_box()
	assert right["x"] >= 0
	assert right["x"] + right["width"] <= page.viewport_size["width"]
	assert nameless(root) == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_changed_in_the_profile_shows_in_it_and_in_the_form(
	open_customer, open_dialog, submit, keep_picture, profile_of, known, language
):
	page, root = open_customer(known["customer"], language)
	dialog = open_dialog(root.locator(".wcrm-profile-actions"), "Edit")
	dialog.locator("[name=name_ar]").fill("اسم جديد")
	dialog.locator('[name="emergency_contact.name"]').fill("Huda")
	dialog.locator('[name="emergency_contact.phone"]').fill("0559876543")
	submit(dialog)
	expect(root.locator(".wcrm-profile-head")).to_contain_text("اسم جديد")
	expect(root.locator("[data-panel=emergency]")).to_contain_text("Huda")
	keep_picture(page, f"customer-form-changed-{language}")
	page.wait_for_function("cur_frm.doc.emergency_contact === 'Huda'")
	assert page.evaluate("cur_frm.is_dirty()") is False
	assert profile_of(known["customer"])["name_ar"] == "اسم جديد"


def test_an_unsaved_form_keeps_its_changes(open_customer, say, known):
	page, root = open_customer(known["customer"])
	page.evaluate("cur_frm.set_value('website', 'https://example.com')")
	root.locator(".wcrm-profile-actions").get_by_role("button", name=say(page, "Edit"), exact=True).click()
	expect(
		page.locator(".desk-alert").filter(has_text=say(page, "Save your changes to the form first."))
	).to_be_visible()
	expect(page.locator("dialog[open]")).to_have_count(0)
	assert page.evaluate("cur_frm.doc.website") == "https://example.com"


def test_the_form_refuses_what_cannot_be_kept(open_customer, known):
	page, _root = open_customer(known["customer"])
	page.evaluate("cur_frm.set_value('emergency_contact', 'Huda')")
	page.evaluate("cur_frm.save().catch(() => {})")
	expect(page.locator(".msgprint").filter(has_text=re.compile("phone", re.IGNORECASE))).to_be_visible()
	assert page.evaluate("cur_frm.is_dirty()") is True


def test_a_call_logged_in_the_form_comes_first(open_customer, open_dialog, submit, known):
	page, _root = open_customer(known["customer"])
	history = page.locator("[data-panel=history]")
	dialog = open_dialog(history, "Add entry")
	dialog.locator("[name=text]").fill("Confirmed the appointment")
	submit(dialog)
	expect(history.locator("[data-entry]").first).to_contain_text("Confirmed the appointment")


def test_another_customer_is_shown_after_the_first(open_customer, known, create_customer):
	page, root = open_customer(known["customer"])
	other = create_customer()
	page.evaluate("name => frappe.set_route('Form', 'Customer', name)", other["customer"])
	expect(root.locator(".wcrm-profile-head")).to_contain_text(other["name_ar"])
	expect(root).to_be_visible()
	expect(root.locator("[data-panel=vehicles]")).not_to_contain_text(known["car"]["plate"])
	expect(root).to_have_count(1)


def test_the_tables_behind_the_profile_are_shown_when_asked_for(open_customer, say, known):
	page, _root = open_customer(known["customer"])
	table = page.locator('[data-fieldname="vehicle_ownership"]').first
	expect(table).to_be_hidden()
	page.get_by_role("button", name=say(page, "Show all fields"), exact=True).click()
	expect(table).to_be_visible()
	expect(table).to_contain_text(known["car"]["vehicle"])


@pytest.mark.parametrize("viewport", ["phone", "desk"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_vehicle_form_shows_both_plates_and_what_was_done(
	open_form, keep_picture, known, language, viewport
):
	page = open_form("vehicle", known["car"]["vehicle"], language, viewport)
	panel = page.locator("[data-panel=vehicle_history]")
	expect(panel).to_be_visible(timeout=30_000)
	expect(panel.locator("[data-invoice]")).to_have_count(1, timeout=15_000)
	letters = arabic_plate(known["car"]["plate"]).split()[1:3]
	plate = panel.locator(".wcrm-plate").first
	expect(plate).to_contain_text(known["car"]["plate"])
	expect(plate).to_contain_text(" ".join(letters))
	expect(plate).to_contain_text(known["car"]["plate"].split()[1].translate(ARABIC_DIGITS))
	expect(panel).to_contain_text(known["name_ar"] if language == "ar" else known["name"])
	keep_picture(page, f"vehicle-form-{language}-{viewport}")


def test_the_vehicle_form_hints_at_the_chassis_number(open_form, known):
	page = open_form("vehicle", known["car"]["vehicle"])
	expect(page.locator("[data-panel=vehicle_history]")).to_be_visible(timeout=30_000)
	field = page.locator('[data-fieldname="chassis_no"]').first
	expect(field).to_contain_text("17")
	page.evaluate("cur_frm.set_value('chassis_no', '12345678')")
	expect(field).to_contain_text("8")
