"""The messages of a customer as a conversation, and the reply below it."""

import secrets

import pytest
from playwright.sync_api import Locator, expect

CONSENTS = [
	{"channel": channel, "consent_date": "2026-01-05", "source": "Front desk"}
	for channel in ("WhatsApp", "SMS")
]


@pytest.fixture
def known(create_customer) -> dict:
	return create_customer(name="Wafa Almandil", name_ar="وفاء المنديل", channels=CONSENTS)


@pytest.fixture
def open_thread(open_screen, say):
	def open_it(customer: str, language: str = "en", viewport: str = "desk") -> Locator:
		page = open_screen("profile", language, viewport, params=customer)
		panel = page.locator("[data-panel=history]")
		panel.get_by_text(say(page, "Messages"), exact=True).click()
		thread = page.locator("[data-thread]")
		expect(thread.locator("form")).to_be_visible()
		return thread

	return open_it


def write(host, customer: str, text: str, channel: str = "SMS") -> None:
	host.call("messaging.reply", customer=customer, channel=channel, key=secrets.token_hex(8), text=text)


@pytest.mark.parametrize("viewport", ["phone", "desk"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_reply_is_written_and_stands_at_the_bottom(
	host, open_thread, known, keep_picture, has_no_overflow, nameless, untranslated, language, viewport
):
	write(host, known["customer"], "سيارتك جاهزة.")
	thread = open_thread(known["customer"], language, viewport)
	page = thread.page
	thread.locator("select[name=channel]").select_option("SMS")
	thread.locator("textarea").fill("Your car is ready until 6 pm.")
	expect(thread.locator("[data-reply=count]")).not_to_be_empty()
	thread.locator("button[type=submit]").click()
	messages = thread.locator("[data-message]")
	expect(messages).to_have_count(2)
	expect(messages.last).to_contain_text("Your car is ready")
	expect(messages.last).to_be_in_viewport()
	expect(thread.locator("[data-day]")).to_have_count(1)
	expect(thread.locator("textarea")).to_have_value("")
	keep_picture(page, f"conversation-{language}-{viewport}")
	has_no_overflow(page)
	assert nameless(thread) == []
	if language == "ar":
		assert untranslated(thread) == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_our_messages_stand_at_the_end_of_the_line(host, open_thread, known, language):
	write(host, known["customer"], "Ready")
	thread = open_thread(known["customer"], language)
	whole, ours = thread.locator("ol").bounding_box(), thread.locator("[data-message]").bounding_box()
	room_before = ours["x"] - whole["x"]
	room_after = whole["x"] + whole["width"] - ours["x"] - ours["width"]
	assert (room_before < room_after) == (language == "ar")


def test_earlier_messages_are_loaded_above_and_the_view_stays(host, open_thread, known):
	for number in range(25):
		write(host, known["customer"], f"Message {number}")
	thread = open_thread(known["customer"])
	messages = thread.locator("[data-message]")
	expect(messages).to_have_count(20)
	expect(messages.last).to_contain_text("Message 24")
	first = messages.first
	first.scroll_into_view_if_needed()
	thread.locator("[data-action=earlier]").click()
	expect(messages).to_have_count(25)
	expect(messages.first).to_contain_text("Message 0")
	expect(thread.locator("[data-message]", has_text="Message 5").first).to_be_in_viewport()
	expect(thread.locator("[data-action=earlier]")).to_have_count(0)


def test_who_wants_no_messages_has_no_box_and_the_reason(host, open_screen, known, say):
	host.call("messaging.stop", customer=known["customer"])
	page = open_screen("profile", "en", params=known["customer"])
	page.locator("[data-panel=history]").get_by_text("Messages", exact=True).click()
	thread = page.locator("[data-thread]")
	expect(thread.get_by_text("does not want").first).to_be_visible()
	expect(thread.locator("textarea")).to_have_count(0)


def test_a_reply_that_was_begun_is_not_lost(host, open_thread, known):
	thread = open_thread(known["customer"])
	thread.locator("textarea").fill("Half a sen")
	page = thread.page
	page.locator(".navbar-home" if host.name == "erpnext" else "nav a").first.click()
	expect(page.locator("dialog[open]")).to_be_visible()
