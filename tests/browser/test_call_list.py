"""The call list in a browser: a step takes a row away, and the focus goes to the one that follows."""

import json

import pytest
from playwright.sync_api import Page, Route, expect

REASON = "Last here 190 days ago, on 23 May 2026; usually every 120 days"


def action(number: int) -> dict:
	return {
		"action": f"ACT-{number}",
		"customer": f"CUST-{number}",
		"name": f"Customer {number}",
		"name_ar": "",
		"phone": {"e164": "+966551234567", "display": "055 123 4567", "extension": "", "problem": None},
		"trigger": "Becomes High Risk",
		"rule": "At risk",
		"reason": REASON,
		"vehicle": None,
		"car": "",
		"clv": 1000,
		"crossed_on": "2026-11-28",
		"status": "Open",
		"snoozed_until": None,
		"assigned_to": None,
		"assigned_name": "",
		"result": None,
		"done_on": None,
		"done_by": "",
		"follow_up": None,
		"message": None,
		"points": 0,
		"problem": None,
	}


class Calls:
	"""Answers of a workshop with three calls; remembers what was sent."""

	def __init__(self, page: Page) -> None:
		self.open = [action(number) for number in (1, 2, 3)]
		self.asked: list[dict] = []
		self.sent: list[dict] = []
		page.route("**/workshop_crm.api.analytics.call_list", self.list)
		page.route("**/workshop_crm.api.analytics.*_action", self.step)

	def list(self, route: Route) -> None:
		self.asked.append(json.loads(route.request.post_data or "{}"))
		counts = {"Becomes High Risk": len(self.open)} if self.open else {}
		answer = {
			"actions": self.open,
			"total": len(self.open),
			"counts": counts,
			"people": [{"user": "sara@example.com", "name": "Sara"}],
			"shows_value": True,
		}
		route.fulfill(json={"message": answer})

	def step(self, route: Route) -> None:
		values = json.loads(route.request.post_data or "{}")
		self.sent.append({"step": route.request.url.rsplit(".", 1)[1], **values})
		if "assign" not in route.request.url:
			self.open = [one for one in self.open if one["action"] != values["action"]]
		route.fulfill(json={"message": {"action": values["action"], "status": "Done"}})


@pytest.fixture
def calls(host, new_page):
	"""The page with three calls, and what it sends."""

	def show(language: str = "en") -> tuple[Page, Calls]:
		page = new_page(language)
		made = Calls(page)
		page.goto(f"{host.url}/app/workshop-call-list")
		page.wait_for_selector('[data-screen="call_list"][data-state="ready"]')
		return page, made

	return show


def test_after_a_call_the_row_leaves_and_the_focus_is_on_the_next_customer(calls):
	page, made = calls()
	expect(page.locator("[data-count=calls]")).to_contain_text("3")
	page.locator('[data-action="ACT-2"] [data-step=done]').click()
	dialog = page.locator("dialog")
	dialog.get_by_role("button", name="Save the call").click()
	expect(dialog).to_contain_text("Please fill this in.")
	dialog.locator("[name=result]").select_option("Booked")
	dialog.locator("[name=note]").fill("Monday")
	dialog.get_by_role("button", name="Save the call").click()
	expect(page.locator("li[data-action]")).to_have_count(2)
	expect(page.locator('[data-action="ACT-3"] a[data-focus]')).to_be_focused()
	assert made.sent == [{"step": "finish_action", "action": "ACT-2", "result": "Booked", "note": "Monday"}]
	expect(page.locator("[data-count=calls]")).to_contain_text("2")


def test_after_the_last_row_the_focus_is_on_the_title(calls):
	page, made = calls()
	made.open = made.open[:1]
	page.get_by_role("button", name="All").click()
	expect(page.locator("li[data-action]")).to_have_count(1)
	page.locator("li[data-action] summary").click()
	page.locator("li[data-action]").get_by_role("button", name="Dismiss").click()
	page.locator("dialog").get_by_role("button", name="Take off the list").click()
	expect(page.locator("[data-panel=calls] h2")).to_be_focused()
	expect(page.locator("[data-panel=calls]")).to_contain_text("Nobody")


def test_a_call_is_put_off_by_a_week_a_month_or_to_a_day(calls):
	page, made = calls()
	page.locator('[data-action="ACT-1"] summary').click()
	page.locator('[data-action="ACT-1"]').get_by_role("button", name="Snooze").click()
	until = page.locator("dialog [name=until]")
	first = until.input_value()
	page.locator("dialog [name=days]").select_option("30")
	assert until.input_value() > first
	until.fill(first)
	expect(page.locator("dialog [name=days]")).to_have_value("")
	page.locator("dialog").get_by_role("button", name="Snooze").click()
	expect(page.locator('[data-action="ACT-2"] a[data-focus]')).to_be_focused()
	assert made.sent == [{"step": "snooze_action", "action": "ACT-1", "until": first}]


def test_filters_stand_in_the_address_and_are_read_from_it(calls, host):
	page, made = calls()
	page.get_by_label("State", exact=True).select_option("later")
	page.wait_for_function("location.search.includes('state=later')")
	page.reload()
	page.wait_for_selector('[data-screen="call_list"][data-state="ready"]')
	assert made.asked[-1]["state"] == "later"
	expect(page.get_by_label("State", exact=True)).to_have_value("later")


def test_a_customer_can_be_rung_and_written_to_from_the_row(calls):
	page, _made = calls()
	row = page.locator('[data-action="ACT-1"]')
	expect(row.get_by_role("link", name="Call")).to_have_attribute("href", "tel:+966551234567")
	expect(row.get_by_role("link", name="WhatsApp")).to_have_attribute("href", "https://wa.me/966551234567")
	expect(row).to_contain_text(REASON)
