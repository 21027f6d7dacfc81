"""What guests and staff wrote is shown as letters: nothing of it becomes a picture, a link or a form, and nothing is fetched."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

MARK = "outside.invalid"
HOSTILE = (
	f'<form action="//{MARK}/f"><input name="pw"></form><img src="//{MARK}/x" onerror="document.title=1">'
	f'<a href="//{MARK}/a">look</a> https://{MARK}/plain <style>@import "//{MARK}/s";</style> انتظرت طويلا'
)
MADE_OF_IT = f'form[action*="{MARK}"], img[src*="{MARK}"], a[href*="{MARK}"], input[name=pw]'
SHOWN = "انتظرت طويلا"


@pytest.fixture
def low_answer(host, create_customer, complete_service, survey_link):
	"""A customer who answered badly and in HTML."""
	made = create_customer()
	complete_service(made["customer"])
	token = survey_link(made["customer"])
	form = host.call_as_guest("surveys.form", token=token)
	questions = form["survey"]["ar"]["questions"]
	worst = {"rating": 1, "nps": 0, "yes_no": False, "text": HOSTILE}
	answers = {question["id"]: worst[question["kind"]] for question in questions}
	host.call_as_guest("surveys.answer", token=token, answers=answers)
	values = {"kind": "Note", "text": HOSTILE}
	note = host.call("messaging.add_interaction", customer=made["customer"], values=values)["entry"]

	def answered() -> list[dict]:
		rows = host.call("surveys.responses", limit=500)["responses"]
		return [row for row in rows if row["customer"] == made["customer"] and row["follow_up"]]

	(response,) = host.wait_until(answered, "a follow-up of the low score")
	return {**made, **response, "note": note}


@pytest.fixture
def watched():
	"""Looks at a page for what the text would fetch and make."""
	fetched: list[str] = []

	def watch(page: Page) -> None:
		page.on(
			"request", lambda request: fetched.append(request.url) if f"//{MARK}/" in request.url else None
		)

	yield watch
	assert fetched == []


def check(page: Page, is_shown: bool = True) -> None:
	if is_shown:
		expect(page.get_by_text(SHOWN).first).to_be_attached(timeout=30_000)
	page.wait_for_timeout(500 if is_shown else 2000)
	assert page.locator(MADE_OF_IT).count() == 0
	assert page.title() != "1"


def test_the_answer_comes_back_letter_by_letter(host, low_answer):
	assert low_answer["comment"] == HOSTILE
	(case,) = [
		row
		for row in host.call("surveys.follow_ups", limit=500)["follow_ups"]
		if row["customer"] == low_answer["customer"]
	]
	assert case["comment"] == HOSTILE


@pytest.mark.parametrize("screen", ["follow-ups", "profile"])
def test_our_screens_show_letters(open_screen, watched, low_answer, screen):
	page = open_screen(screen, params=low_answer["customer"] if screen == "profile" else "")
	watched(page)
	page.reload()
	page.wait_for_selector('[data-state="ready"]', timeout=30_000)
	check(page)


def addresses(answer: dict) -> dict[str, str]:
	name, interaction = quote(answer["response"]), quote(answer["note"])
	return {
		"the form": f"/app/survey-response/{name}",
		"the list": f"/app/survey-response?name={name}",
		"the report": f"/app/survey-response/view/report?name={name}",
		"the print view": f"/printview?doctype=Survey%20Response&name={name}&no_letterhead=1",
		"the follow-up": f"/app/issue/{quote(answer['follow_up'])}",
		"the follow-up on paper": f"/printview?doctype=Issue&name={quote(answer['follow_up'])}",
		"the note": f"/app/customer-interaction/{interaction}",
		"the notes' list": f"/app/customer-interaction?name={interaction}",
		"the notes' report": f"/app/customer-interaction/view/report?name={interaction}",
		"the note on paper": f"/printview?doctype=Customer%20Interaction&name={interaction}",
	}


def test_erpnexts_forms_lists_reports_and_papers_show_letters(host, new_page, watched, low_answer):
	if host.name != "erpnext":
		pytest.skip("the preview has no forms of ERPNext")
	page = new_page()
	watched(page)
	for place, address in addresses(low_answer).items():
		page.goto(host.url + address)
		if place == "the report":
			add_column(page, "comment", "Survey Response")
		try:
			check(page, is_shown="list" not in place)
		except AssertionError as error:
			raise AssertionError(place) from error


def add_column(page: Page, field: str, doctype: str) -> None:
	page.wait_for_function("window.cur_list && cur_list.datatable && cur_list.data.length")
	page.evaluate(
		"([field, doctype]) => cur_list.add_column_to_datatable(field, doctype, 1)", [field, doctype]
	)
