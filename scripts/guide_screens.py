"""The moments of a day that docs/front-desk.md shows, and the workshop's morning before them."""

import secrets
from typing import Any

from playwright.sync_api import Page

from hosts import Host
from screens import DESK, PHONE, Screen, Subjects

HIGH_DESK = (DESK[0], 1300)
"""For a basket with its lines."""
READY = {
	"en": "Your car is ready. We are open until 9 pm.",
	"ar": "سيارتك جاهزة، ونحن بانتظارك حتى التاسعة مساءً.",
}
NEW_CUSTOMER = {
	"name": "Huda Alnasser",
	"name_ar": "هدى الناصر",
	"phone": "+966500009001",
	"plate": "KTB 4821",
	"vin": "1HGCM82633A004352",
}


def begin_the_day(host: Host, subjects: Subjects, language: str) -> None:
	"""Three sales, one of them paid, a sale that was begun, and a few words to the customer of the conversation."""
	options = host.call("visits.options")
	cars = host.call("vehicles.due", when="soon")["rows"]
	sales = [_sale(car, options["items"][place * 3 :][:2]) for place, car in enumerate(cars[:4])]
	for sale in sales[:3]:
		sold = host.call("visits.complete", **sale, idempotency_key=secrets.token_hex(8))
	cash = {"mode": options["modes"][0]["mode"], "amount": sold["to_pay"]}
	host.call("visits.pay", invoice=sold["invoice"], payments=[cash], outstanding=sold["to_pay"])
	begun = {"draft": secrets.token_hex(8), "screen": "till", "customer": sales[3].pop("customer")}
	host.call("visits.save_basket", **begun, basket=sales[3], is_new=True)
	reply = {"customer": subjects.customer, "channel": "SMS", "text": READY[language]}
	host.call("messaging.reply", **reply, key=secrets.token_hex(8))


def _sale(car: dict[str, Any], items: list[dict[str, Any]]) -> dict[str, Any]:
	lines = [{"item": item["item"], "qty": 1, "rate": item["rate"]} for item in items]
	return {"customer": car["customer"], "vehicle": car["vehicle"], "lines": lines}


def fill_in_a_new_customer(page: Page) -> None:
	screen, label = page.locator("[data-screen=search]"), _text(page, "New customer")
	screen.get_by_role("button", name=label, exact=True).first.click()
	dialog = page.locator("dialog[open]")
	for name, value in NEW_CUSTOMER.items():
		dialog.locator(f"[name={name}]").fill(value)
	dialog.locator("[data-vin-says]").wait_for()
	dialog.locator("[name=model]").fill(_word(page, en="Accord", ar="أكورد"))
	dialog.locator("[name=plate]").focus()


def show_the_conversation(page: Page) -> None:
	page.locator("[data-panel=history]").get_by_text(_text(page, "Messages"), exact=True).click()
	thread = page.locator("[data-thread]")
	thread.locator("[data-message]").last.wait_for()
	thread.locator("select[name=channel]").evaluate("element => element.scrollIntoView({block: 'center'})")


def fill_a_basket(page: Page) -> None:
	"""Two services of one search, work that is on no list, and a discount on the whole."""
	page.locator("[name=service]").fill(_word(page, en="oil", ar="زيت"))
	for place in range(2):
		page.locator("[data-panel=services] [data-due]").nth(place).click()
	page.locator(".wcrm-line summary").first.click()
	page.locator("[name=line_technician]").first.select_option(index=1)
	other_work = page.locator("details:has([data-form=other-work]) > summary")
	other_work.click()
	form = page.locator("[data-form=other-work]")
	form.locator("[name=description]").fill(
		_word(page, en="Polished the headlights", ar="تلميع المصابيح الأمامية")
	)
	form.locator("[name=other_price]").fill("60")
	form.locator("[type=submit]").click()
	other_work.click()
	page.locator("[data-panel=summary] [name=discount]").fill("5")
	page.locator("[data-panel=summary] [name=discount]").blur()
	page.locator("[data-draft=saved]").wait_for()
	page.evaluate("scrollTo(0, 0)")


def complete_a_sale(page: Page) -> None:
	page.locator("[data-panel=services] .wcrm-tile").first.click()
	page.locator("[data-action=complete]:enabled").click()
	page.locator("[data-result=completed]").wait_for()
	page.evaluate("scrollTo(0, 0)")


def ask_about_reminders(page: Page) -> None:
	_choose(page, 6)
	page.locator("[data-action=remind-many]").click()
	page.locator("dialog[open] [data-going]").wait_for()


def choose_three(page: Page) -> None:
	_choose(page, 3)


def _choose(page: Page, rows: int) -> None:
	for place in range(rows):
		page.locator(".wcrm-row-box").nth(place).check()


def _text(page: Page, text: str) -> str:
	"""A text of the interface in the language of the page."""
	return str(page.evaluate("text => __(text)", text))


def _word(page: Page, *, en: str, ar: str) -> str:
	"""What somebody types who works in the language of the page."""
	return ar if page.evaluate("document.documentElement.lang") == "ar" else en


OF_THE_GUIDE = (
	(Screen("today", "/app/workshop-today"), DESK),
	(Screen("new_customer", "/app/workshop-search", fill_in_a_new_customer), DESK),
	(Screen("conversation", "/app/workshop-profile/{customer}", show_the_conversation), PHONE),
	(Screen("checkout", "/app/workshop-checkout?customer={due}", fill_a_basket), HIGH_DESK),
	(Screen("sold", "/app/workshop-checkout?customer={customer}", complete_a_sale), DESK),
	(Screen("handover", "/app/workshop-handover"), PHONE),
	(Screen("due", "/app/workshop-due", ask_about_reminders), DESK),
	(Screen("customers", "/app/workshop-search?show=all&due=1&at_risk=1", choose_three), DESK),
)
"""In the order of the day, each with its window."""
