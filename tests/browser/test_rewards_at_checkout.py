"""Rewards, points and payment at *Complete a service*: by one tap, taken back, paid, sent twice, without a connection."""

import re

import pytest
from playwright.sync_api import expect

FIXED, PERCENT = "100 off", "10 % off this visit"


@pytest.fixture
def member(host, create_customer, complete_service) -> str:
	"""A customer with some 1,100 points."""
	customer = create_customer()["customer"]
	complete_service(customer, rate=8000)
	return customer


@pytest.fixture
def open_checkout(host, open_screen, a_line):
	"""The screen with a service of `rate` for the customer, priced."""

	def open_it(customer: str, language: str = "en", viewport: str = "desk", rate: int = 500):
		page = open_screen("checkout", language, viewport, query=f"?customer={customer}")
		page.locator("[data-field=item]").first.select_option(a_line()["item"])
		page.locator(".wcrm-price").fill(str(rate))
		priced(page)
		return page

	return open_it


def priced(page) -> None:
	"""Waits until what stands there is the price of what was chosen last."""
	page.wait_for_timeout(250)
	expect(page.locator(".wcrm-quote[data-busy]")).to_have_count(0)
	expect(page.locator("[data-action=complete]")).to_be_enabled()


def amount(page, name: str) -> float:
	text = page.locator(f".wcrm-quote [data-amount={name}] bdi").last.inner_text()
	return float(re.sub(r"[^0-9.\-]", "", text))


def reward(page, name: str):
	return page.locator(f".wcrm-reward[data-reward='{name}']")


def complete(page) -> None:
	page.locator("[data-action=complete]").click()
	expect(page.locator("[data-result=completed]")).to_be_visible()


def figure(page, name: str) -> str:
	return page.locator(f"[data-card={name}] strong").inner_text()


def account(host, customer: str) -> dict:
	return host.call("loyalty.account", customer=customer)


def visits(host, customer: str) -> int:
	return host.call("profile.get_profile", customer=customer)["visit_count"]


