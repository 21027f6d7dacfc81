"""An amount is one piece on the narrowest phone, and phone numbers and examples keep their order inside Arabic."""

import pytest

NARROW = {"width": 320, "height": 720}
# Amounts whose text stands on more than one line.
BROKEN = r"""() => {
	const texts = document.createTreeWalker(document.querySelector('[data-screen]'), NodeFilter.SHOW_TEXT);
	const found = [];
	while (texts.nextNode()) {
		const text = texts.currentNode;
		for (const match of text.data.matchAll(/[\d\u0660-\u0669][\d\u0660-\u0669,.\u066b\u066c]*/g)) {
			const range = document.createRange();
			range.setStart(text, match.index);
			range.setEnd(text, match.index + match[0].length);
			const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
			if (tops.size > 1 && text.parentElement.checkVisibility()) found.push(text.data);
		}
	}
	return found;
}"""
LEFT_OF = """(parts) => {
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (texts.nextNode()) {
		const text = texts.currentNode;
		const [first, last] = parts.map((part) => text.data.indexOf(part));
		if (first < 0 || last < 0 || !text.parentElement.checkVisibility()) continue;
		const left = (place, length) => {
			const range = document.createRange();
			range.setStart(text, place);
			range.setEnd(text, place + length);
			return range.getBoundingClientRect().left;
		};
		return left(first, parts[0].length) < left(last, parts[1].length);
	}
	return null;
}"""


@pytest.mark.parametrize("screen", ["profile", "dashboard", "loyalty", "checkout"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_amount_is_broken_at_320_pixels(
	host, new_page, create_customer, complete_service, has_no_overflow, language, screen
):
	customer = create_customer()["customer"]
	complete_service(customer, rate=1_234_567.89)
	page = new_page(language, "phone")
	page.set_viewport_size(NARROW)
	path = f"profile/{customer}" if screen == "profile" else f"{screen}?customer={customer}"
	page.goto(f"{host.url}/app/workshop-{path}")
	page.wait_for_selector(f'[data-screen="{screen}"][data-state="ready"]', timeout=30_000)
	assert page.evaluate(BROKEN) == []
	has_no_overflow(page)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_receipt_breaks_no_amount_at_320_pixels(
	host, new_page, create_customer, has_no_overflow, language
):
	page = new_page(language, "phone")
	page.set_viewport_size(NARROW)
	page.goto(f"{host.url}/app/workshop-checkout?customer={create_customer()['customer']}")
	page.wait_for_selector('[data-screen="checkout"][data-state="ready"]', timeout=30_000)
	item = next(item for item in host.call("visits.options")["items"] if item["rate"])
	page.locator("[data-field=item]").select_option(item["item"])
	page.locator(".wcrm-price").fill("1234567.89")
	page.locator("[data-action=complete]:enabled").click(timeout=30_000)
	page.locator("[data-result=completed]").wait_for()
	assert page.evaluate(BROKEN) == []
	has_no_overflow(page)


def test_the_example_of_a_phone_number_keeps_its_order_in_arabic(open_screen, open_dialog, create_customer):
	page = open_screen("search", "ar")
	page.locator("[data-screen=search]").get_by_role("combobox").fill("نجلاء الكثيري الجديدة")
	page.wait_for_timeout(600)
	page.get_by_role("button", name=page.evaluate("__('New customer')")).first.click()
	page.locator("dialog[open]").wait_for()
	assert page.evaluate(LEFT_OF, ["055", "4567"]) is True
