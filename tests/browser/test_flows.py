"""What people do on the screens: find, serve, answer, look at the figures."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def known(host, create_customer, create_vehicle):
	made = create_customer(name="Wafa Almandil", name_ar="وفاء المنديل")
	car = create_vehicle(made["customer"])

	def found() -> bool:
		hits = host.call("search.find", query=made["phone"])["hits"]
		return any(hit["customer"] == made["customer"] and hit["plates"] for hit in hits)

	host.wait_until(found, "indexing of a new customer")
	return {**made, "car": car}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_clerk_types_a_phone_number_and_enter_opens_the_customer(open_screen, known, language):
	page = open_screen("search", language)
	box = page.locator('[data-screen="search"]').get_by_role("combobox")
	expect(box).to_be_focused()
	box.press_sequentially(known["phone"])
	hit = page.locator(f'[role=option][data-customer="{known["customer"]}"]')
	expect(hit).to_be_visible()
	box.press("ArrowDown") if hit.get_attribute("aria-selected") != "true" else None
	box.press("Enter")
	expect(page.locator('[data-screen="profile"]').get_by_text(known["name_ar"]).first).to_be_visible()


@pytest.mark.parametrize("viewport", ["phone", "desk"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_profile_shows_who_which_car_and_how_to_reach(
	open_screen, keep_picture, complete_service, known, language, viewport
):
	complete_service(known["customer"], vehicle=known["car"]["vehicle"], odometer=5000)
	page = open_screen("profile", language, viewport, params=known["customer"])
	keep_picture(page, f"profile-{language}-{viewport}")
	root = page.locator('[data-screen="profile"]')
	expect(root.get_by_text(known["name_ar"]).first).to_be_visible()
	expect(root.get_by_text(known["car"]["plate"]).first).to_be_visible()
	overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
	assert overflow <= 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_service_is_completed_on_the_screen_and_earns_points(
	host, open_screen, keep_picture, known, language
):
	page = open_screen("checkout", language, query=f"?customer={known['customer']}")
	item = next(item for item in host.call("visits.options")["items"] if item["rate"])
	page.locator("[data-field=item]").first.select_option(item["item"])
	complete = page.locator("[data-action=complete]")
	expect(complete).to_be_enabled()
	keep_picture(page, f"checkout-filled-{language}")
	complete.click()
	expect(page.locator("[data-result=completed]")).to_be_visible()
	keep_picture(page, f"checkout-done-{language}")
	assert host.call("profile.get_profile", customer=known["customer"])["visit_count"] == 1
	assert host.call("loyalty.account", customer=known["customer"])["balance"] > 0


@pytest.mark.parametrize(("language", "thanks"), [("ar", "شكر"), ("en", "hank")])
def test_a_customer_answers_the_survey_on_a_phone(
	host, new_page, keep_picture, known, complete_service, survey_link, language, thanks
):
	complete_service(known["customer"])
	token = survey_link(known["customer"])
	page = new_page("ar", "phone", logged_in=False)
	page.goto(f"{host.url}/s/{token}")
	if language == "en":
		page.locator("[data-language=en]").click()
	expect(page.locator("html")).to_have_attribute("dir", {"ar": "rtl", "en": "ltr"}[language])
	keep_picture(page, f"survey-{language}-phone")
	page.locator("[data-rating='5']").first.click()
	page.locator("[data-kind=nps]").get_by_text({"ar": "٩", "en": "9"}[language], exact=True).click()
	page.locator("[data-action=send]").click()
	expect(page.locator("[data-state=answered]")).to_contain_text(re.compile(thanks))
	keep_picture(page, f"survey-thanks-{language}-phone")
	assert host.call("profile.get_profile", customer=known["customer"])["satisfaction"]["last_rating"] == 5
	page.reload()
	expect(page.locator("[data-state=answered]")).to_be_visible()


def test_a_filter_of_the_dashboard_stays_in_the_address(open_screen):
	page = open_screen("dashboard")
	page.locator("[data-filter=segment]").select_option("Active")
	expect(page).to_have_url(re.compile("segment=Active"))
	page.wait_for_selector('[data-screen="dashboard"][data-state="ready"]')
	page.reload()
	expect(page.locator("[data-filter=segment]")).to_have_value("Active")


def test_names_from_outside_are_text_and_never_markup(open_screen, create_customer):
	made = create_customer(name_ar="<img src=x onerror=document.title='owned'> هند")
	page = open_screen("profile", params=made["customer"])
	root = page.locator('[data-screen="profile"]')
	expect(root.get_by_text("هند").first).to_be_visible()
	expect(root.locator("img[src=x]")).to_have_count(0)
	assert page.title() != "owned"
