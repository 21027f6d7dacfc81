"""Chromium on both hosts, in both languages, at the width of a phone and of a desk."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import axe
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Locator, Page, expect
from walks import Walk

from hosts import ROOT, Host

REPORTS = ROOT / ".test-reports"
# A test asked for these.
REFUSED = (409, 417)
VIEWPORTS = {"phone": {"width": 360, "height": 780}, "desk": {"width": 1366, "height": 900}}


@dataclass
class Window:
	"""A browser of one visitor. Its scripts and styles stay in its cache from test to test, and nothing else does."""

	context: BrowserContext
	cookies: list[Any]
	host: Host

	def open_page(self) -> Page:
		self.context.set_extra_http_headers(self.host.sender)
		self.context.clear_cookies()
		self.context.add_cookies(self.cookies)
		return self.context.new_page()

	def close_pages(self) -> None:
		for page in self.context.pages:
			with suppress(Error):  # a page that shows no site has no storage
				page.evaluate("localStorage.clear()")
			page.close()


@pytest.fixture(scope="session")
def windows(host: Host, browser: Browser) -> Iterator[Callable[[str, str, bool], Window]]:
	"""One window for each kind of visitor: a log-in to ERPNext empties the user's cache, and the next page makes it anew."""
	made: dict[tuple[str, str, bool], Window] = {}

	def window(language: str, viewport: str, logged_in: bool) -> Window:
		kind = language, viewport, logged_in
		if kind not in made:
			made[kind] = make_window(host, browser, *kind)
		return made[kind]

	yield window
	for each in made.values():
		each.context.close()


def make_window(host: Host, browser: Browser, language: str, viewport: str, logged_in: bool) -> Window:
	context = browser.new_context(
		viewport=VIEWPORTS[viewport],
		has_touch=viewport == "phone",
		locale={"ar": "ar-SA", "en": "en-GB"}[language],
		reduced_motion="reduce",
	)
	context.add_cookies([{"name": "preferred_language", "value": language, "url": host.url}])
	if logged_in and host.logins:
		context.request.post(f"{host.url}/api/method/login", form=host.logins[language])
	return Window(context, context.cookies(), host)


@pytest.fixture
def new_page(request: pytest.FixtureRequest, host: Host, windows) -> Iterator[Callable[..., Page]]:
	"""A page that fails the test on any script error, error on the console or broken request of our own."""
	used, troubles = [], []

	def make(language: str = "en", viewport: str = "desk", logged_in: bool = True) -> Page:
		window = windows(language, viewport, logged_in)
		used.append(window)
		page = window.open_page()
		page.on("pageerror", lambda error: troubles.append(f"script error: {error.stack or error}"))
		page.on("console", lambda message: note_console(host, message, troubles))
		page.on("response", lambda response: note_broken(host, response, troubles))
		return page

	yield make
	for window in used:
		window.close_pages()
	if troubles:
		keep_troubles(request.node.nodeid, troubles)
	assert troubles == []


def keep_troubles(test: str, troubles: list[str]) -> None:
	"""What a second try would otherwise hide."""
	REPORTS.mkdir(exist_ok=True)
	with (REPORTS / "browser-troubles.log").open("a", encoding="utf-8") as log:
		log.write("\n".join([test, *troubles, ""]))


def note_broken(host: Host, response, troubles: list[str]) -> None:
	ours = "workshop_crm" in response.url or "/s/" in response.url
	if ours and response.status >= 400 and response.status not in REFUSED:
		troubles.append(f"{response.status} for {response.url.removeprefix(host.url)}")


def note_console(host: Host, message: ConsoleMessage, troubles: list[str]) -> None:
	"""On the desk others speak too; a refused request is the answer that a test asked for."""
	ours = host.name == "preview" or "workshop_crm" in message.location["url"]
	if ours and message.type == "error" and not message.text.startswith("Failed to load resource"):
		troubles.append(f"on the console: {message.text}")


