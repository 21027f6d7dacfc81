"""States of the screens that no other test pictures: dialogs, nothing there, still loading, failed, refused."""

from __future__ import annotations

import re
import secrets
from itertools import cycle

import axe
import pytest
from call_list_answers import Calls
from playwright.sync_api import Route, expect
from walks import LOOK, LOOKS, Walk

LONG_AGO = "?from_date=2001-01-01&to_date=2001-01-31"
SCREENS = (
	"today", "search", "checkout", "messages", "loyalty", "loyalty-figures", "due", "call-list", "follow-ups", "surveys",
	"dashboard", "handover",
)  # fmt: skip
OUR_CALLS = re.compile(r"workshop_crm\.api\.(?!session\.)")
SORRY = "The server is away for a moment. Try again."


@LOOKS
def test_steps_of_a_follow_up(walk, look, create_customer, complete_service, complain):
	customer = create_customer()["customer"]
	complete_service(customer)
	unhappy = complain(customer)
	walk = walk("follow-ups", look, query="?part=unassigned")
	row = walk.page.locator(f"[data-follow-up='{unhappy['follow_up']}']")
	more = walk.page.locator("[data-panel=follow_ups] [data-action=show-more]")
	while row.count() == 0 and more.is_visible():
		shown = walk.page.locator("[data-follow-up]").count()
		more.click()
		expect(walk.page.locator("[data-follow-up]")).not_to_have_count(shown)
	walk.opens("Close", row, "close")
	for label in ("Note", "Assign", "Call by", "History"):
		walk.opens(label, row, label.lower().replace(" ", "-"), "More about this follow-up")
	walk.page.locator("[data-panel=follow_ups] [data-value=closed]").click()
	closed = walk.page.locator("[data-follow-up]:has([data-step=reopen])").first
	expect(closed).to_be_visible()
	walk.keeps("closed")
	walk.opens("Reopen", closed, "reopen")


@LOOKS
def test_steps_of_a_call(host, new_page, keep_state, say, language, viewport, scheme):
	page = new_page(language, viewport)
	calls = Calls(page)
	page.goto(f"{host.url}/app/workshop-call-list")
	page.locator("[data-screen=call_list][data-state=ready]").wait_for()
	axe.use_scheme(page, scheme)
	walk = Walk(page, f"call-list-{language}", keep_state, say)
	row = page.locator('[data-action="ACT-2"]')
	walk.keeps("three")
	walk.opens("Done", row, "done")
	for label in ("Snooze", "Assign", "Dismiss"):
		walk.opens(label, row, label.lower(), "More about this call")
	calls.open = []
	page.reload()
	expect(page.locator("[data-panel=calls] .wcrm-empty")).to_be_visible()
	axe.use_scheme(page, scheme)
	walk.keeps("nobody")


@LOOKS
def test_lists_and_views_of_the_dashboard(walk, look):
	walk = walk("dashboard", look)
	page = walk.page
	page.locator("[data-panel=retention] .wcrm-heat-open-list").first.click()
	expect(page.locator("dialog[open] tbody tr").first).to_be_visible()
	with walk.dialog("customers"):
		pass
	walk.button("Saved views").click()
	with walk.dialog("views"):
		walk.button("Save these filters", page.locator("dialog[open]")).click()
		with walk.dialog("save-view"):
			pass


@LOOKS
@pytest.mark.parametrize("screen", ["dashboard", "loyalty-figures", "surveys"])
def test_a_period_without_anything(walk, look, screen):
	walk = walk(screen, look, query=LONG_AGO)
	expect(walk.page.locator(".wcrm-empty").first).to_be_visible()
	walk.keeps("nothing")


@LOOKS
def test_the_list_behind_a_figure_of_loyalty(walk, look):
	walk = walk("loyalty-figures", look)
	walk.page.locator("[data-panel=figures_members] tbody [data-figure]").first.click()
	expect(walk.page.locator("[data-dialog=figure_list] [data-total]")).to_be_visible()
	with walk.dialog("list"):
		pass


@LOOKS
def test_nothing_is_found(walk, look, create_customer):
	nobody = create_customer()["customer"]
	messages = walk("messages", look, query=f"?customer={nobody}")
	expect(messages.page.locator("[data-screen=messages] .wcrm-empty")).to_be_visible()
	messages.keeps("none")
	search = walk("search", look)
	search.page.locator(".wcrm [role=combobox]").first.fill("qqqqzzzz xx")
	expect(search.page.locator(".wcrm-search-nothing, .wcrm-empty").first).to_be_visible()
	search.page.wait_for_timeout(500)
	search.keeps("nothing")


