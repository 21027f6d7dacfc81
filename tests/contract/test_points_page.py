"""A customer's own points page, as somebody with its link meets it, and somebody without."""

import re
import secrets
from html import unescape

import pytest

from factories import random_plate

MOST_BYTES = 50_000
UNKNOWN = f"{'a' * 10}.{'B' * 22}"


def link_of(host, customer: str) -> str | None:
	return host.call("loyalty.points_link", customer=customer)


def path_of(host, customer: str) -> str:
	return "/p/" + link_of(host, customer).rsplit("/p/", 1)[1]


def opened(host, path: str):
	page = host.request("GET", path, headers={})
	assert page.status_code == 200
	return page


def texts(page) -> str:
	return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page.text.split("<main", 1)[1])))


def state(page) -> str:
	return re.search(r'<main data-state="(\w+)"', page.text)[1]


@pytest.fixture
def member(host, create_customer, complete_service) -> str:
	customer = create_customer()["customer"]
	complete_service(customer, rate=3000)
	return customer


def test_the_page_says_what_the_account_says(host, member):
	account = host.call("loyalty.account", customer=member)
	page = opened(host, path_of(host, member) + "?_lang=en")
	assert state(page) == "open"
	said = texts(page)
	assert f"{account['balance']:,}" in said
	assert f"Worth: {account['worth']:,.2f} {account['currency']}" in said
	assert account["tier"] in said
	assert "What your points buy" in said
	assert "10 % off this visit" in said
	assert "What expires when" in said
	assert "Earned" in said
	assert f"+{account['balance']:,}" in said


def test_it_is_read_in_both_languages_without_any_script_and_is_small(host, member):
	path = path_of(host, member)
	arabic, english = opened(host, path + "?_lang=ar"), opened(host, path + "?_lang=en")
	assert 'lang="ar" dir="rtl"' in arabic.text
	assert 'lang="en" dir="ltr"' in english.text
	assert "نقاطي" in arabic.text
	assert "My points" not in arabic.text
	for page in (arabic, english):
		assert "<script" not in page.text
		assert len(page.content) <= MOST_BYTES
		assert set(re.findall(r'(?:src|href)="(?:https?:)?//([^/"]+)', page.text)) == set()


def test_it_is_neither_kept_nor_found_nor_passed_on(host, member):
	for path in (path_of(host, member), f"/p/{UNKNOWN}", f"/P/{UNKNOWN}", f"/p/{UNKNOWN}/more"):
		headers = host.request("GET", path, headers={}).headers
		assert "no-store" in headers["Cache-Control"]
		assert headers["Referrer-Policy"] == "no-referrer"
		assert headers["X-Robots-Tag"] == "noindex, nofollow"
		assert "default-src" in headers["Content-Security-Policy"]


def test_a_link_shows_its_own_customer_alone(host, member, create_customer, complete_service):
	other = create_customer()["customer"]
	complete_service(other, rate=700)
	own, others = path_of(host, member), path_of(host, other)
	assert own != others
	mixed = own.rsplit(".", 1)[0] + "." + others.rsplit(".", 1)[1]
	assert state(opened(host, mixed)) == "unknown"
	balance = host.call("loyalty.account", customer=other)["balance"]
	assert f'<bdi dir="ltr">{balance}</bdi>' in opened(host, others + "?_lang=en").text


@pytest.mark.parametrize("token", [UNKNOWN, "B" * 22, "x", "a." + "b" * 300, "%2e", "a.%00", "نقاط.نقاط"])
def test_a_link_that_is_nobodys_says_nothing_of_anybody(host, member, token):
	page = opened(host, f"/p/{token}?_lang=en")
	assert state(page) == "unknown"
	assert "Please ask the workshop for a new one." in texts(page)
	assert "points" not in texts(page).lower()


def test_what_staff_wrote_for_themselves_is_not_on_it(host, member):
	reason = "A difficult person " + secrets.token_hex(4)
	arguments = {"points": 25, "kind": "Goodwill", "reason": reason, "idempotency_key": secrets.token_hex(12)}
	host.call("loyalty.adjust", customer=member, **arguments)
	page = opened(host, path_of(host, member) + "?_lang=en")
	assert "Adjusted" in texts(page)
	assert "+25" in texts(page)
	assert reason not in page.text


def test_it_says_what_each_car_of_the_customer_needs_next(
	host, member, create_vehicle, complete_service, line_of
):
	car = create_vehicle(member, plate=random_plate(), make="Toyota", model="Camry")["vehicle"]
	complete_service(member, vehicle=car, odometer=1500, lines=[line_of("Oil Change")])
	(plate,) = [one["plate_latin"] for one in host.call("profile.get_profile", customer=member)["vehicles"]]
	said = texts(opened(host, path_of(host, member) + "?_lang=en"))
	assert f"Next services Oil Change Toyota Camry {plate} around " in said


def test_the_link_of_an_erased_customer_says_nothing(host, member):
	path = path_of(host, member)
	told = host.call("privacy.erase", customer=member, confirm=member)
	assert state(opened(host, path)) == "unknown"
	assert link_of(host, told["customer"]) is None


def test_a_customer_without_points_has_no_link(host, create_customer):
	assert link_of(host, create_customer()["customer"]) is None