@pytest.mark.parametrize("viewport", ["phone", "desk"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_suggestion_is_taken_by_one_tap_and_taken_back_by_another(
	host, open_checkout, member, keep_picture, has_no_overflow, nameless, untranslated, language, viewport
):
	page = open_checkout(member, language, viewport)
	due = page.locator("[data-amount=to_pay] bdi")
	plain = due.inner_text()
	page.locator("[data-action=apply-suggestion]").click()
	expect(page.locator("[data-suggestion=on]")).to_be_visible()
	priced(page)
	expect(page.locator(".wcrm-reward[aria-pressed=true]")).to_have_count(1)
	keep_picture(page, f"checkout-suggestion-{language}-{viewport}")
	has_no_overflow(page)
	side = page.locator("[data-panel=summary]")
	assert nameless(side) == []
	if language == "ar":
		assert untranslated(side) == []
	assert due.inner_text() != plain
	page.locator("[data-action=undo-suggestion]").click()
	priced(page)
	expect(due).to_have_text(plain)
	expect(page.locator("[name=redeem_points]")).to_have_value("0")
	page.locator("[data-action=apply-suggestion]").click()
	priced(page)
	complete(page)
	keep_picture(page, f"checkout-suggestion-done-{language}-{viewport}")
	has_no_overflow(page)
	kinds = [entry["kind"] for entry in account(host, member)["entries"]]
	assert kinds.count("Redeem") == 2
	assert visits(host, member) == 2


def test_another_reward_and_a_number_of_points_are_what_is_paid_with(host, open_checkout, member):
	before = account(host, member)["balance"]
	page = open_checkout(member)
	due = amount(page, "to_pay")
	reward(page, PERCENT).click()
	priced(page)
	off = due - amount(page, "to_pay")
	assert off == pytest.approx(due * 0.1, abs=0.01)
	reward(page, FIXED).click()
	priced(page)
	assert amount(page, "to_pay") == pytest.approx(due - 100)
	page.locator("[name=redeem_points]").fill("40")
	priced(page)
	assert amount(page, "to_pay") == pytest.approx(due - 110)
	earns = int(re.sub(r"\D", "", page.locator("[data-amount=points_to_earn]").inner_text()))
	complete(page)
	assert "40" in figure(page, "points_redeemed")
	assert str(earns) in figure(page, "points_earned")
	assert account(host, member)["balance"] == before - 320 - 40 + earns


def test_points_that_are_too_many_or_no_number_are_never_more_than_allowed(open_checkout, member):
	page = open_checkout(member, rate=20)
	most = int(page.locator(".wcrm-slider").get_attribute("max"))
	field = page.locator("[name=redeem_points]")
	for typed, taken in (("99999999", most), ("-5", 0), ("abc", 0), ("1.9", 1), ("٣", 3)):
		field.fill(typed)
		field.blur()
		expect(field).to_have_value(str(taken))
	priced(page)
	assert amount(page, "to_pay") >= 0


def test_cash_card_and_a_split_are_paid_with_the_sale(host, open_checkout, member, say):
	page = open_checkout(member)
	reward(page, FIXED).click()
	priced(page)
	due = amount(page, "to_pay")
	said = page.locator("[data-payment=said]")
	payment = page.locator("[data-step=payment]")
	ways = payment.locator("button, label")
	ways.filter(has_text=say(page, "Cash")).first.click()
	page.locator("[name=paid]").fill(str(int(due) + 50))
	expect(said).to_contain_text(re.compile(r"\d"))
	split = ways.filter(has_text=say(page, "Split"))
	if split.count():
		split.first.click()
		fields = page.locator("[name=paid]")
		fields.nth(0).fill("30")
		fields.nth(1).focus()
		assert float(fields.nth(1).input_value()) == pytest.approx(due - 30)
		fields.nth(0).focus()
	complete(page)
	assert re.sub(r"[^0-9.]", "", figure(page, "paid")) == f"{due:.2f}"


def test_two_clicks_complete_one_service(host, open_checkout, member):
	before = account(host, member)["balance"]
	page = open_checkout(member)
	page.locator("[data-action=apply-suggestion]").click()
	priced(page)
	page.locator("[data-action=complete]").dblclick()
	expect(page.locator("[data-result=completed]")).to_be_visible()
	assert visits(host, member) == 2
	assert account(host, member)["balance"] <= before


@pytest.mark.parametrize("changed", [False, True], ids=["as it was", "changed meanwhile"])
def test_an_answer_that_is_lost_spends_nothing_twice(host, open_checkout, member, changed):
	page = open_checkout(member)
	reward(page, FIXED).click()
	priced(page)

	def lose(route):
		route.fetch()
		route.abort()

	page.route("**/*visits.complete", lose, times=1)
	button = page.locator("[data-action=complete]")
	button.click()
	problem = page.locator("[data-panel=summary] [data-problem=sale]")
	expect(problem).to_contain_text("cannot be reached")
	expect(button).to_be_enabled()
	spent = account(host, member)["balance"]
	assert visits(host, member) == 2
	if changed:
		page.locator("[name=redeem_points]").fill("20")
		priced(page)
		button.click()
		expect(problem).to_contain_text("completed already")
	else:
		complete(page)
	assert visits(host, member) == 2
	assert account(host, member)["balance"] == spent


def test_without_a_connection_nothing_is_spent_and_the_screen_says_so(host, open_checkout, member):
	before = account(host, member)["balance"]
	page = open_checkout(member)
	page.context.set_offline(True)
	try:
		page.locator("[data-action=apply-suggestion]").click()
		problem = page.locator("[data-panel=summary] [data-problem=sale]")
		expect(problem).to_contain_text("cannot be reached")
		expect(page.locator("[data-action=complete]")).to_be_disabled()
	finally:
		page.context.set_offline(False)
	assert (account(host, member)["balance"], visits(host, member)) == (before, 1)
	page.locator("[data-action=try-again]").click()
	priced(page)
	complete(page)
	assert visits(host, member) == 2


def test_a_slow_network_keeps_the_button_off_until_the_price_is_that_of_the_choice(open_checkout, member):
	page = open_checkout(member)
	due = amount(page, "to_pay")
	waiting = []
	page.route("**/*visits.quote", lambda route: waiting.append(route))
	reward(page, FIXED).click()
	expect(page.locator("[data-action=complete]")).to_be_disabled()
	expect(page.locator(".wcrm-quote[data-busy]")).to_have_count(1)
	page.wait_for_timeout(400)
	assert waiting
	waiting[-1].continue_()
	priced(page)
	assert amount(page, "to_pay") == pytest.approx(due - 100)