@LOOKS
def test_the_counter_from_the_code_to_the_thanks(walk, look, create_customer, complete_service):
	complete_service(create_customer()["customer"])
	walk = walk("handover", look)
	page = walk.page
	row = page.locator(".wcrm-handover li[data-document]").first
	walk.keeps("list")
	walk.opens("Show code", row, "code")
	walk.button("Hand over the tablet", row).click()
	dialog = page.locator("dialog[open]")
	dialog.locator("[name=pin]").fill("12")
	dialog.locator("button[type=submit]").click()
	expect(dialog.locator(".wcrm-field-problem")).to_be_visible()
	walk.keeps("pin-refused")


@LOOKS
def test_what_a_profile_asks_and_lists(
	host, walk, look, create_customer, create_vehicle, complete_service, log_interaction
):
	customer = create_customer()["customer"]
	car = create_vehicle(customer)
	complete_service(customer, rate=8000, vehicle=car["vehicle"], odometer=21_000)
	log_interaction(customer)
	walk = walk("profile", look, params=customer)
	page = walk.page
	panel = lambda name: page.locator(f"[data-panel={name}]")  # noqa: E731
	walk.opens("Ask how it went", panel("satisfaction"), "ask")
	walk.opens("All visits", panel("visits"), "all-visits")
	walk.button("New link", panel("loyalty")).click()
	with walk.dialog("new-link"):
		pass
	panel("history").locator("li[data-kind=Call] summary").first.click()
	walk.button("Delete entry", panel("history")).click()
	with walk.dialog("delete-entry"):
		pass
	panel("loyalty").locator("details > summary").first.click()
	walk.keeps("points-history")


@LOOKS
def test_points_by_hand_and_rewards_for_later(walk, look, create_customer, complete_service):
	customer = create_customer()["customer"]
	complete_service(customer, rate=8000)
	walk = walk("loyalty", look, query=f"?customer={customer}")
	page = walk.page
	walk.opens("Adjust points", page.locator("[data-screen=loyalty]"), "adjust-points")
	page.locator("[data-panel=rewards] [data-action=give-reward]").first.click()
	with walk.dialog("reward-code"):
		pass
	walk.button("Take back", page.locator("[data-panel=rewards]")).click()
	with walk.dialog("take-back-reward"):
		pass


@LOOKS
def test_a_basket_with_everything_open(walk, look, create_customer, create_vehicle, host):
	customer = create_customer()["customer"]
	create_vehicle(customer)
	walk = walk("checkout", look, query=f"?customer={customer}")
	page = walk.page
	item = next(item for item in host.call("visits.options")["items"] if item["rate"])
	page.locator("[data-field=item]").select_option(item["item"])
	page.locator("details", has=page.locator("summary", has_text=walk.say("Other work"))).locator(
		"summary"
	).first.click()
	page.locator(".wcrm-line-more summary, .wcrm-line summary").first.click()
	page.locator(".wcrm-price").first.fill("-3")
	page.locator(".wcrm-price").first.blur()
	page.wait_for_timeout(400)
	walk.keeps("open")
	page.locator("[data-action=discard-basket]").click()
	with walk.dialog("discard"):
		pass


@pytest.mark.parametrize(("screen", "of_look"), list(zip(SCREENS, cycle(LOOK), strict=False)))
def test_a_screen_that_loads_and_fails(host, new_page, keep_state, say, screen, of_look):
	"""What is asked stays without an answer until the screen was seen; then it is refused. Each screen in one of the two looks."""
	language, viewport, scheme = LOOK[of_look]
	waiting: list[Route] = []
	is_away = [False]

	def answer(route: Route) -> None:
		if is_away[0]:
			refuse(route)
		else:
			waiting.append(route)

	page = new_page(language, viewport)
	page.route(OUR_CALLS, answer)
	page.goto(f"{host.url}/app/workshop-{screen}")
	page.locator(f"[data-screen={screen.replace('-', '_')}]").wait_for(timeout=30_000)
	axe.use_scheme(page, scheme)
	walk = Walk(page, f"{screen}-{language}", keep_state, say)
	if page.locator(".wcrm-skeleton").count():
		walk.keeps("loading")
	is_away[0] = True
	for route in waiting:
		refuse(route)
	expect(page.locator(".wcrm-failure, .wcrm-toast, [role=alert]").first).to_be_visible()
	walk.keeps("failed")


def refuse(route: Route) -> None:
	told = f'["{{\\"message\\": \\"{SORRY}\\"}}"]'
	route.fulfill(status=417, json={"exc_type": "ValidationError", "_server_messages": told})


@LOOKS
@pytest.mark.parametrize("page_of", ["s", "p", "i"])
def test_a_guests_page_that_is_nobodys(host, new_page, keep_state, page_of, language, viewport, scheme):
	page = new_page(language, viewport, logged_in=False)
	page.emulate_media(color_scheme=scheme)
	page.goto(f"{host.url}/{page_of}/{secrets.token_hex(8)}?_lang={language}")
	expect(page.locator("main")).to_have_attribute("data-state", re.compile("unknown|unavailable"))
	keep_state(page, f"guest-{page_of}-closed-{language}")
