"""A site that writes Arabic with Western digits has no other ones: on screens and on paper.

The black-box tests cannot change the settings of a site; what core writes is tested in tests/core/common/test_digits.
"""

from __future__ import annotations

import pytest

from workshop_crm.core.common.digits import WESTERN
from workshop_crm.preview.demo import fill
from workshop_crm.preview.jobs.worker import Worker
from workshop_crm.preview.settings import change_settings

# Of people and of the owner: plates in Arabic letters, what was written to customers, names of rewards.
AS_TYPED = ".wcrm-plate, .wcrm-reading, .wcrm-history, .wcrm-message-text, [data-reward], blockquote"
TEXT = f"""() => {{
	const copy = document.body.cloneNode(true);
	for (const part of copy.querySelectorAll('{AS_TYPED}, script')) part.remove();
	return copy.textContent.match(/.{{0,30}}[\u0660-\u0669].{{0,30}}/g) ?? [];
}}"""


@pytest.fixture
def western(workshop, address):
	fill(workshop, 12)
	with workshop.writing() as connection:
		change_settings(connection, digits=WESTERN)
	worker = Worker(workshop)
	worker.start()
	yield address
	worker.stop()


@pytest.mark.parametrize("screen", ["loyalty", "checkout", "call-list", "surveys", "search"])
def test_no_screen_mixes_digits(browser, western, screen):
	page = browser.new_page()
	page.goto(f"{western}/app/workshop-{screen}?_lang=ar")
	page.wait_for_selector('[data-state="ready"]', timeout=30_000)
	page.wait_for_timeout(500)
	found = page.evaluate(TEXT)
	page.close()
	assert found == []


def test_no_paper_mixes_digits(browser, western, rows):
	customer = rows('SELECT customer FROM "tabSales Invoice" LIMIT 1')[0]["customer"]
	page = browser.new_page()
	page.goto(f"{western}/print/profile/{customer}?_lang=ar")
	money = page.locator(".wp-number").all_inner_texts()
	page.close()
	assert money
	assert not [text for text in money if any(digit in text for digit in "٠١٢٣٤٥٦٧٨٩") and "ر.س" in text]
