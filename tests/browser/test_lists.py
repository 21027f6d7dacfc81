"""Lists say how many there are, everything in them can be reached, and the focus stays where the work goes on."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect


def counted(place: Locator) -> tuple[int, int]:
	"""How many are shown, and how many there are."""
	numbers = [int(re.sub(r"\D", "", part)) for part in place.inner_text().split(" of ")]
	return numbers[0], numbers[-1]


def focused(page: Page, selector: str) -> bool:
	"""Whether the focus is inside what the selector names."""
	return page.evaluate("(selector) => Boolean(document.activeElement?.closest(selector))", selector)


def test_messages_say_how_many_there_are_and_the_next_page_takes_the_focus(host, open_screen):
	total = host.call("messaging.messages", limit=1)["total"]
	page = open_screen("messages")
	shown, of = counted(page.locator("[data-count=messages]"))
	assert (shown, of) == (min(30, total), total)
	if total <= 30:
		pytest.skip("this workshop has written too little")
	page.locator("[data-action=show-more]").click()
	expect(page.locator(".wcrm-messages > li")).to_have_count(min(60, total))
	assert (
		page.evaluate(
			"[...document.querySelectorAll('.wcrm-messages > li')].findIndex(row => row.contains(document.activeElement))"
		)
		== 30
	)


def test_answers_say_how_many_there_are_and_all_can_be_reached(host, open_screen):
	total = host.call("surveys.responses", limit=1)["total"]
	page = open_screen("follow-ups")
	panel = page.locator("[data-panel=responses]")
	shown, of = counted(panel.locator("[data-count=responses]"))
	assert (shown, of) == (min(30, total), total)
	rows = panel.locator("[data-response]")
	for _page in range(3):
		if rows.count() >= total:
			break
		before = rows.count()
		panel.locator("[data-action=show-more]").click()
		expect(rows).not_to_have_count(before)
		assert focused(page, f"li:nth-child({before + 1})")
	assert len({row.get_attribute("data-response") for row in rows.all()}) == rows.count()


def test_the_history_of_points_is_read_to_its_beginning(host, open_screen, create_customer, complete_service):
	customer = create_customer()["customer"]
	for _visit in range(22):
		complete_service(customer, rate=100)
	page = open_screen("loyalty", query=f"?customer={customer}")
	panel = page.locator("[data-panel=account]")
	assert counted(panel.locator("[data-count=points]")) == (20, 22)
	panel.locator("[data-action=show-more]").click()
	expect(panel.locator("tbody tr")).to_have_count(22)
	assert counted(panel.locator("[data-count=points]")) == (22, 22)
	expect(panel.locator("[data-action=show-more]")).to_be_hidden()
	assert focused(page, "tbody tr:nth-child(21)")


@pytest.fixture
def unhappy(host, create_customer, complete_service, survey_link):
	"""Two customers who were not satisfied."""
	customers = {create_customer()["customer"] for _one in range(2)}
	for customer in customers:
		complete_service(customer)
		token = survey_link(customer)
		questions = host.call_as_guest("surveys.form", token=token)["survey"]["ar"]["questions"]
		rating = next(question["id"] for question in questions if question["kind"] == "rating")
		host.call_as_guest("surveys.answer", token=token, answers={rating: 1})

	def waiting() -> bool:
		return customers <= {
			case["customer"] for case in host.call("surveys.follow_ups", limit=500)["follow_ups"]
		}

	host.wait_until(waiting, "follow-ups of the low scores")


@pytest.mark.usefixtures("unhappy")
def test_after_a_follow_up_is_closed_the_focus_is_on_the_next_one(open_screen):
	page = open_screen("follow-ups")
	rows = page.locator("[data-follow-up]")
	first, second = (rows.nth(place).get_attribute("data-follow-up") for place in (0, 1))
	rows.first.get_by_role("button", name="Close").click()
	page.locator("dialog [name=reason]").select_option(index=1)
	page.locator("dialog [name=note]").fill("Spoke with them, all is well")
	page.locator("dialog button[type=submit]").click()
	expect(page.locator(f"[data-follow-up='{first}']")).to_have_count(0)
	page.wait_for_timeout(100)
	assert focused(page, f"[data-follow-up='{second}']")


def test_after_a_visit_was_cancelled_the_focus_is_on_its_row(
	host, open_screen, create_customer, complete_service
):
	customer = create_customer()["customer"]
	invoice = complete_service(customer)["invoice"]
	page = open_screen("profile", params=customer)
	row = page.locator(f"[data-invoice='{invoice}']")
	row.locator("summary").click()
	row.get_by_role("button", name="Return the visit").click()
	page.locator("[data-action=agree]").click()
	expect(page.locator("[data-status=Return]")).to_have_count(1)
	page.wait_for_timeout(200)
	assert focused(page, "[data-panel=visits] li")
