"""Takes pictures of every screen of the preview, at a moment that does not pass: see `./dev screenshots --help`."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts"), str(ROOT / "tests")]

from hosts import Host  # noqa: E402
from still_preview import ADDRESS, MOMENT, OFFSET, SHOWN_AS, TIME_ZONE, still_preview  # noqa: E402

LOCALES = {"ar": "ar-SA", "en": "en-GB"}
WIDTHS = {360: 780, 1366: 768}
"""Of the windows, with their heights, in pixels."""
README_FOLDER = ROOT / "docs" / "screenshots"
README_PHONE, README_DESK = (390, 780), (1280, 860)
MAX_TRIES = 40
PAUSE_MS = 150
URL = f"http://{SHOWN_AS}"
PAGE_HEIGHT = "document.documentElement.scrollHeight"


def search(page: Page) -> None:
	page.get_by_role("combobox").press_sequentially("محمد")
	page.locator("[role=option]").first.wait_for()


def rate(page: Page) -> None:
	page.locator("[data-rating='5'] input").press("Space")


@dataclass(frozen=True)
class Screen:
	"""`path` has places for the `Subjects`; `prepare` does what a visitor does before the picture."""

	name: str
	path: str
	prepare: Callable[[Page], None] = lambda page: None


SCREENS = (
	Screen("today", "/app/workshop-today"),
	Screen("search", "/app/workshop-search", search),
	Screen("profile", "/app/workshop-profile/{customer}"),
	Screen("checkout", "/app/workshop-checkout?customer={customer}"),
	Screen("handover", "/app/workshop-handover"),
	Screen("due", "/app/workshop-due"),
	Screen("call_list", "/app/workshop-call-list"),
	Screen("follow_ups", "/app/workshop-follow-ups"),
	Screen("surveys", "/app/workshop-surveys"),
	Screen("dashboard", "/app/workshop-dashboard"),
	Screen("loyalty", "/app/workshop-loyalty"),
	Screen("loyalty_figures", "/app/workshop-loyalty-figures"),
	Screen("messages", "/app/workshop-messages"),
	Screen("import", "/app/workshop-import"),
	Screen("survey", "/s/{survey}?_lang={language}", rate),
	Screen("points", "/p/{points}?_lang={language}"),
	Screen("print_profile", "/print/profile/{customer}"),
	Screen("print_invoice", "/print/invoice/{invoice}"),
	Screen("print_dashboard", "/print/dashboard"),
)
OF_THE_README = (
	("profile", "desk", README_DESK),
	("dashboard", "desk", README_DESK),
	("search", "phone", README_PHONE),
	("survey", "phone", README_PHONE),
)


@dataclass(frozen=True)
class Subjects:
	"""Whom and what the screens are about: ids, and the secret parts of the guests' links."""

	customer: str
	invoice: str
	survey: str
	points: str


def main() -> None:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("folder", type=Path, nargs="?", help="where the pictures go")
	parser.add_argument(
		"--readme", action="store_true", help="those of the README instead, into docs/screenshots"
	)
	options = parser.parse_args()
	if options.readme == bool(options.folder):
		parser.error("say a folder, or --readme")
	take = _take_those_of_the_readme if options.readme else _take_all
	with tempfile.TemporaryDirectory() as data, still_preview(Path(data)) as host, _chromium(host) as browser:
		take(host, browser, README_FOLDER if options.readme else options.folder)


def _take_all(host: Host, browser: Browser, folder: Path) -> None:
	folder.mkdir(parents=True, exist_ok=True)
	for earlier in folder.glob("*.png"):
		earlier.unlink()
	subjects = _subjects(host)
	for language in LOCALES:
		for width, height in WIDTHS.items():
			for screen in SCREENS:
				picture = _picture(browser, screen, subjects, language, (width, height), whole=True)
				(folder / f"{screen.name}-{language}-{width}.png").write_bytes(picture)


def _take_those_of_the_readme(host: Host, browser: Browser, folder: Path) -> None:
	screens, subjects = {screen.name: screen for screen in SCREENS}, _subjects(host)
	for language in LOCALES:
		for name, device, window in OF_THE_README:
			picture = _picture(browser, screens[name], subjects, language, window, whole=False)
			(folder / f"{name}-{language}-{device}.png").write_bytes(picture)


def _subjects(host: Host) -> Subjects:
	best = host.call("analytics.customers", order_by="clv", limit=40)["customers"]
	customer = next(
		row["customer"] for row in best if row["name_ar"] and row["p_alive"] and row["visits"] > 4
	)
	links = [message["link"] or "" for message in host.call("messaging.messages")["messages"]]
	return Subjects(
		customer,
		invoice=host.call("profile.get_profile", customer=customer)["visits"][0]["invoice"],
		survey=next(link for link in links if "/s/" in link).rsplit("/", 1)[1],
		points=host.call("loyalty.points_link", customer=customer).rsplit("/", 1)[1],
	)


def _picture(
	browser: Browser, screen: Screen, subjects: Subjects, language: str, window: tuple[int, int], whole: bool
) -> bytes:
	"""What the window shows, or the whole page."""
	context = browser.new_context(
		viewport={"width": window[0], "height": window[1]},
		has_touch=window[0] < 600,
		locale=LOCALES[language],
		timezone_id=TIME_ZONE,
		reduced_motion="reduce",
	)
	context.add_cookies([{"name": "preferred_language", "value": language, "url": URL}])
	page = context.new_page()
	page.clock.set_fixed_time(f"{MOMENT.isoformat()}{OFFSET}")
	path = screen.path.format(language=language, **vars(subjects))
	page.goto(URL + path)
	if path.startswith("/app/"):
		page.locator("[data-screen][data-state=ready]").wait_for()
	screen.prepare(page)
	if whole:
		_show_whole(page, window)
	picture = _steady(page)
	context.close()
	return picture


def _show_whole(page: Page, window: tuple[int, int]) -> None:
	"""Make the window as high as the page, so that what stays at its foot is there and not in the middle."""
	height, drawn = window[1], page.evaluate(PAGE_HEIGHT)
	while drawn > height:
		height = drawn
		page.set_viewport_size({"width": window[0], "height": height})
		drawn = page.evaluate(PAGE_HEIGHT)


def _steady(page: Page) -> bytes:
	"""The first picture that is as the one before it. Raises TimeoutError when the page never comes to rest."""
	page.evaluate("document.fonts.ready.then(() => undefined)")
	before = b""
	for _try in range(MAX_TRIES):
		picture = page.screenshot(animations="disabled", caret="hide")
		if picture == before:
			return picture
		before = picture
		page.wait_for_timeout(PAUSE_MS)
	raise TimeoutError(f"{page.url} does not come to rest")


@contextmanager
def _chromium(host: Host) -> Iterator[Browser]:
	"""A browser for which the host is at `SHOWN_AS`."""
	path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
	if not path:
		sys.exit("There is no Chromium on this machine.")
	with sync_playwright() as playwright:
		here = f"--host-resolver-rules=MAP {SHOWN_AS}:80 {ADDRESS}:{urlsplit(host.url).port}"
		browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", here])
		yield browser
		browser.close()


if __name__ == "__main__":
	main()
