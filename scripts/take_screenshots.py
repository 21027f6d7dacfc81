"""Takes pictures of every screen of the preview, at a moment that does not pass: see `./dev screenshots --help`."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts"), str(ROOT / "tests")]

from guide_screens import OF_THE_GUIDE, begin_the_day  # noqa: E402
from hosts import Host  # noqa: E402
from screens import OF_THE_README, SCREENS, Screen, Subjects  # noqa: E402
from still_preview import ADDRESS, MOMENT, OFFSET, SHOWN_AS, TIME_ZONE, still_preview  # noqa: E402

LOCALES = {"ar": "ar-SA", "en": "en-GB"}
WIDTHS = {360: 780, 1366: 768}
"""Of the windows, with their heights, in pixels."""
README_FOLDER = ROOT / "docs" / "screenshots"
GUIDE_FOLDER = README_FOLDER / "front-desk"
COLORS = 256
"""Of a picture of the guide: enough for screens, and half the bytes."""
MAX_TRIES = 40
PAUSE_MS = 150
URL = f"http://{SHOWN_AS}"
PAGE_HEIGHT = "document.documentElement.scrollHeight"


def main() -> None:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("folder", type=Path, nargs="?", help="where the pictures go")
	parser.add_argument(
		"--readme", action="store_true", help="those of the README instead, into docs/screenshots"
	)
	parser.add_argument(
		"--guide",
		action="store_true",
		help="those of docs/front-desk.md instead, into docs/screenshots/front-desk",
	)
	options = parser.parse_args()
	if [bool(options.folder), options.readme, options.guide].count(True) != 1:
		parser.error("say a folder, or --readme, or --guide")
	if options.guide:
		_take_those_of_the_guide(GUIDE_FOLDER)
		return
	with _workshop() as (host, browser):
		if options.readme:
			_take_those_of_the_readme(host, browser, README_FOLDER)
		else:
			_take_all(host, browser, options.folder)


@contextmanager
def _workshop() -> Iterator[tuple[Host, Browser]]:
	"""A new workshop, and a browser that finds it."""
	with tempfile.TemporaryDirectory() as data, still_preview(Path(data)) as host, _chromium(host) as browser:
		yield host, browser


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


def _take_those_of_the_guide(folder: Path) -> None:
	"""Each language has a workshop of its own: its pictures sell."""
	folder.mkdir(parents=True, exist_ok=True)
	for language in LOCALES:
		with _workshop() as (host, browser):
			subjects = _subjects(host)
			begin_the_day(host, subjects, language)
			for screen, window in OF_THE_GUIDE:
				picture = _picture(browser, screen, subjects, language, window, whole=False)
				(folder / f"{screen.name}-{language}.png").write_bytes(_small(picture))


def _small(picture: bytes) -> bytes:
	file = BytesIO()
	Image.open(BytesIO(picture)).convert("RGB").quantize(COLORS, dither=Image.Dither.NONE).save(
		file, "PNG", optimize=True
	)
	return file.getvalue()


def _subjects(host: Host) -> Subjects:
	best = host.call("analytics.customers", order_by="clv", limit=40)["customers"]
	customer = next(
		row["customer"] for row in best if row["name_ar"] and row["p_alive"] and row["visits"] > 4
	)
	links = [message["link"] or "" for message in host.call("messaging.messages")["messages"]]
	return Subjects(
		customer,
		due=next(
			row["customer"]
			for row in host.call("vehicles.due", when="overdue")["rows"]
			if row["customer"] != customer
		),
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
