"""Chromium on both hosts, in both languages, at the width of a phone and of a desk."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from hosts import ROOT, Host

REPORTS = ROOT / ".test-reports"
VIEWPORTS = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1360, "height": 900}}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
	"""The desk is loaded from a development server in some fifty files; one lost file is no defect of a screen."""
	if config.getoption("--host") == "erpnext":
		for item in items:
			if Path(__file__).parent in item.path.parents:
				item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture
def new_page(request: pytest.FixtureRequest, host: Host, browser: Browser) -> Iterator[Callable[..., Page]]:
	"""A page that fails the test on any script error or broken request of our own."""
	contexts, troubles = [], []

	def make(language: str = "en", viewport: str = "desk", logged_in: bool = True) -> Page:
		context = browser.new_context(
			viewport=VIEWPORTS[viewport],
			has_touch=viewport == "phone",
			locale={"ar": "ar-SA", "en": "en-GB"}[language],
			reduced_motion="reduce",
		)
		contexts.append(context)
		context.add_cookies([{"name": "preferred_language", "value": language, "url": host.url}])
		if logged_in and host.logins:
			context.request.post(f"{host.url}/api/method/login", form=host.logins[language])
		page = context.new_page()
		page.on("pageerror", lambda error: troubles.append(f"script error: {error.stack or error}"))
		page.on("response", lambda response: note_broken(host, response, troubles))
		return page

	yield make
	for context in contexts:
		context.close()
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
	if ours and response.status >= 400 and response.status != 417:
		troubles.append(f"{response.status} for {response.url.removeprefix(host.url)}")


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
def keep_picture(host: Host) -> Callable[[Page, str], None]:
	folder = REPORTS / "screenshots" / host.name
	folder.mkdir(parents=True, exist_ok=True)

	def keep(page: Page, name: str) -> None:
		page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

	return keep
