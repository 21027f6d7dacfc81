"""The profile on one screen: all of it shown, and every change the front desk makes there."""

import json
import re

import pytest
from playwright.sync_api import expect

from factories import ARABIC_DIGITS, arabic_plate, random_phone, random_plate, random_vin, wrong_vin
from workshop_crm.tests.some import some

BOTH = pytest.mark.parametrize("language", ["ar", "en"])
WIDTHS = pytest.mark.parametrize("viewport", ["phone", "desk"])
# What is done, once on a phone and once on a desk; how the dialogs look is tested in all four.
PHONE_AND_DESK = pytest.mark.parametrize(("language", "viewport"), [("ar", "phone"), ("en", "desk")])
MORE = "More about this customer"


@pytest.fixture
def open_profile(open_screen):
	"""The page, and the root of the screen on it."""

	def open_it(customer: str, language: str = "en", viewport: str = "desk"):
		page = open_screen("profile", language, viewport, params=customer)
		return page, page.locator('[data-screen="profile"]')

	return open_it


@pytest.fixture
def regular(create_customer, create_vehicle, complete_service, line_of, log_interaction):
	"""Somebody the workshop knows well."""
	made = create_customer(
		email="regular@example.com",
		channels=[
			{"channel": "WhatsApp", "consent_date": "2026-01-05", "source": "Front desk"},
			{"channel": "Phone", "source": "Phone call"},
		],
		emergency_contact={"name": "هدى", "phone": "0559876543"},
		service_preferences={"oil": "Mobil 1 5W-30", "parts": "genuine", "approval_limit": 750, "wash": True},
		customer_notes="<p>Likes <strong>قهوة</strong></p><ul><li>Quiet corner</li></ul>",
	)
	car = create_vehicle(made["customer"], vin=random_vin())
	complete_service(made["customer"], vehicle=car["vehicle"], odometer=2000, lines=[line_of("Oil Change")])
	for day in (1, 2):
		log_interaction(made["customer"], text=f"Call of day {day}", happened_on=f"2026-03-{day:02} 09:00:00")
	return {**made, "car": car}


@WIDTHS
@BOTH
def test_everything_about_a_regular_customer_is_on_one_screen(
	open_profile, keep_picture, has_no_overflow, nameless, regular, language, viewport
):
	page, root = open_profile(regular["customer"], language, viewport)
	keep_picture(page, f"profile-regular-{language}-{viewport}")
	head = root.locator(".wcrm-profile-head")
	expect(head).to_contain_text(regular["name_ar"])
	expect(head).to_contain_text(regular["name"])
	expect(head.locator('a[href^="tel:+966"]').first).to_be_visible()
	expect(head.locator('a[href^="https://wa.me/966"]')).to_be_visible()
	(cars, preferences, notes, contact, emergency, history) = (
		root.locator(f"[data-panel={name}]")
		for name in ("vehicles", "preferences", "notes", "contact", "emergency", "history")
	)
	expect(cars).to_contain_text(regular["car"]["plate"])
	expect(cars).to_contain_text(arabic_plate(regular["car"]["plate"]).split()[0])
	expect(cars.locator('[data-service="Oil Change"]')).to_have_attribute("data-due", "later")
	expect(preferences).to_contain_text("Mobil 1 5W-30")
	expect(notes.locator("strong")).to_have_text("قهوة")
	expect(notes.locator("li")).to_have_text("Quiet corner")
	expect(contact.locator('[data-channel="Phone"]')).to_have_attribute("data-usable", "true")
	expect(contact.locator('[data-channel="SMS"]')).to_have_attribute("data-usable", "false")
	expect(emergency).to_contain_text("هدى")
	expect(emergency.locator('a[href="tel:+966559876543"]').first).to_be_visible()
	expect(history.get_by_text("Call of day 2")).to_be_visible()
	for name in ("visits", "satisfaction", "loyalty", "value"):
		expect(root.locator(f"[data-panel={name}]")).to_be_visible()
	has_no_overflow(page)
	assert nameless(root) == []


@WIDTHS
@BOTH
def test_an_unknown_person_leaves_no_panel_without_words(
	open_profile, keep_picture, has_no_overflow, create_customer, language, viewport
):
	made = create_customer(phone="", channels=[])
	page, root = open_profile(made["customer"], language, viewport)
	keep_picture(page, f"profile-empty-{language}-{viewport}")
	panels = root.locator("[data-panel] .wcrm-panel-body")
	assert panels.count() >= 9
	assert [text for text in panels.all_inner_texts() if not text.strip()] == []
	assert not re.search("undefined|null|NaN", root.inner_text())
	has_no_overflow(page)


