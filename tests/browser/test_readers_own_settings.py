"""Pages as people need them who read large letters, zoom to 200 %, or have colours of their own.

A window of half the width is what zoom to 200 % leaves of a page: 320 px of a phone's 640, 683 px of a desk's 1366.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe import OURS
from legible import SMALL, cut, has_ring, invisible, marks, overlapping
from playwright.sync_api import Browser, Page

import every_kind

PHONE = {"width": 320, "height": 640}
DESK = {"width": 683, "height": 450}
MAX_TABS = 60
SETTLED = 1_000
GUEST_PAGES = ("survey", "thanks", "points", "invoice", "closed survey", "closed points", "closed invoice")
# Each screen in one of the two languages, and each language with colours of one kind.
SCREENS = (
	("today", "ar"),
	("search", "en"),
	("checkout", "ar"),
	("messages", "en"),
	("loyalty", "ar"),
	("loyalty-figures", "en"),
	("due", "ar"),
	("call-list", "en"),
	("follow-ups", "ar"),
	("surveys", "en"),
	("dashboard", "ar"),
	("handover", "en"),
)
SCHEMES = {"en": "light", "ar": "dark"}
READERS = pytest.mark.parametrize("language", SCHEMES)


@pytest.fixture(scope="module", autouse=True)
def every_kind_is_asked(host) -> Iterator[None]:
	with every_kind.asked(host):
		yield


@pytest.fixture
def addresses(host, create_customer, create_vehicle, complete_service, survey_link) -> dict[str, str]:
	"""The pages of one customer, by name, without the language."""
	made = create_customer(name="Abdulrahman Alsadhan", name_ar="عبد الرحمن السدحان")
	customer, car = made["customer"], create_vehicle(made["customer"])
	done = complete_service(customer, rate=8000, vehicle=car["vehicle"], odometer=21_000)
	token = survey_link(customer)
	host.call("visits.send_invoice", invoice=done["invoice"])
	messages = host.call("messaging.messages", customer=customer)["messages"]
	invoice = next(one["link"] for one in messages if "/i/" in (one["link"] or ""))
	return {
		"survey": f"{host.url}/s/{token}?",
		"points": f"{host.url}/p/{host.call('loyalty.points_link', customer=customer).rsplit('/', 1)[1]}?",
		"invoice": f"{host.url}/i/{invoice.rsplit('/', 1)[1]}?",
		"closed survey": f"{host.url}/s/nobodys?",
		"closed points": f"{host.url}/p/nobodys?",
		"closed invoice": f"{host.url}/i/nobodys?",
	}


@pytest.fixture
def guest(browser: Browser, host) -> Iterator[Page]:
	"""Without JavaScript, so that all questions of the survey are there at once."""
	context = browser.new_context(
		java_script_enabled=False, viewport=PHONE, has_touch=True, extra_http_headers=host.sender
	)
	yield context.new_page()
	context.close()


@pytest.fixture
def visit(guest: Page, addresses: dict[str, str]) -> Callable[[str, str], Page]:
	"""Opens one of the pages; the survey's thanks after its first question was answered."""

	def open_it(name: str, language: str) -> Page:
		guest.goto(f"{addresses['survey' if name == 'thanks' else name]}&_lang={language}")
		if name == "thanks":
			guest.locator("[data-question=stars] [data-rating='5']").click()
			guest.locator("[data-action=send]").click()
			guest.locator("[data-state=answered]").wait_for()
		return guest

	return open_it


def answer_something(page: Page) -> None:
	page.locator("[data-question=stars] [data-rating='3']").click()
	page.locator("[data-question=mood] [data-rating='2']").click()
	page.locator("[data-question=recommend] [data-number='7']").click()
	page.locator("[data-question=ontime] [data-answer=yes]").click()
	page.locator("[data-question=liked] [data-answer]").first.click()


