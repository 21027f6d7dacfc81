"""How much a page of the preview asks its server for."""

import pytest
from playwright.sync_api import Browser

from workshop_crm.preview.demo import fill
from workshop_crm.preview.http.pages import SCREENS

MAX_REQUESTS = 15


@pytest.fixture(scope="module")
def screens() -> list[str]:
	return [name.replace("_", "-") for name in SCREENS if name != "profile"]


def test_a_page_needs_few_requests_and_no_file_again(browser: Browser, address: str, workshop, screens):
	fill(workshop, 30)
	context = browser.new_context()
	page = context.new_page()
	asked: list[str] = []
	page.on("requestfinished", lambda request: asked.append(request.url))
	for screen in screens:
		asked.clear()
		page.goto(f"{address}/app/workshop-{screen}", wait_until="networkidle")
		assert len(asked) <= MAX_REQUESTS, (screen, asked)
		page.reload(wait_until="networkidle")
		sizes = page.evaluate(
			"performance.getEntriesByType('resource').filter(one => /[.](js|css)$/.test(one.name))"
			".map(one => one.transferSize)"
		)
		assert sizes, screen
		assert set(sizes) == {0}, (screen, sizes)
	context.close()