@pytest.fixture
def open_screen(host: Host, new_page) -> Callable[..., Page]:
	"""Opens one screen of the app and waits until it shows its data."""

	def open_it(
		screen: str, language: str = "en", viewport: str = "desk", params: str = "", query: str = ""
	) -> Page:
		page = new_page(language, viewport)
		path = f"/app/workshop-{screen}" + (f"/{quote(params)}" if params else "") + query
		page.goto(host.url + path)
		page.wait_for_selector(
			f'[data-screen="{screen.replace("-", "_")}"][data-state="ready"]', timeout=30_000
		)
		return page

	return open_it


@pytest.fixture
def begin_a_sale(
	host: Host, open_screen, create_customer, create_vehicle
) -> Callable[..., tuple[Page, dict]]:
	"""The checkout with a new customer, their car and one service at a price of its own; and who the customer is."""

	def begin(price: str, language: str = "en", viewport: str = "desk") -> tuple[Page, dict]:
		made = create_customer(name="Wafa Almandil", name_ar="وفاء المنديل")
		create_vehicle(made["customer"])
		page = open_screen("checkout", language, viewport, query=f"?customer={made['customer']}")
		item = next(item for item in host.call("visits.options")["items"] if item["rate"])
		page.locator("[data-field=item]").select_option(item["item"])
		page.locator(".wcrm-price").fill(price)
		return page, made

	return begin


@pytest.fixture
def take_picture(host: Host) -> Callable[[Page, str], None]:
	"""Keeps a picture of a state."""
	folder = REPORTS / "screenshots" / host.name
	folder.mkdir(parents=True, exist_ok=True)

	def take(page: Page, name: str) -> None:
		has_dialog = page.locator("dialog[open]").count() > 0
		page.screenshot(path=Path(folder) / f"{name}.png", full_page=not has_dialog)

	return take


@pytest.fixture
def keep_picture(host: Host, take_picture) -> Callable[[Page, str], None]:
	"""Keeps a picture of a state and finds nothing in it that axe objects to, in either scheme."""

	def keep(page: Page, name: str) -> None:
		take_picture(page, name)
		assert axe.violations_in_both_schemes(page, axe.OURS if host.name == "erpnext" else None) == []

	return keep


@pytest.fixture
def keep_state(host: Host, take_picture) -> Callable[[Page, str], None]:
	"""The same in the scheme that is shown, at half the time."""

	def keep(page: Page, name: str) -> None:
		take_picture(page, name)
		assert axe.violations(page, axe.OURS if host.name == "erpnext" else None) == []

	return keep


@pytest.fixture
def walk(open_screen, keep_state, say) -> Callable[..., Walk]:
	def begin(screen: str, look: tuple[str, str, str], params: str = "", query: str = "") -> Walk:
		language, viewport, scheme = look
		page = open_screen(screen, language, viewport, params, query)
		axe.use_scheme(page, scheme)
		return Walk(page, f"{screen}-{language}", keep_state, say)

	return begin


@pytest.fixture
def look(language, viewport, scheme) -> tuple[str, str, str]:
	return language, viewport, scheme


@pytest.fixture
def say() -> Callable[..., str]:
	"""A text of the interface in the language of the page."""

	def translated(page: Page, text: str, *values: str) -> str:
		return page.evaluate("([text, values]) => __(text, values)", [text, list(values)])

	return translated


@pytest.fixture
def open_dialog(say) -> Callable[..., Locator]:
	"""Presses a button inside `place`, or an entry of the menu `menu` there, and gives the dialog that opens."""

	def open_it(place: Locator, label: str, menu: str | None = None) -> Locator:
		if menu:
			place.locator(f"summary[aria-label='{menu}']").click()
		place.get_by_role("button", name=say(place.page, label), exact=True).click()
		dialog = place.page.locator("dialog[open]")
		expect(dialog).to_be_visible()
		return dialog

	return open_it