def fits(page: Page) -> list[str]:
	wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
	body = page.locator("body")
	sideways = [f"the page is {wider} px wider than its window"] if wider > 1 else []
	return [*sideways, *cut(body), *overlapping(body), *page.evaluate(SMALL)]


@READERS
def test_pages_of_guests_fit_at_200_percent_and_with_letters_twice_as_large(visit, take_picture, language):
	problems: dict[str, list[str]] = {}
	for name in GUEST_PAGES:
		page = visit(name, language)
		page.emulate_media(color_scheme=SCHEMES[language])
		for letters in ("100%", "200%"):
			page.evaluate("size => { document.documentElement.style.fontSize = size; }", letters)
			if found := fits(page):
				problems[f"{name} {letters}"] = found
		take_picture(page, f"letters-{name.replace(' ', '-')}-{language}")
	assert problems == {}


@READERS
def test_controls_of_guests_stand_out_in_the_readers_own_colors(visit, take_picture, language):
	problems: dict[str, list[str]] = {}
	for name in GUEST_PAGES:
		page = visit(name, language)
		page.emulate_media(forced_colors="active", color_scheme=SCHEMES[language])
		if name == "survey":
			answer_something(page)
		if found := invisible(page):
			problems[name] = found
		take_picture(page, f"colors-{name.replace(' ', '-')}-{language}")
		page.set_viewport_size(PHONE)
	assert problems == {}


@READERS
def test_what_is_chosen_is_told_by_more_than_its_ground_in_the_readers_own_colors(visit, language):
	page = visit("survey", language)
	page.emulate_media(forced_colors="active", color_scheme=SCHEMES[language])
	for question, chosen, other in (
		("stars", "[data-rating='3']", "[data-rating='4']"),
		("mood", "[data-rating='2']", "[data-rating='4']"),
		("recommend", "[data-number='7']", "[data-number='4']"),
		("ontime", "[data-answer=yes]", "[data-answer=no]"),
		("clean", "[data-number='9']", "[data-number='5']"),
		("liked", "[data-answer=reception]", "[data-answer=app]"),
	):
		place = page.locator(f"[data-question={question}]")
		place.locator(chosen).click()
		assert marks(place.locator(chosen)) != marks(place.locator(other)), question


@READERS
@pytest.mark.parametrize("name", ["survey", "points"])
def test_the_keyboards_place_has_a_ring_in_the_readers_own_colors(visit, language, name):
	page = visit(name, language)
	page.emulate_media(forced_colors="active", color_scheme=SCHEMES[language])
	places = set()
	for _tab in range(MAX_TABS):
		page.keyboard.press("Tab")
		place = page.evaluate(
			"document.activeElement.matches('body') ? '' : document.activeElement.outerHTML"
		)
		if not place or place in places:
			break
		places.add(place)
		assert has_ring(page), place[:120]
	assert len(places) >= {"survey": 12, "points": 2}[name]


@pytest.mark.parametrize(("screen", "language"), SCREENS)
def test_screens_are_whole_at_200_percent_and_in_the_readers_own_colors(
	open_screen, has_no_overflow, take_picture, screen, language
):
	page = open_screen(screen, language)
	page.wait_for_timeout(
		SETTLED
	)  # Frappe Charts draws again in its first second, and not while its window changes
	page.set_viewport_size(DESK)
	page.emulate_media(forced_colors="active", color_scheme=SCHEMES[language])
	has_no_overflow(page)
	root = page.locator("[data-screen]")
	assert cut(root) == []
	assert overlapping(root) == []
	page.wait_for_timeout(
		SETTLED
	)  # Frappe Charts draws again in its first second, and not while its window changes
	assert invisible(page, OURS) == []
	for pressed in root.locator("[aria-pressed=true]:visible").all():
		other = pressed.locator("xpath=../*[@aria-pressed='false']").first
		if other.count():
			assert marks(pressed) != marks(other), pressed.inner_text()
	take_picture(page, f"own-colors-{screen}-{language}")
