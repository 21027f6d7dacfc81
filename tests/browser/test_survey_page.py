"""The answer page on a phone: every kind of question, one at a time, for everybody; and whole where there is no JavaScript."""

import io
import re
from collections.abc import Callable, Iterator

import axe
import pytest
from legible import SMALL
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

import every_kind

NARROW = {"width": 320, "height": 640}


@pytest.fixture(scope="module", autouse=True)
def every_kind_is_asked(host) -> Iterator[None]:
	with every_kind.asked(host):
		yield


@pytest.fixture
def address(host, create_customer, complete_service, survey_link) -> str:
	customer = create_customer()["customer"]
	complete_service(customer)
	return f"{host.url}/s/{survey_link(customer)}"


@pytest.fixture
def open_survey(new_page, address) -> Callable[..., Page]:
	def open_it(language: str = "en", query: str = "", narrow: bool = True) -> Page:
		page = new_page(language, "phone", logged_in=False)
		if narrow:
			page.set_viewport_size(NARROW)
		page.goto(f"{address}?_lang={language}{query}")
		return page

	return open_it


@pytest.fixture
def plain_page(browser: Browser, host) -> Iterator[Page]:
	"""Without JavaScript."""
	context = browser.new_context(
		java_script_enabled=False, viewport=NARROW, locale="en-GB", extra_http_headers=host.sender
	)
	yield context.new_page()
	context.close()


def shown(page: Page) -> Locator:
	return page.locator("[data-question]:visible")


def kind(page: Page) -> str:
	expect(shown(page)).to_have_count(1)
	return shown(page).get_attribute("data-kind") or ""


def go_on(page: Page) -> None:
	page.locator("[data-action=next]").click()


def answer(page: Page) -> None:
	"""Answer the question that is shown, and go on unless a tap does."""
	question, before = shown(page), kind(page)
	if before in ("rating", "smileys"):
		question.locator("[data-rating='3']").click()
	elif before in ("scale", "nps", "ces"):
		question.locator("[data-number='7']").click()
	elif before in ("single", "yes_no"):
		question.locator("[data-answer]").first.click()
	elif before == "multiple":
		question.locator("[data-answer]").last.click()
		go_on(page)
	elif before == "text":
		question.locator("textarea").fill("شكرًا Thanks")
		go_on(page)
	elif before == "photo":
		picture = io.BytesIO()
		Image.new("RGB", (3000, 1500), "blue").save(picture, "PNG")
		question.locator("input").set_input_files({"name": "car.png", "mimeType": "image/png", "buffer": picture.getvalue()})  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_kind_is_usable_by_everybody_with_one_thumb(
	open_survey, has_no_overflow, keep_picture, language, scheme
):
	page = open_survey(language)
	page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
	seen = []

	def is_fit() -> None:
		assert axe.violations(page) == []
		assert page.evaluate(SMALL) == []
		has_no_overflow(page)

	for number in range(1, 11):
		seen.append(kind(page))
		is_fit()
		keep_picture(page, f"survey-{language}-{scheme}-{number}-{seen[-1]}")
		answer(page)
		if number < 10:
			expect(page.locator("progress")).to_have_attribute("value", str(number + 1))
	assert seen == [question.kind for question in every_kind.EVERY_KIND.questions]
	page.locator("[data-action=send]").click()
	expect(page.locator("[data-state=answered]")).to_be_visible()
	is_fit()
	keep_picture(page, f"survey-{language}-{scheme}-thanks")
	page.locator("[data-action=call]").click()
	expect(page.locator(".called")).to_be_visible()
	is_fit()


def test_a_question_that_is_not_called_for_is_passed_over_and_counted_by_nobody(open_survey):
	page = open_survey()
	shown(page).locator("[data-rating='5']").click()
	expect(shown(page)).to_have_attribute("data-kind", "smileys")
	expect(page.locator("#step")).to_have_text("Question 2 of 9")
	page.locator("[data-action=back]").click()
	shown(page).locator("[data-rating='1']").click()
	expect(shown(page)).to_have_attribute("data-kind", "single")
	expect(page.locator("#step")).to_have_text("Question 2 of 10")


def test_what_is_mandatory_is_asked_for_and_the_rest_may_be_left_out(open_survey):
	page = open_survey()
	expect(page.locator("[data-action=send]")).to_be_hidden()
	go_on(page)
	expect(page.locator("form > .problem")).to_have_text("Please answer this question.")
	shown(page).locator("[data-rating='4']").click()
	expect(page.locator("[data-action=send]")).to_be_visible()
	page.locator("[data-action=send]").click()
	expect(page.locator("[data-state=answered]")).to_be_visible()