@PHONE_AND_DESK
def test_a_customer_is_edited_with_channels_preferences_contact_and_notes(
	open_profile,
	open_dialog,
	submit,
	keep_picture,
	has_no_overflow,
	nameless,
	profile_of,
	create_customer,
	language,
	viewport,
):
	made = create_customer()
	page, root = open_profile(made["customer"], language, viewport)
	dialog = open_dialog(root.locator(".wcrm-profile-actions"), "Edit")
	phone = random_phone()
	dialog.locator("[name=phone]").fill(phone.translate(ARABIC_DIGITS))
	sms = dialog.locator('[data-channel="SMS"]')
	sms.get_by_role("checkbox").check()
	sms.locator("[type=date]").fill("2026-02-03")
	dialog.locator('[data-channel="WhatsApp"]').get_by_role("checkbox").uncheck()
	dialog.locator('[name="service_preferences.parts"]').select_option("aftermarket")
	dialog.locator('[name="service_preferences.oil"]').fill("5W-30")
	dialog.locator('[name="service_preferences.approval_limit"]').fill("٧٥٠")
	dialog.locator('[name="service_preferences.wash"]').check()
	dialog.locator('[name="emergency_contact.name"]').fill("Huda")
	dialog.locator('[name="emergency_contact.phone"]').fill("055 987 6543")
	notes = dialog.get_by_role("textbox").and_(dialog.locator("[contenteditable]"))
	notes.click()
	page.keyboard.press("Control+b")
	page.keyboard.type("Careful")
	page.keyboard.press("Control+b")
	page.keyboard.type(" with the paint")
	assert nameless(dialog) == []
	has_no_overflow(page)
	keep_picture(page, f"profile-edit-{language}-{viewport}")
	submit(dialog)
	expect(root.locator("[data-panel=emergency]")).to_contain_text("Huda")
	expect(root.locator("[data-panel=preferences]")).to_contain_text("5W-30")
	expect(root.locator("[data-panel=notes]")).to_contain_text("Careful with the paint")
	expect(root.locator('[data-panel=contact] [data-channel="SMS"]')).to_have_attribute("data-usable", "true")
	saved = profile_of(made["customer"])
	assert saved["phone"]["e164"] == "+966" + phone[1:]
	assert [(row["channel"], row["consent_date"]) for row in saved["channels"]] == [("SMS", "2026-02-03")]
	assert saved["preferences"]["values"] == {
		"oil": "5W-30",
		"parts": "aftermarket",
		"approval_limit": 750,
		"wash": True,
	}
	assert saved["emergency_contact"]["phone"]["e164"] == "+966559876543"
	assert re.search(r"<(strong|b)>Careful</\1>", saved["notes"])
	assert (saved["name"], saved["name_ar"]) == (made["name"], made["name_ar"])


@BOTH
def test_a_refusal_stands_beside_its_input_and_nothing_typed_is_lost(
	open_profile, open_dialog, keep_picture, profile_of, create_customer, language
):
	made = create_customer()
	page, root = open_profile(made["customer"], language)
	dialog = open_dialog(root.locator(".wcrm-profile-actions"), "Edit")
	dialog.locator("[name=name]").fill("Typed Before")
	phone = dialog.locator("[name=phone]")
	phone.fill("12")
	dialog.locator("button[type=submit]").click()
	problem = dialog.locator(".wcrm-field", has=page.locator("[name=phone]")).get_by_role("alert")
	expect(problem).to_contain_text("12")
	expect(phone).to_be_focused()
	expect(phone).to_have_attribute("aria-invalid", "true")
	expect(dialog.locator("[name=name]")).to_have_value("Typed Before")
	keep_picture(page, f"profile-edit-refused-{language}")
	assert profile_of(made["customer"])["name"] == made["name"]


@BOTH
def test_the_panels_have_short_dialogs_of_their_own_that_leave_the_rest_alone(
	open_profile, open_dialog, submit, profile_of, regular, language
):
	_page, root = open_profile(regular["customer"], language)
	before = profile_of(regular["customer"])
	dialog = open_dialog(root.locator("[data-panel=emergency]"), "Edit emergency contact")
	expect(dialog.locator("[name=name]")).to_have_count(0)
	dialog.locator('[name="emergency_contact.name"]').fill("")
	dialog.locator('[name="emergency_contact.phone"]').fill("")
	submit(dialog)
	dialog = open_dialog(root.locator("[data-panel=preferences]"), "Edit preferences")
	expect(dialog.locator('[name="service_preferences.oil"]')).to_have_value("Mobil 1 5W-30")
	dialog.locator('[name="service_preferences.oil"]').fill("")
	submit(dialog)
	expect(root.locator("[data-panel=preferences]")).not_to_contain_text("Mobil")
	after = profile_of(regular["customer"])
	# The value is computed in the background, and may come at any time.
	changed = {part for part in before if before[part] != after[part]} - {"value"}
	assert changed == {"emergency_contact", "preferences"}
	assert after["preferences"]["values"] == {"parts": "genuine", "approval_limit": 750, "wash": True}


