"""States that are seen now and then: the tablet comes back, a file is imported, photos are looked at, a guest comes too often."""

from __future__ import annotations

import io

import axe
import pytest
from call_list_answers import Calls
from PIL import Image
from playwright.sync_api import Route, expect
from walks import LOOKS, Walk

import every_kind

TOKEN = "0123456789abcdef01234567"
HEADINGS = "Customer Name;Mobile No;Remark\n"
RULES = {
	"least": 30,
	"rules": [
		{
			"rule": "At risk",
			"title": "At risk",
			"trigger": "Becomes High Risk",
			"held_out_percent": 10,
			"treated": {
				"customers": 120,
				"came": 48,
				"share": 0.4,
				"low": 0.31,
				"high": 0.49,
				"revenue_each": 180.5,
			},
			"held_out": {
				"customers": 40,
				"came": 8,
				"share": 0.2,
				"low": 0.09,
				"high": 0.36,
				"revenue_each": 75,
			},
			"difference": {"share": 0.2, "low": 0.04, "high": 0.33},
			"verdict": "more",
			"running": 12,
		}
	],
}
CAME = {
	"customer": "CUST-1",
	"name": "Customer 1",
	"name_ar": "",
	"made_on": "2026-10-01",
	"outcome": "Done",
	"came_on": "2026-10-12",
	"revenue": 480,
}


@LOOKS
def test_the_tablet_after_the_survey(walk, look, create_customer, complete_service):
	complete_service(create_customer()["customer"])
	walk = walk("handover", look)
	page = walk.page
	walk.button("Hand over the tablet", page.locator(".wcrm-handover li[data-document]").first).click()
	dialog = page.locator("dialog[open]")
	dialog.locator("[name=pin]").fill("4711")
	dialog.locator("button[type=submit]").click()
	counter = page.locator("dialog.wcrm-counter")
	expect(counter.locator("iframe").content_frame.locator("form").first).to_be_visible()
	walk.keeps("survey")
	counter.locator(".wcrm-counter-foot button").click()
	expect(counter.locator(".wcrm-counter-thanks")).to_be_visible()
	walk.keeps("thanks")
	pin = counter.locator("[name=pin]")
	pin.fill("4712")
	pin.press("Enter")
	expect(counter.locator(".wcrm-field-problem")).to_be_visible()
	walk.keeps("wrong-pin")
	pin.fill("4711")
	pin.press("Enter")
	expect(counter).to_have_count(0)


@LOOKS
def test_a_reminder_from_the_list_of_due_services(walk, look):
	walk = walk("due", look)
	remind = walk.page.locator("[data-step=remind]").first
	remind.click()
	with walk.dialog("remind-one"):
		pass
	expect(remind).to_be_focused()


@LOOKS
def test_a_file_of_customers_on_its_way(host, walk, look):
	walk = walk("import", look)
	page = walk.page
	walk.keeps("file")
	if page.locator("input[type=file]").count() == 0:
		pytest.skip("a workshop that is made up takes no file")
	data = f"{HEADINGS}Reem Alward;0551234567;x\nWrong;12;y\n".encode()
	page.set_input_files("input[type=file]", {"name": "list.csv", "mimeType": "text/csv", "buffer": data})
	expect(page.locator("[data-panel=columns] h2")).to_be_focused()
	walk.keeps("columns")
	page.locator("[data-panel=columns] .wcrm-button-primary").click()
	expect(page.locator("[data-panel=result]")).to_be_visible(timeout=60_000)
	walk.keeps("checked")


@LOOKS
def test_the_dashboard_by_e_mail(host, walk, look):
	if host.name != "erpnext":
		pytest.skip("the preview sends no e-mail to its users")
	walk = walk("dashboard", look)
	walk.button("By e-mail").click()
	with walk.dialog("by-e-mail"):
		pass


@LOOKS
def test_what_came_of_the_calls(host, new_page, keep_state, say, language, viewport, scheme):
	page = new_page(language, viewport)
	Calls(page)
	page.route("**/workshop_crm.api.analytics.action_measures", answer_with(RULES))
	page.route(
		"**/workshop_crm.api.analytics.action_customers", answer_with({"customers": [CAME], "total": 1})
	)
	page.goto(f"{host.url}/app/workshop-call-list")
	measures = page.locator("[data-panel=action_measures]")
	expect(measures.locator("[data-names]").first).to_be_visible()
	axe.use_scheme(page, scheme)
	walk = Walk(page, f"call-list-{language}", keep_state, say)
	walk.keeps("measures")
	measures.locator("[data-names]").first.click()
	expect(page.locator("dialog[open] tbody tr")).to_have_count(1)
	with walk.dialog("names"):
		pass


@LOOKS
def test_the_photos_of_an_answer(host, walk, look, create_customer, complete_service, survey_link):
	with every_kind.asked(host):
		customer = create_customer()["customer"]
		complete_service(customer)
		address = f"/s/{survey_link(customer)}"
	photo = {"q.damage": ("car.jpg", picture(), "image/jpeg")}
	sent = host.request(
		"POST", address, data={"q.stars": "5", "send": "1", "_lang": "en"}, files=photo, headers={}
	)
	assert sent.ok
	walk = walk("surveys", look)
	answer = walk.page.locator("[data-panel=answers] [data-response]").first
	answer.locator("summary").click()
	walk.button("Show the photos", answer).click()
	expect(answer.locator(".wcrm-photos img")).to_be_visible()
	walk.keeps("photos")


@LOOKS
def test_a_guest_who_comes_too_often(host, new_page, keep_state, language, viewport, scheme):
	"""As the address of the test itself, which has no other guest: 300 pages are free in an hour of the clock."""
	if host.name != "erpnext":
		pytest.skip("the preview serves one workshop's own machine and counts nobody")
	page = new_page(language, viewport, logged_in=False)
	page.emulate_media(color_scheme=scheme)
	address = f"{host.url}/s/{TOKEN}?_lang={language}"
	for _page in range(601):
		if page.request.get(address).status == 429:
			break
	page.route(f"**/s/{TOKEN}*", lambda route: with_status_200(route))
	page.goto(address)
	expect(page.locator("main")).to_be_visible()
	keep_state(page, f"guest-too-often-{language}")


def answer_with(message: object):
	return lambda route: route.fulfill(json={"message": message})


def with_status_200(route: Route) -> None:
	"""The page as it came: only its status would fail the test."""
	route.fulfill(response=route.fetch(), status=200)


def picture() -> bytes:
	written = io.BytesIO()
	Image.new("RGB", (60, 40), "red").save(written, "JPEG")
	return written.getvalue()