def test_the_keyboard_goes_through_without_jumping_on_and_enter_does_not_send(open_survey):
	page = open_survey()
	page.locator("[data-question=stars] [data-rating='1'] input").focus()
	page.keyboard.press("Space")
	page.keyboard.press("ArrowRight")
	page.wait_for_timeout(400)
	assert kind(page) == "rating"
	page.keyboard.press("Enter")
	expect(shown(page)).to_have_attribute("data-kind", "single")
	expect(page.locator("[data-question]:visible .asked")).to_be_focused()


def test_answers_stay_while_the_language_is_changed_and_the_page_is_left(open_survey):
	page = open_survey()
	shown(page).locator("[data-rating='4']").click()
	expect(shown(page)).to_have_attribute("data-kind", "smileys")
	page.locator("[data-language=ar]").click()
	expect(page.locator("html")).to_have_attribute("dir", "rtl")
	assert kind(page) == "smileys"
	address = page.url
	page.goto("about:blank")
	page.goto(address)
	assert kind(page) == "smileys"
	page.locator("[data-action=back]").click()
	expect(page.locator("[data-rating='4'] input").first).to_be_checked()


def test_an_answer_that_cannot_leave_is_kept_and_can_be_sent_again(open_survey):
	page = open_survey()
	shown(page).locator("[data-rating='5']").click()
	page.route(re.compile(r"/s/"), lambda route: route.abort())
	page.locator("[data-action=send]").click()
	expect(page.locator("form > .problem")).to_contain_text("could not be sent")
	page.unroute_all()
	page.locator("[data-action=send]").click()
	expect(page.locator("[data-state=answered]")).to_be_visible()
	assert page.evaluate("Object.keys(localStorage).filter(name => name.includes('survey'))") == []


def test_the_answer_from_the_message_waits_for_one_tap(open_survey):
	page = open_survey(query="&a=4")
	expect(page.locator("[data-rating='4'] input").first).to_be_checked()
	expect(page.locator(".prefilled")).to_be_visible()
	page.locator("[data-action=send]").click()
	expect(page.locator("[data-state=answered]")).to_be_visible()


def test_a_photo_is_made_smaller_before_it_is_sent(open_survey):
	page = open_survey()
	shown(page).locator("[data-rating='5']").click()
	expect(shown(page)).to_have_attribute("data-kind", "smileys")
	for _question in range(7):
		go_on(page)
	assert kind(page) == "photo"
	answer(page)
	width = page.evaluate("""async () => {
		const given = [];
		const real = window.fetch;
		window.fetch = (address, options) => {
			if (options.body instanceof FormData) given.push(...options.body.getAll("q.damage"));
			return real(address, options);
		};
		document.querySelector("[data-action=send]").click();
		while (!given.length) await new Promise(done => setTimeout(done, 50));
		return (await createImageBitmap(given[0])).width;
	}""")
	assert width == 2048
	expect(page.locator("[data-state=answered]")).to_be_visible()


def test_a_look_at_the_page_is_noted_and_a_programs_is_not(host, open_survey, address):
	host.request("GET", "/s/" + address.rsplit("/", 1)[1], headers={"User-Agent": "WhatsApp/2"})
	page = open_survey()
	with page.expect_response(re.compile("surveys.opened")) as told:
		page.reload()
	assert told.value.status == 200


def test_without_javascript_the_page_is_whole(plain_page, address, keep_picture):
	page = plain_page
	page.goto(f"{address}?_lang=en")
	expect(page.locator("[data-question]:visible")).to_have_count(10)
	expect(page.locator(".only-if")).to_have_text(
		re.compile("Only if you answered 3 or less to: How satisfied")
	)
	page.locator("[data-language=ar]").click()
	expect(page.locator("html")).to_have_attribute("dir", "rtl")
	page.locator("[data-action=send]").click()
	expect(page.locator("[data-question=stars] .problem")).to_be_visible()
	keep_picture(page, "survey-ar-plain-missing")
	page.locator("[data-question=stars] [data-rating='5']").click()
	page.locator("[data-question=comment] textarea").fill("عمل جيد")
	page.locator("[data-language=en]").click()
	expect(page.locator("[data-question=comment] textarea")).to_have_value("عمل جيد")
	page.locator("[data-action=send]").click()
	expect(page.locator("[data-state=answered]")).to_contain_text("Thank you")
	page.locator("[data-action=call]").click()
	expect(page.locator(".called")).to_be_visible()
	page.reload()
	expect(page.locator("[data-state=answered]")).to_be_visible()