@PHONE_AND_DESK
def test_a_car_is_added_by_its_arabic_plate_and_shows_the_latin_one(
	open_profile,
	open_dialog,
	submit,
	keep_picture,
	has_no_overflow,
	nameless,
	create_customer,
	profile_of,
	language,
	viewport,
):
	made = create_customer()
	page, root = open_profile(made["customer"], language, viewport)
	dialog = open_dialog(root.locator("[data-panel=vehicles]"), "Add a car")
	plate = random_plate()
	dialog.locator("[name=plate]").press_sequentially(arabic_plate(plate))
	expect(dialog.locator(".wcrm-reading").first).to_contain_text(plate)
	dialog.locator("[name=make]").fill("Nissan")
	dialog.locator("[name=odometer]").fill("١٢٠٠٠")
	vin = wrong_vin()
	dialog.locator("[name=vin]").fill(vin)
	reason = dialog.locator("[name=vin_reason]")
	expect(reason).to_be_hidden()
	dialog.locator("button[type=submit]").click()
	expect(reason).to_be_visible()
	expect(reason).to_be_focused()
	expect(dialog.get_by_role("alert").filter(has_text=vin)).to_be_visible()
	assert nameless(dialog) == []
	has_no_overflow(page)
	keep_picture(page, f"profile-add-car-{language}-{viewport}")
	reason.fill("Read from the frame")
	submit(dialog)
	card = root.locator("[data-panel=vehicles] [data-vehicle]")
	expect(card).to_contain_text(plate)
	expect(card).to_contain_text(vin)
	(car,) = profile_of(made["customer"])["vehicles"]
	assert (car["plate_latin"], car["odometer"], car["vin"]) == (plate, 12_000, vin)


def test_a_lower_odometer_asks_for_its_reason(
	open_profile, open_dialog, submit, say, profile_of, create_customer, create_vehicle
):
	made = create_customer()
	car = create_vehicle(made["customer"], odometer=50_000)
	page, root = open_profile(made["customer"])
	menu = say(page, "Actions for car {0}", car["plate"])
	dialog = open_dialog(root.locator("[data-vehicle]"), "Edit car", menu)
	reason = dialog.locator("[name=odometer_reason]")
	expect(reason).to_be_hidden()
	dialog.locator("[name=odometer]").fill("49000")
	dialog.locator("button[type=submit]").click()
	expect(reason).to_be_visible()
	reason.fill("The cluster was replaced")
	submit(dialog)
	expect(root.locator("[data-vehicle]")).to_contain_text("49,000")
	assert profile_of(made["customer"])["vehicles"][0]["odometer"] == 49_000


@PHONE_AND_DESK
def test_a_car_is_sold_to_another_customer_and_its_history_goes_with_it(
	host,
	open_profile,
	open_dialog,
	submit,
	say,
	keep_picture,
	has_no_overflow,
	nameless,
	profile_of,
	regular,
	create_customer,
	language,
	viewport,
):
	buyer = create_customer(name="Buthaina Alhazmi", name_ar="بثينة الحازمي")

	def found() -> bool:
		hits = host.call("search.find", query=buyer["phone"])["hits"]
		return buyer["customer"] in [hit["customer"] for hit in hits]

	host.wait_until(found, "indexing of the buyer")
	page, root = open_profile(regular["customer"], language, viewport)
	car = root.locator("[data-panel=vehicles] [data-vehicle]")
	menu = say(page, "Actions for car {0}", regular["car"]["plate"])
	dialog = open_dialog(car, "Transfer to another customer", menu)
	expect(dialog.get_by_role("option").first).to_be_visible()
	dialog.locator("button[type=submit]").click()
	expect(dialog.get_by_role("alert").filter(has_text=re.compile(r"\S"))).to_be_visible()
	dialog.get_by_role("combobox").fill(buyer["phone"])
	dialog.locator(f'[role=option][data-customer="{buyer["customer"]}"]').click()
	expect(dialog.locator(".wcrm-chosen")).to_be_visible()
	assert nameless(dialog) == []
	has_no_overflow(page)
	keep_picture(page, f"profile-sell-{language}-{viewport}")
	submit(dialog)
	expect(car).to_have_class(re.compile("wcrm-car-past"))
	history = open_dialog(car, "Service history", menu)
	expect(history).to_contain_text(buyer["name_ar"] if language == "ar" else buyer["name"])
	expect(history.locator("[data-invoice]")).to_have_count(1)
	has_no_overflow(page)
	keep_picture(page, f"profile-car-history-{language}-{viewport}")
	page.keyboard.press("Escape")
	expect(history).to_have_count(0)
	assert [car["is_current"] for car in profile_of(regular["customer"])["vehicles"]] == [False]
	assert [car["is_current"] for car in profile_of(buyer["customer"])["vehicles"]] == [True]