@pytest.fixture
def submit() -> Callable[[Locator], None]:
	"""Sends the form of a dialog and waits until the dialog has gone."""

	def send(dialog: Locator) -> None:
		dialog.locator("button[type=submit]").click()
		expect(dialog).to_have_count(0)

	return send


# Titles of pages, and the parts of a line: numbers of invoices, phones, dates.
CUT = """() => [...document.querySelectorAll('.wcrm-dotted > *, .page-title .title-text')]
	.filter(part => part.checkVisibility() && part.scrollWidth > part.clientWidth + 1)
	.map(part => part.textContent.trim())"""


# What stands over the edge of the card or the row that holds it.
BEYOND = """() => [...document.querySelectorAll('.wcrm-badge, .wcrm-button, .wcrm-figure-value, .wcrm-facts dd')]
	.filter(part => part.checkVisibility() && !part.closest('.wcrm-table-scroll, .wcrm-menu-list'))
	.filter(part => {
		const around = part.parentElement.closest(
			'.wcrm-tile, .wcrm-figure, .wcrm-facts > div, .wcrm-panel, .wcrm-dialog-body, .wcrm-dialog-foot');
		if (!around) return false;
		const [inner, outer] = [part.getBoundingClientRect(), around.getBoundingClientRect()];
		return inner.left < outer.left - 1 || inner.right > outer.right + 1;
	})
	.map(part => part.textContent.trim())"""

# Dots of a menu that have wrapped to a row of their own.
ALONE = """() => [...document.querySelectorAll('.wcrm-menu > summary')]
	.filter(dots => dots.checkVisibility())
	.filter(dots => {
		const beside = [...dots.parentElement.parentElement.children].filter(part => part !== dots.parentElement);
		const { top } = dots.getBoundingClientRect();
		return beside.length > 0 && beside.every(part => part.getBoundingClientRect().bottom <= top + 1);
	})
	.map(dots => dots.getAttribute('aria-label'))"""


@pytest.fixture
def has_no_overflow() -> Callable[[Page], None]:
	def check(page: Page) -> None:
		wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
		assert wider <= 1, f"the page is {wider} px wider than its window"
		assert page.evaluate(CUT) == []
		assert page.evaluate(BEYOND) == []
		assert page.evaluate(ALONE) == []
		for dialog in page.locator("dialog[open] .wcrm-dialog-body").all():
			wider = dialog.evaluate("element => element.scrollWidth - element.clientWidth")
			assert wider <= 1, f"the dialog is {wider} px wider than its frame"

	return check


NAMELESS = """root => [...root.querySelectorAll(
		'input, select, textarea, [contenteditable=true], button, summary, a[href], [role=combobox]')]
	.filter(part => part.checkVisibility())
	.filter(part => !part.labels?.length
		&& !(part.getAttribute('aria-label') || '').trim()
		&& !(part.getAttribute('aria-labelledby') || '').split(' ').some(
			id => document.getElementById(id)?.textContent.trim())
		&& !(part.matches('button, summary, a') && part.textContent.trim()))
	.map(part => part.outerHTML.slice(0, 120))"""

UNTRANSLATED = """root => [...root.querySelectorAll('button, h1, h2, h3, th, dt, label, legend, summary, option')]
	.filter(part => part.checkVisibility() || part.matches('option'))
	.filter(part => !part.closest('[translate=no], bdi') && !part.querySelector('bdi, input, [dir=ltr], [lang]'))
	.map(part => part.textContent.trim() || part.getAttribute('aria-label') || '')
	.filter(text => /[A-Za-z]{3}/.test(text) && !/[\u0621-\u064a]/.test(text))"""


@pytest.fixture
def nameless() -> Callable[[Locator], list[str]]:
	"""The controls inside that a screen reader could not name."""
	return lambda place: place.evaluate(NAMELESS)


@pytest.fixture
def untranslated() -> Callable[[Locator], list[str]]:
	"""The labels inside that are still English in the Arabic interface."""
	return lambda place: place.evaluate(UNTRANSLATED)
