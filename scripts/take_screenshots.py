"""Takes the README's pictures from the preview's made-up workshop: python scripts/take_screenshots.py"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from hosts import Host, preview_host  # noqa: E402

FOLDER = ROOT / "docs" / "screenshots"
DESK, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 780}


def main() -> None:
	with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
		hosts = preview_host(Path(folder))
		host = next(hosts)
		browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
		for language in ("ar", "en"):
			take_screens(host, browser, language)
		browser.close()
		hosts.close()


def take_screens(host: Host, browser: Browser, language: str) -> None:
	best = host.call("analytics.customers", order_by="clv", limit=40)["customers"]
	person = next(row["customer"] for row in best if row["name_ar"] and row["p_alive"] and row["visits"] > 4)
	take(host, browser, f"/app/workshop-profile/{person}", f"profile-{language}-desk", language, DESK)
	take(host, browser, "/app/workshop-dashboard", f"dashboard-{language}-desk", language, DESK)
	take(host, browser, "/app/workshop-search", f"search-{language}-phone", language, PHONE)
	token = next(
		message["link"]
		for message in host.call("messaging.messages")["messages"]
		if message["link"] and "/s/" in message["link"]
	).rsplit("/", 1)[1]
	take(host, browser, f"/s/{token}?_lang={language}", f"survey-{language}-phone", language, PHONE)


def take(host: Host, browser: Browser, path: str, name: str, language: str, viewport: dict[str, int]) -> None:
	context = browser.new_context(viewport=viewport, locale={"ar": "ar-SA", "en": "en-GB"}[language])
	context.add_cookies([{"name": "preferred_language", "value": language, "url": host.url}])
	page = context.new_page()
	page.goto(host.url + path)
	page.wait_for_load_state("networkidle")
	if "search" in name:
		page.get_by_role("combobox").press_sequentially("محمد")
	if "survey" in name:
		page.locator("[data-rating='5'] input").press("Space")
	page.wait_for_timeout(500)
	page.screenshot(path=FOLDER / f"{name}.png")
	context.close()


if __name__ == "__main__":
	main()