def test_somebody_elses_car_is_offered_as_a_sale_while_its_plate_is_typed(
	open_profile, open_dialog, submit, say, profile_of, regular, create_customer
):
	buyer = create_customer()
	page, root = open_profile(buyer["customer"])
	dialog = open_dialog(root.locator("[data-panel=vehicles]"), "Add a car")
	dialog.locator("[name=plate]").fill(regular["car"]["plate"])
	reading = dialog.locator(".wcrm-reading").first
	expect(reading).to_contain_text(regular["name"])
	reading.get_by_role("button", name=say(page, "Transfer to this customer")).click()
	sale = page.locator("dialog[open]").filter(has=page.locator(".wcrm-chosen"))
	expect(sale.locator(".wcrm-chosen")).to_contain_text(buyer["name"])
	submit(sale)
	expect(root.locator("[data-vehicle]")).to_contain_text(regular["car"]["plate"])
	assert [car["is_current"] for car in profile_of(regular["customer"])["vehicles"]] == [False]


def test_a_customer_who_has_a_car_no_more_keeps_its_past(
	open_profile, open_dialog, submit, say, profile_of, regular
):
	page, root = open_profile(regular["customer"])
	menu = say(page, "Actions for car {0}", regular["car"]["plate"])
	submit(open_dialog(root.locator("[data-vehicle]"), "Customer no longer has it", menu))
	expect(root.locator("[data-vehicle]")).to_have_class(re.compile("wcrm-car-past"))
	assert [car["is_current"] for car in profile_of(regular["customer"])["vehicles"]] == [False]


@PHONE_AND_DESK
def test_a_call_is_logged_comes_first_and_can_be_deleted(
	open_profile,
	open_dialog,
	submit,
	say,
	keep_picture,
	has_no_overflow,
	nameless,
	regular,
	language,
	viewport,
):
	page, root = open_profile(regular["customer"], language, viewport)
	history = root.locator("[data-panel=history]")
	dialog = open_dialog(history, "Add entry")
	dialog.locator("[name=kind][value=Call]").check()
	dialog.locator("[name=direction][value=Outgoing]").check()
	dialog.locator("[name=text]").fill("أكدنا الموعد")
	assert nameless(dialog) == []
	has_no_overflow(page)
	keep_picture(page, f"profile-log-call-{language}-{viewport}")
	submit(dialog)
	first = history.locator("[data-entry]").first
	expect(first).to_contain_text("أكدنا الموعد")
	expect(first).to_have_attribute("data-kind", "Call")
	open_confirm = open_dialog(first, "Delete entry", say(page, "Actions for this entry"))
	open_confirm.get_by_role("button", name=say(page, "Delete entry")).click()
	expect(history.get_by_text("أكدنا الموعد")).to_have_count(0)


@BOTH
def test_the_whole_history_can_be_read_page_by_page_and_one_kind_alone(
	open_profile, say, create_customer, log_interaction, language
):
	customer = create_customer()["customer"]
	log_interaction(customer, kind="Note", direction="", text="A note", happened_on="2026-01-01 09:00:00")
	for number in range(25):
		log_interaction(customer, text=f"Call {number:02}", happened_on=f"2026-03-01 09:{number:02}:00")
	page, root = open_profile(customer, language)
	history = root.locator("[data-panel=history]")
	rows = history.locator("[data-entry]")
	more = history.get_by_role("button", name=say(page, "Show more"))
	expect(rows).to_have_count(5)
	more.click()
	expect(rows).to_have_count(25)
	more.click()
	expect(rows).to_have_count(26)
	expect(more).to_have_count(0)
	texts = rows.locator(".wcrm-entry-text").all_inner_texts()
	assert texts == [*(f"Call {number:02}" for number in reversed(range(25))), "A note"]
	history.locator("[data-value=Note]").click()
	expect(rows).to_have_count(1)
	expect(history.locator("[data-value=Note]")).to_have_attribute("aria-pressed", "true")
	history.locator("[data-value=Message]").click()
	expect(rows.first).to_be_hidden()
	expect(history.locator(".wcrm-thread")).to_be_visible()


