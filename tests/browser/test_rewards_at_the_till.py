"""Points and rewards inside ERPNext's own invoices: the Point of Sale by mouse, finger and keyboard, and the Sales Invoice form."""

import datetime
import json
import secrets
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

PROFILE = "Workshop Till"
RATE = 1250


@pytest.fixture(autouse=True)
def _only_on_the_desk(host):
	if host.name != "erpnext":
		pytest.skip("the preview has neither a Point of Sale nor forms of ERPNext")


@pytest.fixture
def member(host, create_customer, complete_service) -> str:
	"""A customer with some 1,000 points, who is found by nobody else's name."""
	customer = create_customer(name=f"Reem {secrets.token_hex(4)}")["customer"]
	complete_service(customer, rate=8000)
	return customer


@pytest.fixture
def resource(host):
	def send(verb: str, doctype: str, name: str = "", **values):
		path = f"/api/resource/{quote(doctype)}" + (f"/{quote(name)}" if name else "")
		given = {"params" if verb == "GET" else "json": values}
		answer = host.request(verb, path, **given)
		assert answer.ok, answer.text
		return answer.json()["data"]

	return send


@pytest.fixture
def open_shift(host, resource):
	"""Sees to it that the user of a language has an open shift at the made-up workshop's till."""

	def open_it(language: str) -> None:
		user = host.logins[language]["usr"]
		open_ones = json.dumps({"user": user, "status": "Open", "docstatus": 1})
		if resource("GET", "POS Opening Entry", filters=open_ones):
			return
		profile = resource("GET", "POS Profile", PROFILE)
		cash = {"mode_of_payment": profile["payments"][0]["mode_of_payment"], "opening_amount": 0}
		today = datetime.date.today().isoformat()
		entry = {
			"user": user,
			"pos_profile": PROFILE,
			"company": profile["company"],
			"posting_date": today,
			"period_start_date": f"{today} 00:00:00",
			"balance_details": [cash],
			"docstatus": 1,
		}
		resource("POST", "POS Opening Entry", **entry)

	return open_it


@pytest.fixture
def open_till(host, new_page, open_shift, member):
	"""The Point of Sale with the member chosen and one item in the cart."""

	def open_it(language: str = "en", viewport: str = "desk") -> Page:
		open_shift(language)
		page = new_page(language, viewport)
		page.goto(f"{host.url}/app/point-of-sale")
		page.wait_for_selector(".items-container .item-wrapper", timeout=60_000)
		page.evaluate("name => cur_pos.cart.customer_field.set_value(name)", member)
		expect(page.locator(".customer-display")).to_contain_text(member)
		page.locator(".items-container .item-wrapper").first.click()
		expect(page.locator(".cart-item-wrapper")).to_have_count(1)
		return page

	return open_it


def panel(page: Page):
	return page.locator(".wcrm-pos-points")


def to_payment(page: Page) -> None:
	page.locator(".checkout-btn:visible").first.click()
	expect(panel(page).locator("[data-till=draft]")).to_be_visible()


def order_is_complete(page: Page) -> None:
	expect(page.locator(".wcrm-pos-receipt [data-points=receipt]")).to_be_visible()


def total(page: Page) -> float:
	return page.evaluate("cur_pos.frm.doc.grand_total")


def balance(host, customer: str) -> int:
	return host.call("loyalty.account", customer=customer)["balance"]


@pytest.mark.parametrize(("language", "viewport"), [("ar", "phone"), ("en", "desk"), ("ar", "desk")])
def test_an_order_is_paid_with_the_best_reward_in_two_taps(
	host, open_till, keep_picture, nameless, untranslated, member, language, viewport
):
	before = balance(host, member)
	page = open_till(language, viewport)
	to_payment(page)
	plain = total(page)
	taps = page.locator(".wcrm-pos-points [data-action=apply-suggestion], .submit-order-btn")
	tap = "tap" if viewport == "phone" else "click"
	getattr(taps.first, tap)()
	expect(panel(page).locator("[data-suggestion=on]")).to_be_visible()
	assert nameless(panel(page)) == []
	if language == "ar":
		assert untranslated(panel(page)) == []
		assert panel(page).locator(".wcrm-screen").get_attribute("dir") == "rtl"
	wider = panel(page).evaluate("place => place.scrollWidth - place.clientWidth")
	assert wider <= 1
	assert total(page) < plain
	keep_picture(page, f"till-reward-{language}-{viewport}")
	getattr(page.locator(".submit-order-btn"), tap)()
	getattr(page.locator(".modal.show .modal-footer .btn-primary"), tap)()
	order_is_complete(page)
	keep_picture(page, f"till-receipt-{language}-{viewport}")
	told = host.call("loyalty.account", customer=member)
	spent = -sum(entry["points"] for entry in told["entries"] if entry["kind"] == "Redeem")
	earned = told["entries"][0]["points"] if told["entries"][0]["kind"] == "Earn" else 0
	receipt = page.locator(".wcrm-pos-receipt").inner_text()
	if language == "en":
		assert f"{told['balance']:,}" in receipt
	assert spent > 0
	assert told["balance"] == before - spent + max(earned, 0) or told["balance"] < before