@PHONE_AND_DESK
def test_a_manager_erases_a_person_after_typing_who_it_is(
	open_profile, open_dialog, say, keep_picture, has_no_overflow, regular, language, viewport
):
	page, root = open_profile(regular["customer"], language, viewport)
	dialog = open_dialog(root.locator(".wcrm-profile-head"), "Erase personal data", say(page, MORE))
	erase = dialog.locator("button[type=submit]")
	expect(erase).to_be_disabled()
	dialog.locator("[name=confirm]").fill("somebody else")
	expect(erase).to_be_disabled()
	dialog.locator("[name=confirm]").fill(regular["customer"])
	has_no_overflow(page)
	keep_picture(page, f"profile-erase-{language}-{viewport}")
	erase.click()
	# ERPNext looks through all of its tables for a customer whose record gets another name.
	expect(page.locator("[name=confirm]")).to_have_count(0, timeout=45_000)
	# A site may have something to say about what stays.
	if page.locator("dialog[open]").count():
		page.keyboard.press("Escape")
	expect(root).not_to_contain_text(regular["name_ar"])
	expect(root.locator("[data-panel=visits] [data-invoice]")).to_have_count(1)
	expect(root.locator("[data-panel=notes]")).not_to_contain_text("Quiet corner")
	for private in (regular["name"], "هدى", "Mobil", "regular@example.com", "Call of day"):
		expect(root).not_to_contain_text(private)


def test_the_export_is_a_file_with_what_the_workshop_holds(open_profile, say, regular):
	page, root = open_profile(regular["customer"])
	root.locator(f'summary[aria-label="{say(page, MORE)}"]').click()
	with page.expect_download() as started:
		root.get_by_role("button", name=say(page, "Export personal data")).click()
	told = json.dumps(json.loads(started.value.path().read_text("utf-8")), ensure_ascii=False)
	assert [
		word for word in (regular["name"], regular["name_ar"], "Quiet corner", "هدى") if word not in told
	] == []


def dialogs(say, page, root, customer: dict) -> list[tuple]:
	"""Where each dialog of the screen is opened: (place, label of its button, menu that the button is in)."""
	car = root.locator("[data-vehicle]")
	of_car = say(page, "Actions for car {0}", customer["car"]["plate"])
	return [
		(root.locator(".wcrm-profile-actions"), "Edit", None),
		(root.locator("[data-panel=notes]"), "Edit notes", None),
		(root.locator("[data-panel=contact]"), "Edit contact and consent", None),
		(root.locator("[data-panel=preferences]"), "Edit preferences", None),
		(root.locator("[data-panel=emergency]"), "Edit emergency contact", None),
		(root.locator("[data-panel=history]"), "Add entry", None),
		(root.locator("[data-panel=vehicles]"), "Add a car", None),
		(car, "Edit car", of_car),
		(car, "Transfer to another customer", of_car),
		(car, "Customer no longer has it", of_car),
		(car, "Service history", of_car),
		(root.locator(".wcrm-profile-head"), "Erase personal data", say(page, MORE)),
	]


@WIDTHS
@BOTH
def test_every_dialog_fits_names_its_controls_and_gives_the_focus_back(
	open_profile, open_dialog, say, keep_picture, has_no_overflow, nameless, regular, language, viewport
):
	page, root = open_profile(regular["customer"], language, viewport)
	for place, label, menu in some(dialogs(say, page, root, regular)):
		dialog = open_dialog(place, label, menu)
		assert dialog.evaluate("element => element.contains(document.activeElement)"), label
		has_no_overflow(page)
		assert nameless(dialog) == []
		keep_picture(page, f"dialog-{label.lower().replace(' ', '-')}-{language}-{viewport}")
		page.keyboard.press("Escape")
		expect(dialog).to_have_count(0)
		focused = page.evaluate(
			"document.activeElement.ariaLabel || document.activeElement.textContent.trim()"
		)
		assert focused == (menu or say(page, label))


def test_the_dialogs_are_arabic_in_the_arabic_interface(
	open_profile, open_dialog, untranslated, say, regular
):
	page, root = open_profile(regular["customer"], "ar")
	english = untranslated(root)
	for place, label, menu in some(dialogs(say, page, root, regular)):
		dialog = open_dialog(place, label, menu)
		english += untranslated(dialog)
		page.keyboard.press("Escape")
		expect(dialog).to_have_count(0)
	assert english == []