def test_the_keyboard_reaches_the_rewards_in_the_payment_screen(open_till, member):
	page = open_till()
	to_payment(page)
	plain = total(page)
	page.wait_for_timeout(500)
	for _time in range(20):
		page.keyboard.press("Shift+Tab")
		if page.evaluate("document.activeElement.dataset.action") == "apply-suggestion":
			break
	else:
		pytest.fail("the suggestion cannot be reached with the keyboard")
	page.keyboard.press("Enter")
	expect(panel(page).locator("[data-suggestion=on]")).to_be_visible()
	assert total(page) < plain


def test_a_reward_is_taken_back_and_the_order_is_paid_in_full(host, open_till, member):
	page = open_till()
	to_payment(page)
	plain = total(page)
	panel(page).locator("[data-action=apply-suggestion]").click()
	expect(panel(page).locator("[data-suggestion=on]")).to_be_visible()
	panel(page).locator("[data-action=undo-suggestion]").click()
	expect(panel(page).locator("[data-suggestion=off]")).to_be_visible()
	assert total(page) == plain
	assert page.evaluate("cur_pos.frm.doc.loyalty_points || 0") == 0


def test_without_a_connection_the_till_says_so_and_the_sale_goes_on(host, open_till, keep_picture, member):
	before = balance(host, member)
	page = open_till()
	page.route("**/*loyalty.invoice_offer", lambda route: route.abort())
	page.locator(".checkout-btn:visible").first.click()
	expect(panel(page).locator("[data-till=failed]")).to_contain_text("Nothing was spent")
	keep_picture(page, "till-offline-en")
	page.unroute("**/*loyalty.invoice_offer")
	page.locator(".submit-order-btn").click()
	page.locator(".modal.show .modal-footer .btn-primary").click()
	order_is_complete(page)
	assert balance(host, member) > before


def test_a_tap_that_never_reaches_the_server_leaves_the_order_as_it_was(host, open_till, member):
	before = balance(host, member)
	page = open_till()
	to_payment(page)
	plain = total(page)
	page.context.set_offline(True)
	try:
		panel(page).locator("[data-action=apply-suggestion]").click()
		expect(panel(page).locator("[data-till=failed]")).to_contain_text("Nothing was spent")
		expect(panel(page).locator("[aria-busy]")).to_have_count(0)
	finally:
		page.context.set_offline(False)
	assert (balance(host, member), total(page)) == (before, plain)
	panel(page).get_by_role("button").click()
	panel(page).locator("[data-action=apply-suggestion]").click()
	expect(panel(page).locator("[data-suggestion=on]")).to_be_visible()


@pytest.mark.parametrize(("language", "viewport"), [("ar", "phone"), ("en", "desk")])
def test_a_saved_invoice_takes_a_reward_by_one_tap_and_says_afterwards_what_it_did(
	host, new_page, resource, a_line, keep_picture, nameless, untranslated, member, language, viewport
):
	line = a_line(RATE)
	rows = [{"item_code": line["item"], "qty": 1, "rate": RATE}]
	draft = resource("POST", "Sales Invoice", customer=member, items=rows)
	page = new_page(language, viewport)
	page.goto(f"{host.url}/app/sales-invoice/{quote(draft['name'])}")
	place = page.locator(".wcrm-form-points")
	expect(place.locator("[data-till=draft]")).to_be_visible(timeout=60_000)
	assert nameless(place) == []
	if language == "ar":
		assert untranslated(place) == []
	place.locator("[data-action=apply-suggestion]").click()
	expect(place.locator("[data-suggestion=on]")).to_be_visible()
	keep_picture(page, f"invoice-form-reward-{language}-{viewport}")
	stored = resource("GET", "Sales Invoice", draft["name"])
	assert stored["loyalty_reward"]
	assert stored["reward_amount"] > 0
	assert page.evaluate("cur_frm.is_dirty()") is False
	before = balance(host, member)
	resource("PUT", "Sales Invoice", draft["name"], docstatus=1)
	page.reload()
	receipt = page.locator(".wcrm-form-points [data-points=receipt]")
	expect(receipt).to_be_visible(timeout=60_000)
	keep_picture(page, f"invoice-form-submitted-{language}-{viewport}")
	assert balance(host, member) < before
	if language == "en":
		expect(receipt).to_contain_text(f"{balance(host, member):,}")
